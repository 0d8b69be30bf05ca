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
    /// What stands beside 地, 得, 没, 为 or 长 standing alone.
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
            // Rounded down, so that 1.000 is said of certainty only.
            "network 0.\(Self.digits(of: min(999, Int(probability * 1000))))"
        case .writtenForm: "form"
        case .letter: "letter"
        case .pause: "pause"
        case .dropped: "dropped"
        case .unknown: "unknown"
        }
    }

    private static func digits(of thousandths: Int) -> String {
        let digits = String(max(0, thousandths))
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}

/// Why a syllable is spoken with another tone than it is read with.
public enum ToneChange: String, Sendable, Equatable, CaseIterable {
    /// A third tone before a third tone is spoken as a second.
    case thirdTone = "third tone"
    /// 一 is spoken yí before a fourth tone, yì before the others, yi between two verbs.
    case yi = "一"
    /// 不 is spoken bú before a fourth tone, bu inside 好不好 and 看不见.
    case bu = "不"
    /// The syllable loses its tone: the second of 妈妈 and 看看, the end of 朋友.
    case neutral = "neutral"
    /// 儿 at the end of a word has no tone.
    case erhua = "儿"
}
