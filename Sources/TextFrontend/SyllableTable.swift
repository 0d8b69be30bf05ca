/// The syllables of the checkpoint: pinyin without tone → initial and final.
///
/// Source: phkit 0.2.11. Zero-initial syllables have initials of their own there: `an` is `aa an`, `yi` is `ii i`, `wu`
/// is `uu u`.
struct SyllableTable: Sendable {
    /// Pinyin of each row, for example `zhuang`; ü is `v`.
    let spellings: [String]
    private let rows: [String: Int]
    private let phones: [(initial: Int, final: Int)]
    private let tones: [Int]

    /// Reads a table of three columns: pinyin, initial, final.
    init(text: String, symbols: SymbolTable) throws {
        let name = "syllables.tsv"
        let lines = text.split(separator: "\n").map { $0.split(separator: "\t") }
        guard lines.allSatisfy({ $0.count == 3 }) else {
            throw TextError.damagedResource(name: name, reason: "a line has not three columns")
        }
        spellings = lines.map { String($0[0]) }
        rows = Dictionary(zip(spellings, spellings.indices)) { first, _ in first }
        phones = try lines.map { (try symbols.id(of: $0[1], in: name), try symbols.id(of: $0[2], in: name)) }
        tones = try (1...5).map { try symbols.id(of: String($0), in: name) }
    }

    /// The row of a syllable in lower case without tone, ü written as `v`; nil if there is none.
    ///
    /// `jv`, `qv`, `xv`, `yv` mean `ju` …, and `lue`, `nue` mean `lve`, `nve`: both spellings are in use.
    func row(of spelling: String) -> Int? {
        if let row = rows[spelling] { return row }
        if spelling == "lue" || spelling == "nue" { return rows[spelling.prefix(1) + "ve"] }
        guard let first = spelling.first, "jqxy".contains(first), spelling.dropFirst().first == "v" else { return nil }
        return rows["\(first)u" + spelling.dropFirst(2)]
    }

    /// The syllable that a resource names, such as `hang2`, `lv4`, or `lu:4` and `r5` as other people write them; nil if
    /// it has no symbols here.
    func syllable(_ name: String) -> PinyinSyllable? {
        guard let tone = name.last?.wholeNumberValue, (1...5).contains(tone) else { return nil }
        let spelling = String(name.dropLast()).replacing("u:", with: "v")
        return row(of: spelling == "r" ? "er" : spelling).map { PinyinSyllable(base: $0, tone: tone) }
    }

    /// Whether a number in a resource stands for a syllable of this table.
    func contains(code: UInt16) -> Bool { Int(code) < 5 * spellings.count }

    /// A syllable with its tone digit, for example `hang2`.
    func name(of syllable: PinyinSyllable) -> String { "\(spellings[syllable.base])\(syllable.tone)" }

    /// The ids of a syllable: initial, final, tone.
    func symbols(of syllable: PinyinSyllable) -> [Int] {
        [phones[syllable.base].initial, phones[syllable.base].final, tones[syllable.tone - 1]]
    }
}
