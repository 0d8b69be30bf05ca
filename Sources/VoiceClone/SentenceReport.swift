import Foundation

/// How a sentence came out.
public struct SentenceReport: Sendable, Equatable, Codable {
    /// The sentence as it stands in the text, without markup and blanks around it; of a long form that is cut, such as
    /// pinyin without spaces, each part has the whole.
    public let text: String
    /// The attempt that was kept.
    public let kept: SpeechAttempt
    /// All attempts, in their order; those at a sentence that was cut in two stand with its first half.
    public let attempts: [SpeechAttempt]
    /// Why the decoder stopped.
    public let stopReason: SpectrogramPrediction.StopReason
    /// What the attention tells.
    public let attention: AttentionReport
    /// What is written at each unit of ``attention``; a form such as `50%` that is spoken as a whole stands at all of
    /// its units.
    public let unitTexts: [String]
    /// How much louder it was made to have the level of speech, in decibels.
    public let gain: Double

    /// The seed that it was spoken with.
    public var seed: UInt64 { kept.seed }

    /// Whether everything was spoken, once, and in time.
    public var isSound: Bool { attention.isSound }

    /// What is wrong, in words; empty if nothing is.
    public var problems: String { problemDescriptions.joined(separator: "; ") }

    /// Each of the attention's problems in words, units by what is written there.
    public var problemDescriptions: [String] { attention.problems.map { $0.description(naming: unitTexts) } }
}

extension SentenceReport {
    /// - Parameter writing: What is written, for each character of the text.
    init(_ spoken: SentenceSpeaker.Spoken, in writing: [String], gain: Double) {
        self.init(
            text: writing.excerpt(spoken.sentence.positions).trimmingCharacters(in: .whitespacesAndNewlines),
            kept: spoken.kept, attempts: spoken.attempts,
            stopReason: spoken.prediction.stopReason, attention: spoken.report,
            unitTexts: spoken.sentence.unitPositions.map(writing.excerpt), gain: gain)
    }
}

extension [String] {
    /// What is written at some characters of a text, counted from 1.
    func excerpt(_ positions: ClosedRange<Int>) -> String {
        self[(positions.lowerBound - 1)..<Swift.min(positions.upperBound, count)].joined()
    }
}
