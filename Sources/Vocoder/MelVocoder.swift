import AudioIO
import DSP
import Tensor

/// Turns a mel spectrogram into sound.
public protocol MelVocoder: Sendable {
    /// The spectrograms that it was made for; any other is refused.
    var contract: MelContract { get }

    /// Makes the sound of a spectrogram: `hopLength` samples for each frame.
    ///
    /// - Parameter mel: A spectrogram of the vocoder's own contract. [80, frames]
    /// - Returns: Mono sound at the contract's sample rate, within −1…1.
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames or
    ///   is not finite, `CancellationError` if the task that asks for it is cancelled.
    func waveform(from mel: MelSpectrogram) throws -> Waveform
}

/// A vocoder that can make a stretch of the sound as soon as it knows the frames around it.
///
/// A stretch has the very samples that the whole would have there.
package protocol StretchVocoder: MelVocoder {
    /// The frames of silence that belong behind the last frame.
    var appendedFrames: Int { get }

    /// The mel frames that have a part in the samples of some frames.
    func inputFrames(for frames: Range<Int>) -> Range<Int>

    /// The samples of some frames, before the tanh at the end. [frames · hopLength]
    ///
    /// - Parameters:
    ///   - mel: Holds ``inputFrames(for:)`` as far as they lie in the signal. [frames, 80]
    ///   - signal: All frames that there are, with the appended ones.
    ///   - frames: Which frames are wanted.
    /// - Throws: `CancellationError` if the task is cancelled.
    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> Tensor
}

extension StretchVocoder {
    /// What lies behind the last frame: ln(1e-5), the least value of the contract.
    package var silence: Float { -11.5129 }

    /// The sound of a whole spectrogram.
    func wholeWaveform(from mel: MelSpectrogram) throws -> Waveform {
        try validate(mel)
        let signal = 0..<mel.frames + appendedFrames
        let frames = FrameBuffer(frames: signal, channels: contract.bands)  // [frames, 80]
        for frame in signal {
            for band in 0..<contract.bands {
                frames[frame][band] = frame < mel.frames ? mel.values[band, frame] : silence
            }
        }
        // In stretches, so that memory does not grow with the length beyond what the samples themselves take.
        var samples: [Float] = []
        samples.reserveCapacity(mel.frames * contract.hopLength)
        for start in stride(from: 0, to: mel.frames, by: 128) {
            samples += try waveform(of: frames, signal: signal, frames: start..<min(start + 128, mel.frames)).samples
        }
        return Waveform(samples: samples, sampleRate: contract.sampleRate)
    }

    /// The sound of some frames.
    ///
    /// - Parameters: As for ``samples(of:signal:frames:)``.
    package func waveform(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> Waveform {
        var samples = try samples(of: mel, signal: signal, frames: frames)
        if let bad = samples.firstIndexNotFinite {
            throw VocoderError.notFinite(frame: frames.lowerBound + bad / contract.hopLength)
        }
        Activation.tanh.apply(to: &samples)
        return Waveform(samples: samples.elements, sampleRate: contract.sampleRate)
    }
}

extension MelVocoder {
    /// Refuses a spectrogram that this vocoder would turn into noise.
    func validate(_ mel: MelSpectrogram) throws {
        try mel.require(contract)
        guard mel.frames > 0 else { throw VocoderError.emptySpectrogram }
        if let bad = mel.values.firstIndexNotFinite { throw VocoderError.notFinite(frame: bad % mel.frames) }
    }
}
