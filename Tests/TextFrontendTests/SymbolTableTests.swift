import Testing

@testable import TextFrontend

@Suite struct SymbolTableTests {
    let table: SymbolTable

    init() throws { table = try SymbolTable.shared() }

    @Test func orderIsTheCheckpoints() {
        let initials = "aa b c ch d ee f g h ii j k l m n oo p q r s sh t uu vv x z zh"
        let finals = """
            a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu ix iy iz o ong ou u ua uai uan uang ueng \
            ui un uo v van ve vn ng uong
            """
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
        let expected =
            ["_", "~", "-"] + initials.split(separator: " ").map(String.init)
            + finals.split(separator: " ").map(String.init) + ["1", "2", "3", "4", "5"]
            + letters.map { $0 + $0.lowercased() } + letters + "!?.,;:\"#()".map(String.init)
            + "wy06789".map(String.init)
        #expect(table.symbols == expected)
        #expect(table.symbols.count == 145)
    }

    @Test func everySyllableHasItsSymbols() throws {
        let syllables = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: table)
        #expect(syllables.spellings.count == 420)
        var seen: Set<[Int]> = []
        for base in syllables.spellings.indices {
            let ids = syllables.symbols(of: PinyinSyllable(base: base, tone: 5))
            #expect((3..<30).contains(ids[0]) && (30..<71).contains(ids[1]) && ids[2] == 75)
            #expect(seen.insert(ids).inserted, "\(syllables.spellings[base]) sounds like another syllable")
        }
    }

    @Test func sequencesFromIDsAreChecked() throws {
        let sequence = try SymbolSequence(ids: [17, 40, 73, 2, 1, 0])
        #expect(sequence.symbols == ["n", "i", "3", "-", "~", "_"])
        #expect(sequence.description == "n i 3 - ~ _")
        #expect(throws: TextError.invalidSymbolID(145, index: 1)) { try SymbolSequence(ids: [3, 145, 1, 0]) }
        #expect(throws: TextError.invalidSymbolID(-1, index: 0)) { try SymbolSequence(ids: [-1, 1, 0]) }
        #expect(throws: TextError.unterminatedSequence) { try SymbolSequence(ids: [3, 30, 71, 2]) }
        #expect(throws: TextError.unterminatedSequence) { try SymbolSequence(ids: []) }
    }

    @Test func damagedTablesAreRefused() {
        #expect(throws: TextError.self) { try SymbolTable(text: "_\n~\n-\na\n") }
        #expect(throws: TextError.self) { try SyllableTable(text: "ba\tb\n", symbols: table) }
        #expect(throws: TextError.self) { try SyllableTable(text: "ba\tb\tnone\n", symbols: table) }
    }
}
