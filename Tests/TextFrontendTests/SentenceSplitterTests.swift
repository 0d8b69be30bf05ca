import Testing

@testable import TextFrontend

@Suite struct SentenceSplitterTests {
    private func sentences(_ text: String) throws -> [String] {
        let characters = Array(text)
        return try FrontendFixture.frontend().sentences(of: text).map { sentence in
            String(characters[(sentence.positions.lowerBound - 1)...(sentence.positions.upperBound - 1)])
        }
    }

    @Test(arguments: [
        ("你好。", ["你好。"]),
        ("你好。世界！", ["你好。", "世界！"]),
        ("真的吗？！是的……好。", ["真的吗？！", "是的……", "好。"]),
        ("他说：“走吧。”我走了。", ["他说：“走吧。”", "我走了。"]),
        ("他说：“走吧。快走！”我走了。", ["他说：“走吧。快走！”", "我走了。"]),
        ("（他来了。真的。）我走了。", ["（他来了。真的。）", "我走了。"]),
        ("他说\"走吧。快走！\"。我走了。", ["他说\"走吧。快走！\"。", "我走了。"]),
        ("“走吧。\n我走了。", ["“走吧。\n", "我走了。"]),
        ("第一行\n第二行", ["第一行\n", "第二行"]),
        ("一共3.5元。", ["一共3.5元。"]),
        ("J.K.罗琳来了。", ["J.K.罗琳来了。"]),
        ("我在U.S.A.工作。", ["我在U.S.A.工作。"]),
        ("9:30 a.m.开会。", ["9:30 a.m.开会。"]),
        ("打开README.md和文件.txt。", ["打开README.md和文件.txt。"]),
        ("1.打开电源。2.按下开关。", ["1.打开电源。", "2.按下开关。"]),
        ("A.选项一\nB. 选项二", ["A.选项一\n", "B. 选项二"]),
        ("I am here. 你好.", ["I am here. ", "你好."]),
        ("一共3.今天好", ["一共3.", "今天好"]),
        ("ni3 hao3. zai4 jian4.", ["ni3 hao3. ", "zai4 jian4."]),
        ("没有标点", ["没有标点"]),
        ("。。。你好。", ["。。。你好。"]),
        ("。。。你好。再见。", ["。。。你好。", "再见。"]),
        ("你好。 。", ["你好。 。"]),
    ])
    func cutsBehindMarks(text: String, expected: [String]) throws {
        #expect(try sentences(text) == expected)
    }

    @Test func aLongSentenceIsCutBetweenClauses() throws {
        let clause = String(repeating: "天", count: 20)
        #expect(
            try sentences("\(clause)，\(clause)、\(clause)；\(clause)。")
                == ["\(clause)，\(clause)、", "\(clause)；\(clause)。"])
    }

    /// Without marks the cut is between words.
    @Test func aSolidSentenceIsCutBetweenWords() throws {
        let parts = try sentences(String(repeating: "我们今天去公园看老虎", count: 12))
        #expect(parts.count == 3)
        #expect(parts.joined() == String(repeating: "我们今天去公园看老虎", count: 12))
        for part in parts.dropLast() { #expect(["们", "天", "去", "园", "看", "虎"].contains(part.last)) }
    }

    /// A quotation is kept whole as long as it can be spoken at once, and then cut between its own sentences.
    @Test func quotationsAreCutLast() throws {
        let quoted = "“今天天气很好。我们去公园。”"
        let clause = String(repeating: "天", count: 30)
        #expect(try sentences("\(clause)，\(quoted)\(clause)。").contains { $0.contains(quoted) })
        let long = "“" + String(repeating: "今天天气很好。", count: 12) + "”"
        #expect(try sentences(long).allSatisfy { $0.hasSuffix("。") || $0.hasSuffix("。”") })
        #expect(try sentences(long).count > 1)
    }

    @Test func numbersAreNotCut() throws {
        let number = "12345678901234567890"
        let text = String(repeating: "天", count: 35) + number + String(repeating: "天", count: 35)
        #expect(try sentences(text).contains { $0.contains(number) })
    }

    @Test func noSentenceIsTooLong() throws {
        for text in [
            String(repeating: "一", count: 500), String(repeating: "哈哈，", count: 200),
            String(repeating: "ma1 ", count: 300),
            "“" + String(repeating: "天", count: 300), String(repeating: "A", count: 300),
            String(repeating: "1", count: 300),
        ] {
            for sentence in try FrontendFixture.frontend().sentences(of: text) {
                let marks = sentence.symbols.symbols.count { ",.!?;:\"#()".contains($0) }
                #expect(sentence.symbols.ids.count { $0 == 2 } - marks <= SentenceSplitter.longest)
            }
        }
    }

    /// A run of marks, in one line or in several, is of no length that a sentence could not have.
    @Test(arguments: ["，", "。", "，。", "！？", "“", "”。", "、 ", "。\n", "(", "～"])
    func marksInARowAreBounded(mark: String) throws {
        let text = "你好" + String(repeating: mark, count: 10_000) + "再见"
        let sentences = try FrontendFixture.frontend().sentences(of: text)
        #expect(sentences.allSatisfy { $0.symbols.ids.count < 60 })
        #expect(sentences.last?.positions.upperBound == text.count)
    }

    @Test func theMiddleOfManyClauses() throws {
        let frontend = try FrontendFixture.frontend()
        let clauses = try frontend.units(of: String(repeating: "好，", count: 50_000), options: .init()).units
        // Two units a clause, and as many behind the cut as before it.
        #expect(SentenceSplitter.middle(of: clauses) == 50_000)
    }

    @Test func pinyinCountsBySyllables() throws {
        let clause = String(repeating: "zhong1 guo2 ", count: 10)
        #expect(try sentences("\(clause), \(clause), \(clause).").count == 2)
        #expect(try sentences("\(clause), \(clause).").count == 1)
    }

    @Test func theSentencesAreTheText() throws {
        let text = "你好。“走！”（他说）\n\n1,000.5元，3.5%。...好?"
        #expect(try sentences(text).joined() == text)
    }

    /// The symbols of the sentences are those of the whole, but for spaces at their ends.
    @Test func theSymbolsAreThoseOfTheWhole() throws {
        let frontend = try FrontendFixture.frontend()
        let text = "他说：“你好，世界。”我很好！展览馆在哪儿？"
        let parts = try frontend.sentences(of: text).flatMap { $0.symbols.ids.dropLast(2) }
        #expect(try parts == frontend.symbols(for: text).ids.dropLast(2))
    }

    @Test func wordsOfTheUsersDictionaryAreCutToo() throws {
        var dictionary = PronunciationDictionary()
        try dictionary.add("哈", pinyin: "ha1")
        let text = String(repeating: "哈", count: 300)
        let sentences = try FrontendFixture.frontend().sentences(of: text, options: .init(dictionary: dictionary))
        #expect(sentences.count == 7)
        #expect(sentences.first?.positions == 1...45)
    }

    /// What is opened and not closed in its line keeps no sentence together, nor does an apostrophe close a quotation.
    @Test func unclosedQuotations() throws {
        #expect(try sentences("你好:(今天很好。我们去公园。").count == 2)
        #expect(try sentences("“it's好。真的。”我走了。") == ["“it's好。真的。”", "我走了。"])
    }

    @Test func breaks() throws {
        func sentences(_ text: String) throws -> [TextSentence] { try FrontendFixture.frontend().sentences(of: text) }
        func pause(_ time: String) -> String { "<break time=\"\(time)\"/>" }
        let two = try sentences(
            "<speak>\(pause("1s"))你好\(pause("0.3s")) \(pause("0.3s"))再见\(pause("100ms"))</speak>")
        #expect(two.map(\.pauseBefore) == [1, 0])
        #expect(two.map(\.pause) == [0.6, 0])
        let short = try sentences("<speak>你好\(pause("100ms"))再见。</speak>")
        #expect(short.map(\.symbols) == (try sentences("你好，再见。").map(\.symbols)))
        let many = try sentences("<speak>你好\(String(repeating: pause("60s"), count: 100))再见</speak>")
        #expect(many[0].pause == SentenceSplitter.longestPause)
        #expect(try sentences("<speak>\n  今天天气\n  很好。\n</speak>").count == 1)
    }

    @Test(arguments: [
        ("你好。再见。", [0.4, 0.4]), ("“你好！”\n再见", [0.4, 0.1]), ("你好\n再见，", [0.4, 0.3]), ("你好……再见：", [0.4, 0.3]),
        (String(repeating: "好", count: 40) + "，" + String(repeating: "好", count: 40), [0.3, 0.1]),
    ])
    func aReadersPausesGoByTheMarks(text: String, pauses: [Double]) throws {
        let sentences = try FrontendFixture.frontend().sentences(of: text)
        #expect(sentences.map(\.naturalPause) == pauses)
        #expect(sentences.allSatisfy { $0.pause == 0 })
    }

    @Test func positionsOfSentencesOutOfOneForm() throws {
        let sentences = try FrontendFixture.frontend().sentences(of: String(repeating: "ma1", count: 100))
        #expect(sentences.count == 3)
        #expect(sentences.allSatisfy { $0.positions == 1...300 })
    }
}
