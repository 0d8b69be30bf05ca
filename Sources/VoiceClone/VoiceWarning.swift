/// Something about a voice that works, and should be looked at.
public enum VoiceWarning: Sendable, Equatable {
    /// One recording does not sound like the others; `agreement` is the cosine with their mean.
    case outlier(clip: String, agreement: Float)
    /// Two recordings sound like different people; `similarity` is their cosine.
    case differentSpeakers(String, String, similarity: Float)
}

extension VoiceWarning: CustomStringConvertible {
    /// What was noticed and what to do.
    public var description: String {
        switch self {
        case .outlier(let clip, let agreement):
            """
            \(clip) does not sound like the other recordings: \(agreement) where one speaker has \
            \(VoiceProfile.outlierThreshold) and more. Leave it out, or listen to it.
            """
        case .differentSpeakers(let first, let second, let similarity):
            """
            \(first) and \(second) sound like different speakers: \(similarity) where one speaker has \
            \(VoiceProfile.outlierThreshold) and more. Listen to both; a voice is made of one person's recordings.
            """
        }
    }
}
