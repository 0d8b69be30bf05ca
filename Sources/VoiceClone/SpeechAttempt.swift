/// One of the times that a sentence was spoken.
public struct SpeechAttempt: Sendable, Equatable, Codable {
    /// What was done otherwise than in the first attempt, in the order in which it is tried.
    public enum Way: String, Sendable, Codable, CaseIterable {
        /// Nothing: the options as they are, with one seed more for each sentence before.
        case first
        /// The attention was held in an `AttentionWindow`.
        case attentionWindow
        /// Another seed, and the attention as in the attempt before.
        case anotherSeed
        /// The sentence was cut in two; this is the first attempt at one half.
        case half
    }

    /// What was done.
    public let way: Way
    /// The seed.
    public let seed: UInt64
    /// The frames that were decoded, each 11.6 ms.
    public let frames: Int
    /// How many of them were cut off, because they were murmur behind a sentence that is sound otherwise.
    public let cutFrames: Int
    /// What was wrong, without what was cut off.
    public let problems: [AttentionReport.Problem]
}
