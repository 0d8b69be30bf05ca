/// The 145 symbols that the checkpoint was trained with, in the order of their ids.
///
/// `_ ~ -`, 27 initials, 41 finals, tones 1–5, 26 letter names (`Aa` … `Zz`), 26 letters (`A` … `Z`), 10 marks
/// (`! ? . , ; : " # ( )`) and 7 that no text makes (`w y 0 6 7 8 9`). Source: phkit 0.2.11.
struct SymbolTable: Sendable {
    static let count = 145
    /// Fills a batch after the end; also the very last symbol of a sequence.
    static let padding = 0
    /// Ends a sentence.
    static let end = 1
    /// Follows every unit of speech: a syllable, a letter, a mark.
    static let chain = 2

    /// The name of each id.
    let symbols: [String]
    /// The id of each name.
    let ids: [String: Int]

    /// The table of the module's resource, read once.
    static func shared() throws -> SymbolTable { try loaded.get() }

    private static let loaded = Result { try SymbolTable(text: ResourceFile.text("symbols.txt")) }

    /// Reads a table of one symbol a line.
    init(text: String) throws {
        symbols = text.split(separator: "\n").map(String.init)
        ids = Dictionary(zip(symbols, symbols.indices)) { first, _ in first }
        guard symbols.count == Self.count, ids.count == Self.count, symbols.prefix(3) == ["_", "~", "-"] else {
            throw TextError.damagedResource(name: "symbols.txt", reason: "it does not list 145 different symbols")
        }
    }

    /// The id of a symbol that a table of this module names.
    func id(of symbol: some StringProtocol, in resource: String) throws -> Int {
        guard let id = ids[String(symbol)] else {
            throw TextError.damagedResource(name: resource, reason: "\"\(symbol)\" is not one of the symbols")
        }
        return id
    }
}
