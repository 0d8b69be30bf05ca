import Testing

@testable import TextFrontend

@Suite struct LatinWordsTests {
    let latin: LatinScanner

    init() throws {
        latin = try FrontendTables.shared().latin
    }

    @Test func theTableIsWhole() throws {
        let text = try ResourceFile.text("latin-words.tsv")
        let words = try LatinWords(text: text, latin: latin)
        let frontend = try TextFrontend()
        var seen: Set<Substring> = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            #expect(seen.insert(columns[0]).inserted, "\(columns[0]) is there twice")
            #expect(words.spoken(columns[0].uppercased()) == String(columns[1]))
            let symbols = try frontend.symbols(for: String(columns[1]))
            #expect(try frontend.symbols(for: String(columns[0])) == symbols, "\(line)")
        }
        #expect((60...150).contains(seen.count))
    }

    @Test(arguments: ["wifi", "wifi\twai9", "wifi\tfai1 fai1", "a\tb\tc"])
    func damagedTablesAreRefused(_ text: String) {
        #expect(throws: TextError.self) { try LatinWords(text: text, latin: latin) }
    }

    @Test func onlyWholeWordsAreFound() throws {
        let frontend = try TextFrontend()
        #expect(try frontend.symbols(for: "apple") != frontend.symbols(for: "APP"))
        #expect(try frontend.symbols(for: "hi") == frontend.symbols(for: "hai1"))
        #expect(try frontend.symbols(for: "high").symbols.first == "aa")
    }
}
