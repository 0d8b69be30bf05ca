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
    ///   is not finite.
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

    /// The samples of some frames, before the tanh at the end. [frames · hopLength, 1]
    ///
    /// - Parameters:
    ///   - mel: Holds ``inputFrames(for:)`` as far as they lie in the signal. [frames, 80]
    ///   - signal: All frames that there are, with the appended ones.
    ///   - frames: Which frames are wanted.
    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) -> FrameBuffer
}

extension StretchVocoder {
    /// What lies behind the last frame: ln(1e-5), the least value of the contract.
    static var silence: Float { -11.5129 }

    /// The sound of some frames of a buffer that holds all that there are.
    func waveform(of mel: FrameBuffer, frames: Range<Int>) throws -> Waveform {
        var samples = samples(of: mel, signal: mel.frames, frames: frames).tensor  // [samples, 1]
        Activation.tanh.apply(to: &samples)
        if let bad = samples.firstIndexNotFinite { throw VocoderError.notFinite(frame: bad / contract.hopLength) }
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
