/// What every part of the front end looks things up in, read once for all of them.
struct FrontendTables: Sendable {
    let symbols: SymbolTable
    let syllables: SyllableTable
    let normalizer: TextNormalizer
    let latin: LatinScanner
    /// Reads pinyin as people type it.
    let pinyin: PinyinReader

    /// The tables of the module's resources.
    static func shared() throws -> FrontendTables { try loaded.get() }

    private static let loaded = Result { try FrontendTables() }

    private init() throws {
        symbols = try SymbolTable.shared()
        syllables = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: symbols)
        normalizer = try TextNormalizer()
        latin = try LatinScanner(syllables: syllables)
        pinyin = PinyinReader(latin: latin)
    }
}
