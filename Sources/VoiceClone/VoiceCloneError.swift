import Foundation

/// What can go wrong around the models: with their folder, with voices and with profiles.
public enum VoiceCloneError: Error, Equatable, Sendable {
    /// There is no folder of models at any of these paths.
    case modelsNotFound(searched: [String])
    /// A voice cannot be made of this recording; `reason` is the encoder's.
    case unusableRecording(name: String, reason: SpeakerEncoderError)
    /// What a profile would be made of is wrong; the text says what.
    case invalidProfile(String)
    /// The file of a profile cannot be read; `reason` is the system's.
    case unreadableProfile(path: String, reason: String)
    /// The file is no profile, or a damaged one.
    case notAProfile(path: String, reason: String)
    /// The profile's format is newer than this package.
    case newerProfile(path: String, version: Int)
    /// The profile cannot be written; `reason` is the system's.
    case unwritableProfile(path: String, reason: String)
    /// The profile was made by an encoder with other weights.
    case anotherEncoder(voice: String, profile: SHA256Digest, encoder: SHA256Digest)
    /// The profile has no embedding under the convention that the network needs.
    case missingConvention(voice: String, needed: EmbeddingConvention)
    /// The voice was not made from recordings, so there is nothing to be alike to.
    case noReference(voice: String)
    /// The speech is too short to tell a voice from, so it cannot be compared.
    case speechTooShort(seconds: Double)
    /// Speech cannot be so many times as fast.
    case rateOutOfRange(Double)
    /// A sentence did not come out whole, however often it was spoken.
    case unsoundSpeech(sentence: String, problems: String)
}

extension VoiceCloneError: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .modelsNotFound(let searched):
            """
            There are no models at \(searched.joined(separator: " or at ")). Run `make models` in a clone of VoiceClone, \
            and name the folder in VOICECLONE_MODELS if you move it.
            """
        case .unusableRecording(let name, let reason):
            "\(name) cannot be used. \(reason)"
        case .invalidProfile(let reason):
            "No voice profile can be made like this: \(reason). Change it and try again."
        case .unreadableProfile(let path, let reason):
            "The profile \(path) cannot be read: \(reason). Check the path."
        case .notAProfile(let path, let reason):
            "\(path) is not a voice profile, or a damaged one: \(reason). Make it again from the recordings."
        case .newerProfile(let path, let version):
            """
            \(path) is a profile of version \(version), this package reads up to \(VoiceProfile.formatVersion). Update \
            VoiceClone.
            """
        case .unwritableProfile(let path, let reason):
            "The profile \(path) cannot be written: \(reason). Check the folder and its permissions."
        case .anotherEncoder(let voice, let profile, let encoder):
            """
            The profile of \(voice) was made by the encoder \(profile.abbreviated), these models have \
            \(encoder.abbreviated) (SHA-256 of the weights). Use that encoder, or make the profile again from the \
            recordings.
            """
        case .missingConvention(let voice, let needed):
            """
            The profile of \(voice) has no embedding of the convention \(needed.rawValue), which this Tacotron 2 needs. \
            Make the profile again from the recordings.
            """
        case .unsoundSpeech(let sentence, let problems):
            "\"\(sentence.prefix(40))\" did not come out whole: \(problems). Try another seed, split or reword the sentence, or "
                + "speak without strictness."
        case .rateOutOfRange(let rate):
            """
            Speech cannot be \(rate) times as fast: a rate is from \(VoiceCloner.rates.lowerBound) to \
            \(VoiceCloner.rates.upperBound).
            """
        case .speechTooShort(let seconds):
            """
            The speech is \((seconds * 100).rounded(.down) / 100) s long, a comparison needs at least \
            \(SpeakerEncoder.minimumDuration) s. Speak a longer text.
            """
        case .noReference(let voice):
            "The voice \(voice) was not made from recordings, so likeness to them means nothing. Ask it of a cloned voice."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
