extension LatinScanner {
    /// The syllables of a word of pinyin with tone marks that begins at a place of the text, and where it ends.
    ///
    /// The word is all letters from there on, and apostrophes between letters. It is pinyin if it has a tone mark (or
    /// need not have one), and if all of it can be cut into syllables with at most one tone mark each (`Division`). A
    /// syllable without a mark is neutral: `māma`. On which of its vowels a syllable bears the mark does not matter,
    /// nor do capitals. ü may be `v`. Letters may be composed or followed by combining marks.
    ///
    /// No word begins behind another letter. So whoever asks at each place of a text has each word read once.
    func diacriticPinyin(
        in text: [SourceCharacter], at start: Int, needsTone: Bool = true
    ) -> (syllables: [PinyinSyllable], end: Int)? {
        guard !Self.isInsideWord(text, at: start) else { return nil }
        var parts: [[Letter]] = [[]]
        var hasTone = false
        var index = start
        while let (letter, next) = Self.letter(in: text, at: index) {
            parts[parts.count - 1].append(letter)
            hasTone = hasTone || letter.tone != nil
            index = next
            if next + 1 < text.count, Self.isApostrophe(text[next].scalar), Self.isPinyinScalar(text[next + 1].scalar) {
                parts.append([])
                index += 1
            }
        }
        guard hasTone || !needsTone, index == text.count || !Self.continuesWord(text[index].scalar) else { return nil }
        var result: [PinyinSyllable] = []
        for part in parts {
            guard let syllables = syllables(of: part) else { return nil }
            result += syllables
        }
        return (result, index)
    }

    /// A letter of a word: in lower case, ü as `v`, with the tone that its mark says.
    struct Letter: Equatable {
        var base: Character
        var tone: Int?
    }

    /// The letter at a place of the text with the combining marks behind it, and where it ends.
    private static func letter(in text: [SourceCharacter], at start: Int) -> (Letter, end: Int)? {
        guard start < text.count, var letter = letters[text[start].scalar] else { return nil }
        var index = start + 1
        while index < text.count {
            if let tone = combiningTones[text[index].scalar] {
                guard letter.tone == nil else { return nil }
                letter.tone = tone
            } else if text[index].scalar == diaeresis {
                guard letter.base == "u" else { return nil }
                letter.base = "v"
            } else {
                break
            }
            index += 1
        }
        return (letter, index)
    }

    /// Whether a scalar is a letter of pinyin, with or without a tone mark, or a mark that combines with one.
    static func isPinyinScalar(_ scalar: Unicode.Scalar) -> Bool {
        letters[scalar] != nil || combiningTones[scalar] != nil || scalar == diaeresis
    }

    /// Whether a scalar is or has a tone mark.
    static func hasTone(_ scalar: Unicode.Scalar) -> Bool {
        letters[scalar]?.tone != nil || combiningTones[scalar] != nil
    }

    /// Whether a scalar separates syllables inside a word.
    static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }

    private static func isInsideWord(_ text: [SourceCharacter], at start: Int) -> Bool {
        guard start > 0 else { return false }
        let previous = text[start - 1].scalar
        if isPinyinScalar(previous) { return true }
        return start > 1 && isApostrophe(previous) && isPinyinScalar(text[start - 2].scalar)
    }

    /// Whether a scalar that is no letter of pinyin belongs to the word before it all the same: é, 3.
    private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .decimalNumber: true
        case .nonspacingMark, .spacingMark, .enclosingMark: !scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }

    private static let diaeresis: Unicode.Scalar = "\u{308}"

    private static let combiningTones: [Unicode.Scalar: Int] = [
        "\u{304}": 1, "\u{301}": 2, "\u{30C}": 3, "\u{300}": 4,
    ]

    /// What each letter stands for.
    ///
    /// ɑ and ɡ are what textbooks print for a and g.
    private static let letters: [Unicode.Scalar: Letter] = {
        var result: [Unicode.Scalar: Letter] = ["ɑ": Letter(base: "a"), "ɡ": Letter(base: "g")]
        for (lower, upper) in zip(
            "abcdefghijklmnopqrstuvwxyzü".unicodeScalars, "ABCDEFGHIJKLMNOPQRSTUVWXYZÜ".unicodeScalars)
        {
            let base = lower == "ü" ? "v" : Character(lower)
            (result[lower], result[upper]) = (Letter(base: base), Letter(base: base))
        }
        let marked: [(base: Character, tones: ClosedRange<Int>, forms: String)] = [
            ("a", 1...4, "āáǎàĀÁǍÀ"), ("e", 1...4, "ēéěèĒÉĚÈ"), ("i", 1...4, "īíǐìĪÍǏÌ"), ("o", 1...4, "ōóǒòŌÓǑÒ"),
            ("u", 1...4, "ūúǔùŪÚǓÙ"), ("v", 1...4, "ǖǘǚǜǕǗǙǛ"), ("n", 2...4, "ńňǹŃŇǸ"),
        ]
        for (base, tones, forms) in marked {
            for (form, tone) in zip(forms.unicodeScalars, Array(tones) + Array(tones)) {
                result[form] = Letter(base: base, tone: tone)
            }
        }
        return result
    }()
}
