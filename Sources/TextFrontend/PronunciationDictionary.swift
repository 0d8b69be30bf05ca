import Foundation

/// A user's own readings, which override everything else but marks in the text.
///
/// ```swift
/// var dictionary = PronunciationDictionary()
/// try dictionary.add("重庆路", pinyin: "chong2 qing4 lu4")
/// let symbols = try frontend.symbols(for: "我住在重庆路。", options: .init(dictionary: dictionary))
/// ```
///
/// A word may be anything: hanzi, letters, signs (`NBA`, `C++`). Where several begin at one place the longest is taken.
/// Letters are matched as they are written, and hanzi in their simplified form.
public struct PronunciationDictionary: Sendable, Equatable {
    /// An entry: the word as the text has it after normalisation, and how it is said.
    struct Entry: Sendable, Equatable {
        var word: [Unicode.Scalar]
        var syllables: [PinyinSyllable]

        var length: Int { word.count }
    }

    /// The most Unicode scalars of a word.
    public static let longestWord = 64

    private var entries: [[Unicode.Scalar]: Entry] = [:]
    /// How long the words are that begin with a scalar, the longest first.
    private var lengths: [Unicode.Scalar: [Int]] = [:]

    /// The number of words.
    public var count: Int { entries.count }

    /// Makes an empty dictionary.
    public init() {}

    /// Adds a word, or gives it another reading.
    ///
    /// - Parameters:
    ///   - word: 1 to 64 characters.
    ///   - pinyin: Its syllables, separated by spaces, each with its tone: `chong2 qing4` or `chóng qìng`.
    /// - Throws: `TextError.invalidDictionaryEntry`.
    public mutating func add(_ word: String, pinyin: String) throws {
        try add(word, pinyin: pinyin, line: nil)
    }

    /// Reads the text of a file of lines `word TAB pinyin`; empty lines and lines that begin with `#` mean nothing.
    ///
    /// - Throws: `TextError.invalidDictionaryEntry` with the number of the line.
    public init(tsv text: String) throws {
        // Some editors begin a file with a byte order mark.
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count >= 2 else {
                throw TextError.invalidDictionaryEntry(
                    word: String(line.prefix(40)), reason: "the line has no tab between word and pinyin",
                    line: index + 1)
            }
            try add(String(cells[0]), pinyin: String(cells[1]), line: index + 1)
        }
    }

    private mutating func add(_ word: String, pinyin: String, line: Int?) throws {
        func invalid(_ reason: String) -> TextError {
            .invalidDictionaryEntry(word: String(word.prefix(40)), reason: reason, line: line)
        }
        let source = word.trimmingCharacters(in: .whitespaces).unicodeScalars.map {
            SourceCharacter(scalar: $0, position: 1)
        }
        let (characters, dropped) = try FrontendTables.shared().normalizer.normalized(source)
        let scalars = characters.map(\.scalar)
        guard dropped.isEmpty else { throw invalid("the word holds what is never spoken, such as an emoji") }
        guard let first = scalars.first, scalars.contains(where: { !Mark.isSpace($0) }) else {
            throw invalid("the word is empty")
        }
        guard scalars.count <= Self.longestWord else {
            throw invalid("the word is longer than \(Self.longestWord) characters")
        }
        let typed = MarkupReader.characters(of: pinyin)
        guard let syllables = try FrontendTables.shared().pinyin.syllables(in: typed, anyCase: true) else {
            throw invalid("\"\(pinyin.prefix(40))\" is not pinyin with tones, such as chong2 qing4 or chóng qìng")
        }
        let isHanzi = scalars.allSatisfy(FormScanner.isHanzi)
        guard !isHanzi || syllables.count == scalars.count else {
            throw invalid("it has \(syllables.count) syllables for \(scalars.count) hanzi")
        }
        entries[scalars] = Entry(word: scalars, syllables: syllables)
        var known = lengths[first, default: []]
        if !known.contains(scalars.count) {
            known.insert(scalars.count, at: known.firstIndex { $0 < scalars.count } ?? known.endIndex)
            lengths[first] = known
        }
    }

    /// The longest entry that the text has at a place: not a part of a longer Latin word or number.
    func longestEntry(in text: [SourceCharacter], at start: Int) -> Entry? {
        guard let lengths = lengths[text[start].scalar], !Self.isInside(text, start) else { return nil }
        for length in lengths where length <= text.count - start {
            guard let entry = entries[text[start..<start + length].map(\.scalar)] else { continue }
            if !Self.isInside(text, start + length) { return entry }
        }
        return nil
    }

    /// Whether a Latin word or a number goes on across a place.
    private static func isInside(_ text: [SourceCharacter], _ place: Int) -> Bool {
        guard place > 0, place < text.count else { return false }
        let (left, right) = (text[place - 1].scalar, text[place].scalar)
        return LatinScanner.isLetter(left) && LatinScanner.isLetter(right)
            || FormScanner.isDigit(left) && FormScanner.isDigit(right)
    }
}

extension PronunciationDictionary.Entry {
    /// The units of the entry where it stands in the text: one a character if it has as many syllables.
    func units(for source: ArraySlice<SourceCharacter>, from place: Int) -> [SpeechUnit] {
        let rule = ReadingRule.userDictionary(word: String(String.UnicodeScalarView(word)))
        guard let first = source.first?.position, let last = source.last?.position else { return [] }
        return syllables.enumerated().map { offset, syllable in
            guard syllables.count == word.count else {
                return SpeechUnit(syllable, at: first...max(first, last), rule: rule)
            }
            let character = source[source.startIndex + offset]
            // A mark in the text is nearer than the dictionary.
            let reading = character.reading ?? syllable
            return SpeechUnit(
                reading, of: character.scalar, at: character.position...character.position, place: place + offset,
                rule: character.reading == nil ? rule : .direct)
        }
    }
}
