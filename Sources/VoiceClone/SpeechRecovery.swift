/// What `VoiceCloner.speak(_:as:options:recovery:rate:)` does about a sentence that did not come out whole.
///
/// Murmur behind a sentence that is sound otherwise is cut off. Any other is spoken again: with its attention held in a
/// window, then with other seeds too, then in two halves and those in theirs, until it is sound; if it never is, the
/// best attempt is kept. All follows from the first seed, so the whole stays reproducible. ``SentenceReport/attempts``
/// has what was tried.
public struct SpeechRecovery: Sendable, Equatable {
    /// Whether a sentence may be spoken with its attention held in an `AttentionWindow`.
    public var usesAttentionWindow: Bool
    /// How often a sentence may be spoken again with another seed; less than 0 is 0.
    public var seeds: Int
    /// Whether a sentence may be cut in two, each spoken as a sentence by itself, and these again while they are not
    /// sound, down to words; the whole is kept if its pieces are no better.
    public var cutsSentences: Bool
    /// Whether murmur that ends by itself is cut off.
    public var cutsMurmur: Bool
    /// Whether each sentence is brought to within 1.5 dB of one level; else, and in a stream, all get the same gain, by
    /// how loud the voice is.
    public var evensLoudness: Bool
    /// Whether a sentence that stays unsound, be it for a gap alone, is an error:
    /// ``VoiceCloneError/unsoundSpeech(sentence:problems:)``.
    public var isStrict: Bool

    /// Makes a choice.
    public init(
        seeds: Int = 2, usesAttentionWindow: Bool = true, cutsSentences: Bool = true, cutsMurmur: Bool = true,
        evensLoudness: Bool = true, isStrict: Bool = false
    ) {
        (self.seeds, self.usesAttentionWindow, self.cutsSentences) = (seeds, usesAttentionWindow, cutsSentences)
        (self.cutsMurmur, self.evensLoudness, self.isStrict) = (cutsMurmur, evensLoudness, isStrict)
    }

    /// Every sentence is taken as it comes, which is what ``VoiceCloner/stream(_:as:options:recovery:rate:)`` does
    /// unless told otherwise.
    public static let off = SpeechRecovery(
        seeds: 0, usesAttentionWindow: false, cutsSentences: false, cutsMurmur: false, evensLoudness: false)

    /// Whether a sentence is listened to before it is given away.
    var listens: Bool { seeds > 0 || usesAttentionWindow || cutsSentences || cutsMurmur || isStrict }

    /// The seed of an attempt, counted from 0: that of the first is the seed itself.
    public static func seed(_ seed: UInt64, attempt: Int) -> UInt64 {
        seed &+ UInt64(truncatingIfNeeded: attempt) &* 0x9E37_79B9_7F4A_7C15
    }
}
