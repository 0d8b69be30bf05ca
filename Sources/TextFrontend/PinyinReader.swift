/// Reads what is pinyin from end to end: inline marks, `<phoneme ph="…">`, the user's dictionary.
struct PinyinReader: Sendable {
    let latin: LatinScanner

    /// The syllables of text that is pinyin from end to end; else nil.
    ///
    /// Each word is written with tone digits (`yin2hang2`, `lu:4`; the neutral tone is 5 or 0) or with diacritics
    /// (`yínháng`). A word with neither is in the neutral tone if another one has a diacritic (`mā ma`), and no pinyin
    /// otherwise. Words may be separated by spaces, and joined by apostrophes and hyphens.
    func syllables(in text: [SourceCharacter], anyCase: Bool) -> [PinyinSyllable]? {
        let text = Self.foldingForms(of: text)
        let needsTone = !hasDiacritic(text)
        var result: [PinyinSyllable] = []
        var index = 0
        while index < text.count {
            let scalar = text[index].scalar
            if Mark.isSpace(scalar) || Self.isJoint(scalar) && index > 0 && index + 1 < text.count {
                index += 1
            } else if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: anyCase, allowsZero: true)
                ?? latin.diacriticPinyin(in: text, at: index, needsTone: needsTone)
            {
                result += syllables
                index = end
            } else {
                return nil
            }
        }
        return result.isEmpty ? nil : result
    }

    /// The first word of text that is not pinyin from end to end, for the error message.
    func invalidWord(in text: [SourceCharacter]) -> ArraySlice<SourceCharacter> {
        let words = text.split { Mark.isSpace($0.scalar) }
        let hasDiacritic = hasDiacritic(text)
        let invalid = words.first { word in
            let word = Array(word)
            if syllables(in: word, anyCase: true) != nil { return false }
            return !hasDiacritic || latin.diacriticPinyin(in: word, at: 0, needsTone: false)?.end != word.count
        }
        return invalid ?? text[...]
    }

    /// Text in half-width forms, and with ü as one scalar, as `LatinScanner.pinyin(in:at:anyCase:)` has it.
    private static func foldingForms(of text: [SourceCharacter]) -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.count)
        for var character in text {
            character.scalar = TextNormalizer.halfWidth(character.scalar)
            if !result.composesUmlaut(with: character) { result.append(character) }
        }
        return result
    }

    /// Whether a scalar can stand in pinyin that is typed with digits or diacritics.
    static func canContain(_ scalar: Unicode.Scalar) -> Bool {
        LatinScanner.isPinyinScalar(scalar) || FormScanner.isDigit(scalar) || scalar == ":" || isJoint(scalar)
            || Mark.isSpace(scalar)
    }

    private func hasDiacritic(_ text: [SourceCharacter]) -> Bool {
        text.contains { LatinScanner.hasTone($0.scalar) }
    }

    private static func isJoint(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || LatinScanner.isApostrophe(scalar) }
}
