import AudioIO
import DSP

/// Turns a mel spectrogram into sound.
public protocol MelVocoder: Sendable {
    /// The spectrograms that it was made for; any other is refused.
    var contract: MelContract { get }

    /// Makes the sound of a spectrogram: `hopLength` samples for each frame.
    ///
    /// - Parameter mel: A spectrogram of the vocoder's own contract. [80, frames]
    /// - Returns: Mono sound at the contract's sample rate, within −1…1.
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames or is
    ///   not finite.
    func waveform(from mel: MelSpectrogram) throws -> Waveform
}

extension MelVocoder {
    /// Refuses a spectrogram that this vocoder would turn into noise.
    func validate(_ mel: MelSpectrogram) throws {
        try mel.require(contract)
        guard mel.frames > 0 else { throw VocoderError.emptySpectrogram }
        let bad = mel.values.withUnsafeBufferPointer { $0.firstIndex { !$0.isFinite } }
        if let bad { throw VocoderError.notFinite(frame: bad % mel.frames) }
    }

    /// Wraps the samples that a network made of a spectrogram.
    func waveform(_ samples: [Float]) throws -> Waveform {
        if let bad = samples.firstIndex(where: { !$0.isFinite }) {
            throw VocoderError.notFinite(frame: bad / contract.hopLength)
        }
        return Waveform(samples: samples, sampleRate: contract.sampleRate)
    }
}
