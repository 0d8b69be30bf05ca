import AudioIO
import DSP
import Foundation
import Tensor

/// Sound from a spectrogram without a network: the phases are guessed until the transform agrees with them.
///
/// The mel bands are first spread over frequencies by the filter bank's pseudo-inverse. Then, as in the fast
/// Griffin-Lim algorithm (Perraudin, Balazs and Søndergaard, WASPAA 2013),
///
///     c ← STFT(ISTFT(magnitude · phase))      phase ← direction of c + α·(c − previous c)
///
/// with α = 0.99, in the form that divides by 1 + α, which changes no direction. It sounds metallic, and needs no
/// weights.
public struct GriffinLim: MelVocoder {
    /// The spectrograms that are inverted.
    public let contract: MelContract
    /// The number of rounds.
    public let iterations: Int

    private let transform: ShortTimeFourierTransform
    private let inverseFilters: Tensor  // [bins, bands]
    private static let momentum: Float = 0.99

    /// Prepares the inverse filters.
    ///
    /// - Parameters:
    ///   - contract: The spectrograms that are inverted.
    ///   - iterations: The number of rounds, at least 1; 60 are as good as it gets.
    public init(contract: MelContract = .tacotron2, iterations: Int = 60) {
        precondition(iterations >= 1, "Griffin-Lim needs at least one round, not \(iterations)")
        (self.contract, self.iterations) = (contract, iterations)
        transform = ShortTimeFourierTransform(
            fftSize: contract.fftSize, windowLength: contract.windowLength, hopLength: contract.hopLength)
        inverseFilters = contract.filterBank().pseudoInverse()
    }

    /// Makes the sound of a spectrogram; where it would leave −1…1 the whole is made quieter.
    ///
    /// - Parameters:
    ///   - mel: A spectrogram of the vocoder's own contract. [bands, frames]
    ///   - seed: The seed of the phases before the first round.
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames, is
    ///   not finite or has values that no sound has, `CancellationError` if the task that asks for it is cancelled.
    public func waveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform {
        try validate(mel)
        // One frame more than the spectrogram has, so that there is a whole hop of samples for each of its frames.
        let magnitudes = magnitudes(of: mel.values.joinedColumns(with: mel.values.suffixColumns(1)))
        let samples = try reconstruct(magnitudes, phases: randomPhases(frames: magnitudes.shape[0], seed: seed))
        var waveform = Waveform(samples: samples, sampleRate: contract.sampleRate)
        let peak = waveform.peak
        if peak > 1 { waveform.samples = samples.map { $0 / peak } }
        if let bad = waveform.samples.firstIndex(where: { !$0.isFinite }) {
            throw VocoderError.notFinite(frame: bad / contract.hopLength)
        }
        return waveform
    }

    /// The magnitude at every frequency that explains the mel bands best: [bands, frames] → [frames, bins].
    func magnitudes(of mel: Tensor) -> Tensor {
        var bands = mel.transposed()  // [frames, bands]
        if contract.logarithmFloor != nil {
            bands.withUnsafeMutableBufferPointer { bands in
                for i in bands.indices { bands[i] = expf(bands[i]) }
            }
        }
        var magnitudes = bands.matrixProduct(transposed: inverseFilters)
        let isPower = contract.spectrum == .power
        magnitudes.withUnsafeMutableBufferPointer { values in
            for i in values.indices {
                values[i] = max(values[i], 0)
                if isPower { values[i] = values[i].squareRoot() }
            }
        }
        return magnitudes
    }

    /// The signal whose transform has nearly these magnitudes.
    ///
    /// - Parameters:
    ///   - magnitudes: [frames, bins]
    ///   - phases: Unit complex numbers to begin with. [frames, bins, 2]
    /// - Returns: One hop of samples less than there are frames.
    func reconstruct(_ magnitudes: Tensor, phases: Tensor) throws -> [Float] {
        let length = (magnitudes.shape[0] - 1) * contract.hopLength
        var spectrogram = ComplexSpectrogram(values: phases)
        var previous = Tensor(zeros: phases.shape)
        scale(&spectrogram.values, to: magnitudes)
        for _ in 0..<iterations {
            try Task.checkCancellation()
            let rebuilt = try transform.spectrogram(of: transform.signal(of: spectrogram, length: length)).values
            spectrogram.values = rebuilt
            spectrogram.values.add(previous, scaledBy: -Self.momentum / (1 + Self.momentum))
            scale(&spectrogram.values, to: magnitudes)
            previous = rebuilt
        }
        return transform.signal(of: spectrogram, length: length)
    }

    /// Gives each complex number the wanted magnitude and leaves its direction.
    private func scale(_ values: inout Tensor, to magnitudes: Tensor) {
        values.withUnsafeMutableBufferPointer { values in
            magnitudes.withUnsafeBufferPointer { magnitudes in
                for i in magnitudes.indices {
                    let (re, im) = (values[2 * i], values[2 * i + 1])
                    let factor = magnitudes[i] / ((re * re + im * im).squareRoot() + .leastNormalMagnitude)
                    values[2 * i] = re * factor
                    values[2 * i + 1] = im * factor
                }
            }
        }
    }

    /// Unit complex numbers of random direction, each a function of seed, frame and bin. [frames, bins, 2]
    private func randomPhases(frames: Int, seed: UInt64) -> Tensor {
        let (random, bins) = (Philox(seed: seed), transform.bins)
        return Tensor(shape: [frames, bins, 2]) { phases in
            for frame in 0..<frames {
                for bin in 0..<bins {
                    let word = random(SIMD4(UInt32(bin), UInt32(frame), 0, 0)).x
                    let angle = 2 * Float.pi * Float(word >> 8) / Float(1 << 24)
                    phases[(frame * bins + bin) * 2] = cosf(angle)
                    phases[(frame * bins + bin) * 2 + 1] = sinf(angle)
                }
            }
        }
    }
}
