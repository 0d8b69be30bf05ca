import Foundation

/// What can go wrong when a voice is embedded.
public enum SpeakerEncoderError: Error, Equatable, Sendable {
    /// The recording, `seconds` long, is too short to tell a voice from.
    case tooShort(seconds: Double)
    /// The recording is silent; its level is in dBFS.
    case silent(level: Float)
    /// The network found no voice: every number that it gave is zero.
    case noVoice
    /// There is no recording to embed.
    case noRecordings
    /// Two embeddings that were to be compared or averaged were made under different conventions.
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
            the recording is \(seconds) s long; a voice needs at least \(SpeakerEncoder.minimumDuration) s, better 5 s of \
            speech
            """
        case .silent(let level):
            """
            the recording is silent (\(level) dBFS, speech lies above \(SpeakerEncoder.silenceLevel)): check the \
            microphone or the file
            """
        case .noVoice:
            "the encoder finds no voice in the recording: give it a few seconds of clear speech"
        case .noRecordings:
            "there is no recording to embed: give at least one"
        case .conventionMismatch(let left, let right):
            """
            embeddings of the conventions \(left.rawValue) and \(right.rawValue) cannot be used together: embed both \
            recordings under one convention
            """
        case .invalidEmbedding(let reason):
            "this is not a speaker embedding: \(reason)"
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
