import Foundation

/// Finds pinyin with tone digits, and words of letters.
struct LatinScanner: Sendable {
    let syllables: SyllableTable
    /// The names of the letters, from A to Z.
    private let names: [[PinyinSyllable]]

    init(syllables: SyllableTable) throws {
        self.syllables = syllables
        names = try LetterNames.syllables(in: syllables)
    }

    /// The syllables of a run of pinyin that begins at a place of the text, and where it ends.
    ///
    /// The run is all letters and digits from there on (`xi1an1` is one run): all of it must be syllables with a tone
    /// digit each. ü may be written `ü`, `v` or `u:`. A syllable with `r` added (`huar1`) is the syllable and a neutral
    /// `er`. Capitals count only if `anyCase`, except that a syllable may begin with one (`Bei3jing1`). The digit 0 is
    /// the neutral tone if `allowsZero`. Without `anyCase` a single letter (`e5`) is none in 1e5 and a2室.
    func pinyin(
        in text: [SourceCharacter], at start: Int, anyCase: Bool, allowsZero: Bool = false
    ) -> (syllables: [PinyinSyllable], end: Int)? {
        var index = start
        var result: [PinyinSyllable] = []
        while index < text.count, Self.isLetter(text[index].scalar) {
            let (spelling, end) = spelling(in: text, at: index)
            guard end < text.count, let tone = Self.tone(text[end].scalar, allowsZero: allowsZero),
                anyCase || Self.isProperCase(spelling),
                let added = syllable(spelling.lowercased(), tone: tone)
            else { return nil }
            result += added
            index = end + 1
        }
        let endsInDigit = index < text.count && FormScanner.isDigit(text[index].scalar)
        if result.isEmpty || endsInDigit || !anyCase && Self.isLabel(text, start..<index) { return nil }
        return (result, index)
    }

    /// Whether a letter and a digit are no syllable but part of a number, an address or an equation: 1e5, a2室, a1=2.
    private static func isLabel(_ text: [SourceCharacter], _ range: Range<Int>) -> Bool {
        guard range.count == 2 else { return false }
        let isBehindDigit = range.lowerBound > 0 && FormScanner.isDigit(text[range.lowerBound - 1].scalar)
        if isBehindDigit || range.upperBound < text.count && labelled.contains(text[range.upperBound].scalar) {
            return true
        }
        let scanner = FormScanner(text: text, index: range.upperBound)
        let previous = scanner.scalar(scanner.skippingSpace(before: range.lowerBound))
        let next = scanner.scalar(scanner.skippingSpace(range.upperBound))
        return [previous, next].contains { $0.map(operators.contains) ?? false }
    }

    private static let operators = Set("=+×÷<>≤≥≠".unicodeScalars)

    private static let labelled = Set("室栋座层楼区号单纸".unicodeScalars)

    /// The letters of a word that begins at a place of the text, without their accents, and where it ends.
    static func letters(in text: [SourceCharacter], at start: Int) -> (
        letters: [(number: Int, position: Int)], end: Int
    )? {
        var letters: [(number: Int, position: Int)] = []
        var end = start
        while end < text.count, let number = number(of: text[end].scalar) ?? numberOfBase(of: text[end].scalar) {
            letters.append((number, text[end].position))
            end += 1
            // é may be two scalars.
            while end < text.count, (0x300...0x36F).contains(text[end].scalar.value) { end += 1 }
        }
        return letters.isEmpty ? nil : (letters, end)
    }

    /// How letters are spelled: the syllables of their names.
    func spelled(_ letters: [(number: Int, position: Int)], rule: ReadingRule) -> [SpeechUnit] {
        letters.flatMap { letter in
            names[letter.number].map { SpeechUnit($0, at: letter.position...letter.position, rule: rule) }
        }
    }

    /// The number of a letter, 0 to 25; nil for everything else.
    static func number(of scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "a"..."z": Int(scalar.value) - 0x61
        case "A"..."Z": Int(scalar.value) - 0x41
        default: nil
        }
    }

    /// The number of the English letter that an accented one is made of: é is read as e.
    private static func numberOfBase(of scalar: Unicode.Scalar) -> Int? {
        guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value) else { return nil }
        return String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first.flatMap(number)
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
    static let longestSpelling = 7

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

    private static func tone(_ scalar: Unicode.Scalar, allowsZero: Bool) -> Int? {
        if scalar == "0", allowsZero { return 5 }
        return ("1"..."5").contains(scalar) ? Int(scalar.value) - 0x30 : nil
    }
}
