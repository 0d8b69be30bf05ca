extension LatinScanner {
    /// The syllables of letters between which no apostrophe stands; nil if they cannot be cut into syllables.
    ///
    /// Of several divisions that one is taken
    ///
    /// 1. that has the fewest syllables with a, o or e at their head behind the first one: the orthography (Hanyu Pinyin
    ///    Zhengcifa) wants an apostrophe before those. So a consonant between vowels, n, g and r too, belongs to the
    ///    later syllable: `xīnán` is xi nan, `fāngàn` fan gan, and xīn'ān has its apostrophe;
    /// 2. that has the fewest syllables: `xiān` is one;
    /// 3. whose earlier syllables are the shorter ones.
    ///
    /// A syllable with `r` added (`huār`) is two, the second one a neutral `er`. Syllables without a vowel (`n`, `ng`)
    /// stand alone. The time is proportional to the number of letters.
    func syllables(of letters: [Letter]) -> [PinyinSyllable]? {
        // best[i] is the best division of the letters from i on.
        var best = [Division?](repeating: nil, count: letters.count + 1)
        best[letters.count] = Division()
        for start in letters.indices.reversed() {
            let isViolation = start > 0 && "aoe".contains(letters[start].base)
            for end in start + 1...min(start + Self.longestSpelling, letters.count) {
                guard let rest = best[end], let syllables = syllables(of: letters, start, end) else { continue }
                let division = Division(
                    violations: rest.violations + (isViolation ? 1 : 0), count: rest.count + syllables.count,
                    syllables: syllables, end: end)
                if best[start].map({ division.isBetter(than: $0) }) ?? true { best[start] = division }
            }
        }
        var result: [PinyinSyllable] = []
        var start = 0
        while start < letters.count {
            guard let division = best[start] else { return nil }
            result += division.syllables
            start = division.end
        }
        return letters.isEmpty ? nil : result
    }

    /// A way to cut letters into syllables: its costs, and its first syllable, which ends at `end`.
    private struct Division {
        var violations = 0
        var count = 0
        var syllables: [PinyinSyllable] = []
        var end = 0

        func isBetter(than other: Division) -> Bool {
            (violations, count) < (other.violations, other.count)
        }
    }

    /// The letters between two places as one syllable, or as one with `r` added.
    private func syllables(of letters: [Letter], _ start: Int, _ end: Int) -> [PinyinSyllable]? {
        var tone: Int?
        for letter in letters[start..<end] where letter.tone != nil {
            guard tone == nil else { return nil }
            tone = letter.tone
        }
        let spelling = letters[start..<end].map(\.base)
        let isVowelless = !spelling.contains(where: Self.isVowel)
        guard !isVowelless || end - start == letters.count else { return nil }
        // A tone is heard on a vowel, if there is one.
        guard isVowelless || letters[start..<end].allSatisfy({ $0.tone == nil || Self.isVowel($0.base) }) else {
            return nil
        }
        if let row = syllables.row(of: String(spelling)) { return [PinyinSyllable(base: row, tone: tone ?? 5)] }
        guard spelling.last == "r", end == letters.count || !Self.isVowel(letters[end].base),
            let row = syllables.row(of: String(spelling.dropLast())), let erhua = syllables.row(of: "er")
        else { return nil }
        return [PinyinSyllable(base: row, tone: tone ?? 5), PinyinSyllable(base: erhua, tone: 5)]
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiouv".contains(letter) }
}
