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
        ] {
            for sentence in try FrontendFixture.frontend().sentences(of: text) {
                #expect(sentence.symbols.ids.count(where: { $0 == 2 }) <= 2 * SentenceSplitter.longest)
            }
        }
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
}
