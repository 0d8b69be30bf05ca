extension MarkupReader {
    /// Text without its inline marks, the hanzi behind each mark with the readings that it gives them.
    ///
    /// A mark is a bracket, `[ ]` or `［ ］`, whose content is pinyin from end to end (``PinyinReader``; words in
    /// capitals are none, so `[A4]` is text). It fixes as many hanzi as it has syllables, right behind it: `[hang2]行`,
    /// `[yin2 hang2]银行`. Invisible characters among the hanzi, such as variation selectors, do not count. Where
    /// `<phoneme>` has fixed a reading already, the mark's is taken. Any other bracket stays text.
    ///
    /// - Throws: `TextError.invalidMarkup` if fewer hanzi than syllables stand behind a mark.
    func fixingReadings(in text: [SourceCharacter]) throws -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            guard let (syllables, end) = mark(in: text, at: index) else {
                result.append(text[index])
                index += 1
                continue
            }
            let mark = text[index..<end]
            index = end
            var fixed = 0
            while fixed < syllables.count, index < text.count {
                var character = text[index]
                if isHanzi(character.scalar) {
                    character.reading = syllables[fixed]
                    fixed += 1
                } else if !character.scalar.properties.isDefaultIgnorableCodePoint {
                    break
                }
                result.append(character)
                index += 1
            }
            guard fixed == syllables.count else { throw tooFewHanzi(behind: mark, syllables.count, found: fixed) }
        }
        return result
    }

    /// The syllables of a mark that begins at a place of the text, and where it ends; nil if none begins there.
    ///
    /// Its content is read up to the first character that cannot be part of a mark, another bracket among them, so no
    /// stretch of text is read for more than one bracket.
    private func mark(in text: [SourceCharacter], at start: Int) -> (syllables: [PinyinSyllable], end: Int)? {
        guard TextNormalizer.halfWidth(text[start].scalar) == "[" else { return nil }
        var end = start + 1
        while end < text.count, PinyinReader.canContain(TextNormalizer.halfWidth(text[end].scalar)) { end += 1 }
        guard end < text.count, TextNormalizer.halfWidth(text[end].scalar) == "]" else { return nil }
        return pinyin.syllables(in: Array(text[start + 1..<end]), anyCase: false).map { ($0, end + 1) }
    }

    private func tooFewHanzi(
        behind mark: ArraySlice<SourceCharacter>, _ wanted: Int, found: Int
    ) -> TextError {
        let count = wanted == 1 ? "1 syllable" : "\(wanted) syllables"
        let hanzi = found == 0 ? "no hanzi stands" : found == 1 ? "only 1 hanzi stands" : "only \(found) hanzi stand"
        return .invalidMarkup(
            reason: "the mark \"\(Self.excerpt(mark))\" has \(count), but \(hanzi) right behind it. Write a mark in "
                + "front of the hanzi that it is for, one syllable for each (for example 银[hang2]行, [yin2 hang2]银行)",
            position: mark.first?.position ?? 1)
    }
}
