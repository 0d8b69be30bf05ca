/// How a sentence came out.
public struct SentenceReport: Sendable, Equatable {
    /// The sentence as it stands in the text, without markup; of a long form that is cut, such as pinyin without
    /// spaces, each part has the whole.
    public let text: String
    /// The attempt that was kept.
    public let kept: SpeechAttempt
    /// All attempts, in their order; those at a sentence that was cut in two stand with its first half.
    public let attempts: [SpeechAttempt]
    /// Why the decoder stopped.
    public let stopReason: SpectrogramPrediction.StopReason
    /// What the attention tells.
    public let attention: AttentionReport
    /// How much louder it was made to have the level of speech, in decibels.
    public let gain: Double
    /// How many samples lie outside −1…1, which a file of integers cuts off; `nil` for a stream's sentence, whose sound
    /// is not all made yet.
    public let clippedSamples: Int?

    /// The seed that it was spoken with.
    public var seed: UInt64 { kept.seed }

    /// Whether everything was spoken, once, and in time.
    public var isSound: Bool { attention.isSound }

    /// What is wrong, in words; empty if nothing is.
    public var problems: String { attention.problems.map(\.description).joined(separator: "; ") }
}

extension SentenceReport {
    init(_ spoken: SentenceSpeaker.Spoken, in writing: [String], gain: Double = 0, clippedSamples: Int? = nil) {
        let positions = spoken.sentence.positions
        self.init(
            text: writing[(positions.lowerBound - 1)..<positions.upperBound].joined(), kept: spoken.kept,
            attempts: spoken.attempts, stopReason: spoken.prediction.stopReason, attention: spoken.report,
            gain: gain, clippedSamples: clippedSamples)
    }
}
