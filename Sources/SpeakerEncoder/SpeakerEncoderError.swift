import Foundation

/// What can go wrong when a voice is embedded.
public enum SpeakerEncoderError: Error, Equatable, Sendable {
    /// The recording, `seconds` long, is too short to tell a voice from.
    case tooShort(seconds: Double)
    /// The recording is silent; its level is in dBFS.
    case silent(level: Float)
    /// Samples lie far outside of −1…1; `peak` is the largest.
    case beyondFullScale(peak: Float)
    /// The network found no voice: every number that it gave is zero.
    case noVoice
    /// The network's numbers are not finite, so its weights must be damaged.
    case notFinite
    /// There is no recording to embed.
    case noRecordings
    /// Two embeddings that were to be compared were made under different conventions.
    case conventionMismatch(EmbeddingConvention, EmbeddingConvention)
    /// The numbers are not an embedding; the text says why.
    case invalidEmbedding(String)
}

extension SpeakerEncoderError: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .tooShort(let seconds):
            """
            The recording is \(seconds) s long, a voice needs at least \(SpeakerEncoder.minimumDuration) s. Record five \
            seconds of speech.
            """
        case .silent(let level):
            """
            The recording is silent: it has \(level) dBFS, speech lies above \(SpeakerEncoder.silenceLevel). Check the \
            microphone or the file; channels of opposite sign cancel each other.
            """
        case .beyondFullScale(let peak):
            """
            The recording has samples of up to \(peak), where full scale is 1. Divide them: 16-bit integers that were \
            made floats by 32768.
            """
        case .noVoice:
            "The encoder finds no voice in the recording. Give it a few seconds of clear speech."
        case .notFinite:
            "The encoder's output is not made of finite numbers: the weights are damaged. Fetch them again."
        case .noRecordings:
            "There is no recording to embed. Give at least one."
        case .conventionMismatch(let left, let right):
            """
            Embeddings of the conventions \(left.rawValue) and \(right.rawValue) cannot be used together. Embed both \
            recordings under one convention.
            """
        case .invalidEmbedding(let reason):
            "This is not a speaker embedding: \(reason). Embed the recording again."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
