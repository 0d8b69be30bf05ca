/// A third tone before a third tone is spoken as a second, from the inside of words outwards.
///
/// Inside a word first, by the parts that it is made of: 展览馆 is (展览)馆, 2 2 3; 小老虎 is 小(老虎), 3 2 3. Then across
/// the boundaries of words, from the end of the phrase to its front: 老李|买|好酒 is 2 2 3 2 3 (买 stays, for 好 is second
/// by then), 我|很|好 is 3 2 3. Sources: Chao, A Grammar of Spoken Chinese (1968), §1.3.4; Duanmu, The Phonology of
/// Standard Chinese (2007), chapter 11.
enum ThirdToneSandhi {
    static func apply(to units: inout [SpeechUnit], in phrase: Range<Int>, lexicon: Lexicon) {
        // Most phrases have no two third tones side by side.
        guard phrase.dropLast().contains(where: { isThird(units[$0]) && isThird(units[$0 + 1]) }) else { return }
        let words = ToneSandhi.words(of: units, in: phrase)
        for word in words { applyInside(word, of: &units, lexicon: lexicon) }
        applyBetween(words, of: &units)
    }

    /// The parts of a word change before the word does.
    private static func applyInside(_ word: Range<Int>, of units: inout [SpeechUnit], lexicon: Lexicon) {
        let scalars = units[word].compactMap(\.hanzi)
        // Only the user's dictionary has longer words of other characters, and there the tones are given.
        guard word.count > 1, scalars.count == word.count, scalars.allSatisfy(lexicon.contains) else { return }
        var parts: [Range<Int>] = []
        var start = word.lowerBound
        for length in lexicon.parts(of: scalars) {
            parts.append(start..<start + length)
            start += length
        }
        if parts.count == 1 {
            parts = word.map { $0..<$0 + 1 }
        } else {
            for part in parts { applyInside(part, of: &units, lexicon: lexicon) }
        }
        applyBetween(parts, of: &units)
    }

    private static func applyBetween(_ parts: [Range<Int>], of units: inout [SpeechUnit]) {
        for part in parts.dropLast().reversed() {
            let last = part.upperBound - 1
            if isThird(units[last]), isThird(units[last + 1]) { units[last].speak(tone: 2, because: .thirdTone) }
        }
    }

    private static func isThird(_ unit: SpeechUnit) -> Bool { unit.spoken?.tone == 3 }
}
