/// What Tacotron 2 reads: symbol ids of one utterance, ending in `~ _`.
public struct SymbolSequence: Sendable, Equatable {
    /// The number of symbols that there are.
    public static let symbolCount = SymbolTable.count

    /// The ids, each in `0 ..< 145`.
    public let ids: [Int]

    /// The names of the ids, for example `["n", "i", "2", "-", "h", "ao", "3", "-", "~", "_"]`.
    public let symbols: [String]

    /// Makes a sequence of ids that come from elsewhere, for example from a stored golden.
    ///
    /// - Throws: `TextError.invalidSymbolID`, `TextError.unterminatedSequence`; `TextError.damagedResource` if the
    ///   table of symbols cannot be read.
    public init(ids: [Int]) throws {
        let table = try SymbolTable.shared()
        for (index, id) in ids.enumerated() where !table.symbols.indices.contains(id) {
            throw TextError.invalidSymbolID(id, index: index)
        }
        guard ids.suffix(2) == [SymbolTable.end, SymbolTable.padding] else { throw TextError.unterminatedSequence }
        self.init(units: ids.dropLast(2), table: table)
    }

    /// The sequences of several sentences, one behind the other, each with its ending.
    package init(joining sentences: [SymbolSequence]) {
        (ids, symbols) = (sentences.flatMap(\.ids), sentences.flatMap(\.symbols))
    }

    /// Makes a sequence of valid ids without their ending, which is appended.
    init(units: some Sequence<Int>, table: SymbolTable) {
        ids = Array(units) + [SymbolTable.end, SymbolTable.padding]
        symbols = ids.map { table.symbols[$0] }
    }
}

extension SymbolSequence: CustomStringConvertible {
    /// The symbols, separated by spaces.
    public var description: String { symbols.joined(separator: " ") }
}
