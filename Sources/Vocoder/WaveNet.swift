import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// WaveNet: makes the sound sample by sample, each drawn from what the network expects after those before.
///
/// ```swift
/// let vocoder = try WaveNet()                                           // the network that this package ships
/// let waveform = try vocoder.waveform(from: mel, seed: 42)
/// ```
///
/// A network in the layout of r9y9's wavenet_vocoder is read as it is: a mixture of logistics, one Gaussian or 256
/// μ-law categories, whichever its shapes say. Sources: arXiv 1609.03499 (the network), 1712.05884 section 2.3 (as a
/// vocoder).
public final class WaveNet: MelVocoder, StretchVocoder {
    /// The spectrograms that it was made for.
    public let contract: MelContract
    /// What could be told from the checkpoint.
    public let configuration: WaveNetConfiguration

    let stack: DilatedStack
    let conditioner: WaveNetConditioner

    /// Nothing belongs behind the last frame.
    package let appendedFrames = 0

    /// Loads the network that this package ships, which speaks `MelContract.tacotron2`.
    ///
    /// - Throws: `CheckpointError` if the resource is missing or damaged.
    public convenience init() throws {
        try self.init(contentsOf: Self.shipped)
    }

    /// Loads the weights from a checkpoint file.
    ///
    /// - Parameters: As for ``init(_:layersPerStack:contract:)``.
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``VocoderError`` if its sizes
    ///   do not fit.
    public convenience init(
        contentsOf url: URL, layersPerStack: Int? = nil, contract: MelContract = .tacotron2
    ) throws {
        try self.init(Checkpoint(contentsOf: url), layersPerStack: layersPerStack, contract: contract)
    }

    /// Takes the weights from a checkpoint, by the names of r9y9's wavenet_vocoder.
    ///
    /// - Parameters:
    ///   - checkpoint: With or without weight normalisation.
    ///   - layersPerStack: The dilation of layer n is 2 to the power of n modulo this. No shape tells it; needed where
    ///     the file's metadata do not say `layers_per_stack`.
    ///   - contract: The spectrograms that the network was trained on. What its training did to them besides must be
    ///     part of the first convolution.
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``VocoderError`` if the sizes do not fit
    ///   together or the network has parts that this one has not.
    public init(_ checkpoint: Checkpoint, layersPerStack: Int? = nil, contract: MelContract = .tacotron2) throws {
        configuration = try WaveNetConfiguration(checkpoint, layersPerStack: layersPerStack)
        self.contract = contract
        stack = DilatedStack(
            try checkpoint.dilatedStack(configuration), distribution: configuration.output.distribution)
        conditioner = try WaveNetConditioner(checkpoint, configuration, stack: stack, contract: contract)
        checkpoint.forgetWhatWasRead()
    }

    private static let shipped = ResourceFolder(module: "Vocoder").url("wavenet.safetensors")

    /// Makes the sound of a spectrogram. [80, frames] → frames · 256 samples
    ///
    /// - Parameters:
    ///   - mel: Under the network's contract.
    ///   - seed: The same seed makes the same sound, on any number of threads.
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames, is
    ///   not finite or has values that no sound has, `CancellationError` if the task that asks for it is cancelled.
    public func waveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform {
        try wholeWaveform(from: mel, seed: seed)
    }

    /// Makes the sounds of several spectrograms, which then read each weight together.
    ///
    /// - Returns: For each spectrogram what ``waveform(from:seed:)`` would make of it alone.
    /// - Throws: As ``waveform(from:seed:)``.
    public func waveforms(from mels: [MelSpectrogram], seed: UInt64 = 0) throws -> [Waveform] {
        for mel in mels { try validate(mel) }
        // The longest first, so that those that are not at their end yet are always the first.
        let order = mels.indices.sorted { (mels[$0].frames, $1) > (mels[$1].frames, $0) }
        let signals = WaveNetSignals(self, count: mels.count, seed: seed)
        let frames = order.map { FrameBuffer(mels[$0].values.transposed()) }  // [frames, 80]
        var samples = order.map { _ in [Float]() }
        for frame in 0..<(frames.first?.frames.count ?? 0) {
            let windows = frames.filter { $0.frames.contains(frame) }
            let parts = try signals.samples(of: windows.map { ($0, $0.frames) }, frames: frame..<frame + 1)
            for (lane, part) in parts.enumerated() { samples[lane] += part }
        }
        var result = [[Float]](repeating: [], count: mels.count)
        for (lane, index) in order.enumerated() { result[index] = samples[lane] }
        return result.map { Waveform(samples: $0, sampleRate: contract.sampleRate) }
    }

    package func inputFrames(for frames: Range<Int>) -> Range<Int> { conditioner.inputFrames(for: frames) }

    package func signal(seed: UInt64) -> any StretchSignal { WaveNetSignals(self, count: 1, seed: seed) }

    /// What the samples of a known signal are drawn from, teacher-forced. [samples, outputs]
    ///
    /// - Parameters:
    ///   - signal: As the network makes it: with pre-emphasis, or as categories.
    ///   - mel: Of as many frames as the signal has hops.
    package func parameters(of signal: [Float], mel: MelSpectrogram) throws -> Tensor {
        try validate(mel)
        let signals = WaveNetSignals(self, count: 1, seed: 0)
        let frames = FrameBuffer(mel.values.transposed())
        return try signals.parameters(of: signal, mel: frames)
    }
}
