@testable import TextFrontend

/// A reader, and its pieces as text, for tests.
struct MarkupProbe {
    let table: SyllableTable
    let lexicon: Lexicon
    let pinyin: PinyinReader
    let reader: MarkupReader

    init() throws {
        let table = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: .shared())
        let lexicon = try Lexicon(syllables: table)
        pinyin = PinyinReader(latin: try LatinScanner(syllables: table))
        reader = MarkupReader(pinyin: pinyin, isHanzi: lexicon.contains)
        (self.table, self.lexicon) = (table, lexicon)
    }

    /// The pieces with `|` between them, fixed readings in brackets: `银行(hang2)|0.5s|digits:12|hua1 er5:花`.
    func pieces(_ text: String) throws -> String {
        try reader.pieces(of: text).map { piece in
            switch piece {
            case .text(let characters): spoken(characters)
            case .interpreted(let characters, let interpretation): "\(interpretation.rawValue):\(spoken(characters))"
            case .syllables(let syllables, let characters): "\(spelled(syllables)):\(spoken(characters))"
            case .pause(let seconds): "\(seconds)s"
            }
        }.joined(separator: "|")
    }

    /// The positions of all characters.
    func positions(_ text: String) throws -> [Int] {
        try reader.pieces(of: text).flatMap { piece in
            switch piece {
            case .text(let characters), .interpreted(let characters, _), .syllables(_, let characters):
                characters.map(\.position)
            case .pause: [Int]()
            }
        }
    }

    /// The position and the reason of the error that a text gives; nil if it gives none.
    func error(_ text: String) throws -> (position: Int, reason: String)? {
        do {
            _ = try reader.pieces(of: text)
            return nil
        } catch TextError.invalidMarkup(let reason, let position) {
            return (position, reason)
        }
    }

    func spelled(_ syllables: [PinyinSyllable]) -> String {
        syllables.map { "\(table.spellings[$0.base])\($0.tone)" }.joined(separator: " ")
    }

    private func spoken(_ characters: [SourceCharacter]) -> String {
        characters.map { "\($0.scalar)" + ($0.reading.map { "(\(spelled([$0])))" } ?? "") }.joined()
    }
}
