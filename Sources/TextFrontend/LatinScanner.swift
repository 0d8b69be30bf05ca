/// Finds pinyin with tone digits, and words of letters.
struct LatinScanner: Sendable {
    let syllables: SyllableTable

    /// The syllables of a run of pinyin that begins at a place of the text, and where it ends.
    ///
    /// The run is all letters and digits from there on (`xi1an1` is one run): all of it must be syllables with a tone
    /// digit each. ü may be written `ü`, `v` or `u:`. A syllable with `r` added (`huar1`) is the syllable and a neutral
    /// `er`. Capitals count only if `anyCase`, except that a syllable may begin with one (`Bei3jing1`).
    func pinyin(in text: [SourceCharacter], at start: Int, anyCase: Bool) -> (syllables: [PinyinSyllable], end: Int)? {
        var index = start
        var result: [PinyinSyllable] = []
        while index < text.count, Self.isLetter(text[index].scalar) {
            let (spelling, end) = spelling(in: text, at: index)
            guard end < text.count, let tone = Self.tone(text[end].scalar), anyCase || Self.isProperCase(spelling),
                let added = syllable(spelling.lowercased(), tone: tone)
            else { return nil }
            result += added
            index = end + 1
        }
        let endsInDigit = index < text.count && FormScanner.isDigit(text[index].scalar)
        return result.isEmpty || endsInDigit ? nil : (result, index)
    }

    /// The letters of a word that begins at a place of the text, ASCII only, and where it ends.
    ///
    /// A word of capitals is spelled by the names of its letters, another one as an English word; the checkpoint's
    /// front end has symbols for both.
    static func letters(in text: [SourceCharacter], at start: Int) -> (units: [SpeechUnit], end: Int)? {
        var end = start
        while end < text.count, text[end].scalar.isASCII, isLetter(text[end].scalar) { end += 1 }
        guard end > start else { return nil }
        let word = text[start..<end].map(\.scalar)
        let isName = word.allSatisfy(\.properties.isUppercase)
        return (word.map { .letter(Int($0.value | 0x20) - 0x61, isName: isName) }, end)
    }

    /// The letters, digits and `:` from a place on: what is pinyin as a whole or not at all.
    static func run(in text: [SourceCharacter], at start: Int) -> ArraySlice<SourceCharacter> {
        text[start...].prefix { isLetter($0.scalar) || FormScanner.isDigit($0.scalar) || $0.scalar == ":" }
    }

    /// Whether a scalar is a letter of the English alphabet or ü.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "ü", "Ü": true
        default: false
        }
    }

    /// The letters from a place on with ü as `v`, and where they end.
    private func spelling(in text: [SourceCharacter], at start: Int) -> (String, end: Int) {
        var letters = String.UnicodeScalarView()
        var index = start
        while index < text.count, letters.count <= Self.longestSpelling {
            let scalar = text[index].scalar
            if scalar == ":", let last = letters.last, last == "u" || last == "U" {
                letters.removeLast()
                letters.append(last == "u" ? "v" : "V")
            } else if Self.isLetter(scalar) {
                letters.append(scalar == "ü" ? "v" : scalar == "Ü" ? "V" : scalar)
            } else {
                break
            }
            index += 1
        }
        return (String(letters), index)
    }

    /// `zhuangr`; what is longer need not be read to its end.
    private static let longestSpelling = 7

    private func syllable(_ spelling: String, tone: Int) -> [PinyinSyllable]? {
        if let row = syllables.row(of: spelling) { return [PinyinSyllable(base: row, tone: tone)] }
        guard spelling.hasSuffix("r"), let row = syllables.row(of: String(spelling.dropLast())),
            let erhua = syllables.row(of: "er")
        else { return nil }
        return [PinyinSyllable(base: row, tone: tone), PinyinSyllable(base: erhua, tone: 5)]
    }

    private static func isProperCase(_ spelling: String) -> Bool {
        let rest = spelling.dropFirst()
        return rest == rest.lowercased() && (!rest.isEmpty || spelling == spelling.lowercased())
    }

    private static func tone(_ scalar: Unicode.Scalar) -> Int? {
        ("1"..."5").contains(scalar) ? Int(scalar.value) - 0x30 : nil
    }
}
