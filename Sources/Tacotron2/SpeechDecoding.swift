import DSP
import Tensor
import TextFrontend

/// A sentence on its way through the decoder, frame after frame.
///
/// ```swift
/// let decoding = try tacotron2.decoding(symbols, speaker: speaker, options: options)
/// while try decoding.nextFrame() { use(decoding.frames.suffix(decoding.bands)) }
/// let prediction = try tacotron2.prediction(of: decoding)
/// ```
///
/// It belongs to one thread at a time. Whoever stops early just lets go of it.
package final class SpeechDecoding {
    /// What is being spoken.
    package let symbols: SymbolSequence
    /// The seed, and where to stop.
    package let options: Tacotron2Options
    /// The number of values in a frame.
    package let bands: Int
    /// The frames so far, before the postnet. [frames, bands]
    package private(set) var frames: [Float] = []
    /// How much attention each frame paid to each symbol. [frames, S]
    package private(set) var alignment: [Float] = []
    /// The probability, at each frame, that it is the last. [frames]
    package private(set) var gates: [Float] = []
    /// Why there is no further frame; `nil` while there is one.
    package private(set) var stopReason: SpectrogramPrediction.StopReason?

    /// What the decoder changes.
    let state: DecoderState
    private let decoder: Decoder
    /// Made when it is first needed: a sentence of a larger batch needs none of its own.
    private lazy var alone = DecoderBatch([state], decoder: decoder)

    init(symbols: SymbolSequence, memory: [Double], options: Tacotron2Options, decoder: Decoder) {
        self.symbols = symbols
        self.options = options
        self.decoder = decoder
        bands = decoder.sizes.bands
        state = DecoderState(
            text: DecoderText(memory: memory, decoder: decoder), random: Philox(seed: options.seed),
            window: options.attentionWindow, decoder: decoder)
        // A step allocates nothing as long as this suffices; no usual sentence lasts longer.
        let expected = min(options.maximumFrames, 1000)
        frames.reserveCapacity(expected * bands)
        alignment.reserveCapacity(expected * symbols.ids.count)
        gates.reserveCapacity(expected)
    }

    /// Makes the next frame and appends it to ``frames``, ``alignment`` and ``gates``.
    ///
    /// - Returns: Whether there was one to make: `false` once ``stopReason`` is known, and nothing changes any more.
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    package func nextFrame() throws -> Bool {
        guard stopReason == nil else { return false }
        alone.step()
        try takeFrame()
        return true
    }

    /// Appends the frame that a batch has made.
    func takeFrame() throws {
        let gate = Float(sigmoid(state.output[bands]))
        guard gate.isFinite else { throw Tacotron2Error.notFinite(frame: gates.count) }
        for band in 0..<bands { frames.append(Float(state.output[band])) }
        for symbol in symbols.ids.indices { alignment.append(Float(state.attention.weights[symbol])) }
        gates.append(gate)
        if gate > options.gateThreshold {
            stopReason = .gate
        } else if state.attention.hasEnded {
            stopReason = .attention
        } else if gates.count == options.maximumFrames {
            stopReason = .frameLimit
        }
    }
}

extension SpeechDecoding {
    /// The prediction of a sentence that has ended, with its finished frames.
    package func prediction(mel: MelSpectrogram) -> SpectrogramPrediction {
        guard let stopReason else {
            preconditionFailure("a sentence of \(gates.count) frames is not at its end, so it is no prediction yet")
        }
        return SpectrogramPrediction(
            mel: mel, alignment: Tensor(alignment, shape: [gates.count, symbols.ids.count]), gates: gates,
            stopReason: stopReason, symbols: symbols, seed: options.seed)
    }
}
