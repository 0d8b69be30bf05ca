/// What ``VoiceCloner/speak(_:as:options:recovery:)`` does about a sentence that did not come out whole.
///
/// Murmur behind a sentence that is sound otherwise is cut off. Any other is spoken again with another seed, which is a function of the first, so the whole stays reproducible; the
/// best attempt is kept, and ``SentenceReport`` says which it was and what is wrong with it.
public struct SpeechRecovery: Sendable, Equatable {
    /// How often a sentence may be spoken again.
    public var attempts: Int
    /// Whether a sentence that stays unsound is an error: ``VoiceCloneError/unsoundSpeech(sentence:problems:)``.
    public var isStrict: Bool

    /// Makes a choice.
    public init(attempts: Int = 3, isStrict: Bool = false) {
        precondition(attempts >= 0, "attempts is \(attempts), it must not be negative")
        (self.attempts, self.isStrict) = (attempts, isStrict)
    }

    /// Every sentence is taken as it comes, which is what ``VoiceCloner/stream(_:as:options:)`` does.
    public static let off = SpeechRecovery(attempts: 0)

    /// The seed of an attempt, counted from 0: that of the first is the seed itself.
    public static func seed(_ seed: UInt64, attempt: Int) -> UInt64 { seed &+ UInt64(attempt) &* 0x9E37_79B9_7F4A_7C15 }
}
