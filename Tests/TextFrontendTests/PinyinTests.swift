import Testing

@testable import TextFrontend

@Suite struct PinyinTests {
    let frontend: TextFrontend

    init() throws { frontend = try TextFrontend() }

    func spoken(_ text: String, _ input: TextFrontendOptions.Input = .automatic) throws -> String {
        try frontend.symbols(for: text, options: .init(input: input)).symbols.dropLast(2).filter { $0 != "-" }
            .joined(separator: " ")
    }

    /// Typed tones are spoken as typed; phkit's pinyin input does the same.
    @Test func tonesStayAsTyped() throws {
        #expect(try spoken("ni3 hao3") == "n i 3 h ao 3")
        #expect(try spoken("ka3 er3 pu3 pei2 wai4 sun1 .") == "k a 3 ee er 3 p u 3 p ei 2 uu uai 4 s un 1 .")
    }

    @Test(arguments: ["lü4", "lv4", "lu:4", "LV4", "Lü4", "lu\u{308}4"])
    func spellingsOfÜ(_ text: String) throws {
        #expect(try spoken(text, .pinyin) == "l v 4")
    }

    @Test func spellings() throws {
        #expect(try spoken("nüe4 lue4 jv2 qve4") == "n ve 4 l ve 4 j v 2 q ve 4")
        #expect(try spoken("ni3hao3") == "n i 3 h ao 3")
        #expect(try spoken("xi1'an1") == "x i 1 aa an 1")
        #expect(try spoken("xi1-an1") == "x i 1 aa an 1")
        #expect(try spoken("Bei3jing1") == "b ei 3 j ing 1")
        #expect(try spoken("huar1") == "h ua 1 ee er 5")
        #expect(try spoken("ng2 yo1 n2 er2") == "ee ng 2 ii o 1 n ng 2 ee er 2")
    }

    @Test func everySyllableCanBeTyped() throws {
        let table = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: .shared())
        for (row, spelling) in table.spellings.enumerated() {
            for tone in 1...5 {
                let expected = table.symbols(of: PinyinSyllable(base: row, tone: tone)) + [2, 1, 0]
                #expect(try frontend.symbols(for: "\(spelling)\(tone)").ids == expected, "\(spelling)\(tone)")
            }
        }
    }

    @Test func mixedWithHanzi() throws {
        #expect(try spoken("他姓zhai2。") == "t a 1 x ing 4 zh ai 2 .")
        #expect(try spoken("ni3 hao3，世界") == "n i 3 h ao 3 , sh ix 4 j ie 4")
        #expect(try spoken("你 hao3") == "n i 2 h ao 3")
    }

    @Test func whatIsNotPinyinIsLetters() throws {
        #expect(try spoken("xyz9") == spoken("XYZ") + " j iu 3")
        #expect(try spoken("ni9") == spoken("NI") + " j iu 3")
        #expect(try spoken("ma32") == spoken("MA") + " s an 1 sh ix 2 ee er 4")
        #expect(try spoken("ni3", .hanzi) == spoken("NI") + " s an 1")
        #expect(try spoken("MA5") == spoken("MA") + " uu u 3")
    }

    /// A letter and a digit are a syllable by themselves, but not in a number, an address or a size of paper.
    @Test func lettersOfNumbersAndAddresses() throws {
        #expect(try spoken("a1") == "aa a 1")
        #expect(try spoken("e4，好") == "ee e 4 , h ao 3")
        #expect(try spoken("1e5") == spoken("1E5"))
        #expect(try spoken("a2室") == spoken("A2室"))
        #expect(try spoken("a2", .pinyin) == "aa a 2")
        #expect(try spoken("5ge4") == spoken("五ge4"))
    }

    @Test func declaredPinyinMustBePinyin() throws {
        #expect(throws: TextError.invalidPinyin(token: "xyz9", position: 5)) { try spoken("ni3 xyz9", .pinyin) }
        #expect(throws: TextError.invalidPinyin(token: "hao", position: 5)) { try spoken("ni3 hao", .pinyin) }
        #expect(throws: TextError.invalidPinyin(token: "hao6", position: 1)) { try spoken("hao6", .pinyin) }
        #expect(try spoken("NI3 HAO3", .pinyin) == "n i 3 h ao 3")
    }
}
