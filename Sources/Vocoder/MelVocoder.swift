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

extension MelVocoder {
    /// Refuses a spectrogram that this vocoder would turn into noise.
    func validate(_ mel: MelSpectrogram) throws {
        try mel.require(contract)
        guard mel.frames > 0 else { throw VocoderError.emptySpectrogram }
        if let bad = mel.values.firstIndexNotFinite { throw VocoderError.notFinite(frame: bad % mel.frames) }
    }

    /// Wraps the samples that were made of a spectrogram: the first of [1, samples].
    func waveform(_ samples: Tensor, count: Int) throws -> Waveform {
        if let bad = samples.firstIndexNotFinite { throw VocoderError.notFinite(frame: bad / contract.hopLength) }
        return Waveform(samples: Array(samples.elements.prefix(count)), sampleRate: contract.sampleRate)
    }
}
