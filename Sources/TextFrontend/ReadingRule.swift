/// Where the reading of a character comes from.
public enum ReadingRule: Sendable, Equatable {
    /// The text itself: pinyin, a mark such as `[hang2]`, or `<phoneme>`.
    case direct
    /// An entry of the user's dictionary.
    case userDictionary(word: String)
    /// A word of the lexicon.
    case dictionary(word: String)
    /// The most common reading of the character by itself.
    case character
    /// What stands beside the character: a rule of the table `standalone.tsv`, as for 地, 得, 没, 为 and 长.
    case neighbours
    /// The network for characters with several readings, and how sure it is, 0 to 1.
    case network(probability: Float)
    /// A number, a date, a sign or another written form, said in words.
    case writtenForm
    /// The name of a letter of the English alphabet.
    case letter
    /// Punctuation: a pause.
    case pause
    /// Left out as something that no reader would say: an emoji, a control character.
    case dropped
    /// Has no reading that is known.
    case unknown
}

extension ReadingRule: CustomStringConvertible {
    /// The rule in a word or two, for example `dictionary 银行` or `network 0.998`.
    public var description: String {
        switch self {
        case .direct: "direct"
        case .userDictionary(let word): "user \(word)"
        case .dictionary(let word): "dictionary \(word)"
        case .character: "character"
        case .neighbours: "neighbours"
        case .network(let probability):
            "network 0.\(Self.thousandths(of: probability))"
        case .writtenForm: "form"
        case .letter: "letter"
        case .pause: "pause"
        case .dropped: "dropped"
        case .unknown: "unknown"
        }
    }

    /// Three digits, rounded down, and of certainty 999: nothing is said to be more certain than it is.
    private static func thousandths(of probability: Float) -> String {
        // Anybody can make a rule; of what is no number the larger and the smaller one are these bounds.
        let digits = String(Int(1000 * Float.minimum(0.999, Float.maximum(0, probability))))
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
