import Testing

@testable import TextFrontend

@Suite struct TextFrontendTests {
    let frontend: TextFrontend

    init() throws { frontend = try TextFrontend() }

    /// The symbols without chains and ending, a space between them.
    func spoken(_ text: String, _ options: TextFrontendOptions = .init()) throws -> String {
        try frontend.symbols(for: text, options: options).symbols.dropLast(2).filter { $0 != "-" }
            .joined(separator: " ")
    }

    @Test func seedText() throws {
        let ids = [
            13, 40, 71, 2, 26, 65, 72, 2, 10, 36, 73, 2, 7, 47, 74, 2, 12, 46, 71, 2, 22, 35, 74, 2, 13, 43, 71, 2, 25,
            63, 72, 2, 4, 37, 72, 2, 29, 59, 73, 2, 25, 62, 72, 2, 26, 65, 73, 2, 12, 46, 71, 2, 1, 0,
        ]
        let sequence = try frontend.symbols(for: "基于给定音色将文本转为语音")
        #expect(sequence.ids == ids)
        #expect(try SymbolSequence(ids: ids) == sequence)
        #expect(sequence.symbols.prefix(4) == ["j", "i", "1", "-"])
    }

    @Test func particles() throws {
        #expect(try spoken("他高兴地说") == spoken("ta1 gao1 xing4 de5 shuo1"))
        #expect(try spoken("跑得很快") == spoken("pao3 de5 hen3 kuai4"))
        #expect(try spoken("他得了冠军") == spoken("ta1 de2 le5 guan4 jun1"))
        #expect(try spoken("他得走了") == spoken("ta1 dei3 zou3 le5").replacing("d ei 3", with: "d ei 2"))
        #expect(try spoken("获得") == spoken("huo4 de2"))
        #expect(try spoken("土地") == spoken("tu3 di4"))
    }

    @Test(arguments: [
        ("後來皇后在裡面", "后来皇后在里面"), ("頭髮發現", "头发发现"), ("看著他", "看着他"), ("他是著名的作家，顯著進步", "他是著名的作家，显著进步"),
        ("乾淨，乾坤，餅乾", "干净，乾坤，饼干"), ("瞭解情況", "了解情况"), ("藉口", "借口"), ("什麼時候", "什么时候"), ("臺灣的天氣", "台湾的天气"),
        ("⼈⼝", "人口"),
    ])
    func traditional(_ text: String, _ simplified: String) throws {
        let traditional = try TextNormalizer().normalized(MarkupReader.characters(of: text)).characters
        #expect(traditional.map(\.scalar) == simplified.unicodeScalars.map(TextNormalizer.halfWidth))
        #expect(traditional.map(\.position) == Array(1...text.count))
        #expect(try frontend.symbols(for: text) == frontend.symbols(for: simplified))
    }

    @Test func simplifiedTextStaysAsItIs() throws {
        for row in try tsv("phkit-sentences.tsv", columns: 2) + [["显著 原著 编著 乾隆 什么 瞭望", ""]] {
            let normalized = try TextNormalizer().normalized(MarkupReader.characters(of: row[0])).characters
            let expected = row[0].unicodeScalars.map(TextNormalizer.halfWidth)
            #expect(normalized.map(\.scalar) == expected, "\(row[0])")
        }
    }

    @Test func fullWidth() throws {
        #expect(try spoken("ＡＢ，１２！　你") == spoken("AB,12! 你"))
        #expect(try spoken("ｎｉ３　ｈａｏ３") == "n i 3 h ao 3")
    }

    /// A run of one mark is one; different marks and brackets are kept.
    @Test func runsOfMarks() throws {
        #expect(try spoken("人。。。。。。人") == spoken("人。人"))
        #expect(try spoken("人......人") == spoken("人……人"))
        #expect(try spoken("人！！！人???") == spoken("人！人?"))
        #expect(try spoken("人？！人") == "r en 2 ? ! r en 2")
        #expect(try spoken("（（人））") == "( ( r en 2 ) )")
    }

    @Test func rareMarks() throws {
        #expect(try spoken("«人»‹人›") == spoken("“人”“人”"))
        #expect(try spoken("人⸺人‥人〰人") == spoken("人——人…人～人"))
        #expect(try spoken("人‼️人⁉️") == spoken("人！人？"))
        #expect(try spoken("人々，日々") == spoken("人人，日日"))
        #expect(try spoken("ⓂⒶⓑ") == spoken("MAB"))
    }

    @Test func marks() throws {
        #expect(try spoken("人。人！人？人；") == "r en 2 . r en 2 ! r en 2 ? r en 2 ;")
        #expect(try spoken("人：人，人、") == "r en 2 : r en 2 , r en 2 ,")
        #expect(try spoken("“人”（人）《人》【人】") == "\" r en 2 \" ( r en 2 ) ( r en 2 ) ( r en 2 )")
        #expect(try spoken("人……人——人～人") == "r en 2 . r en 2 , r en 2 , r en 2")
        #expect(try spoken("达·芬奇") == spoken("达芬奇"))
        #expect(try spoken(" 人  人\n") == "r en 2 # r en 2")
    }

    /// By their names in Mandarin: the checkpoint never heard its symbols for letters.
    @Test func letters() throws {
        #expect(try spoken("APP") == spoken("ei1 pi4 pi4"))
        #expect(try spoken("dream") == spoken("di4 a4 er5 yi4 ei1 ai2 mu5"))
        #expect(try spoken("eBook") == spoken("EBOOK"))
        #expect(try spoken("café") == spoken("cafe"))
        #expect(try spoken("cafe\u{301}") == spoken("cafe"))
        #expect(try spoken("A股") == spoken("ei1 gu3"))
        #expect(try spoken("MP3") == spoken("ai2 mu5 pi4 san1"))
        #expect(try spoken("A4") == spoken("ei1 si4"))
        #expect(try spoken("Lo-Fi") == spoken("lofi"))
        #expect(try spoken("I see") == spoken("ai4") + " # " + spoken("ai2 si5 yi4 yi4"))
        let all = try spoken("ABCDEFGHIJKLMNOPQRSTUVWXYZ").split(separator: " ")
        #expect(all.count == 3 * 37)
    }
}
