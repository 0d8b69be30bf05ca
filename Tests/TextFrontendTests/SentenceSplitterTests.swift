import Testing

@testable import TextFrontend

@Suite struct SentenceSplitterTests {
    @Test(arguments: [
        ("你好。", ["你好。"]),
        ("你好。世界！", ["你好。", "世界！"]),
        ("真的吗？！是的……好。", ["真的吗？！", "是的……", "好。"]),
        ("他说：“走吧。”我走了。", ["他说：“走吧。”", "我走了。"]),
        ("第一行\n第二行", ["第一行\n", "第二行"]),
        ("一共3.5元。", ["一共3.5元。"]),
        ("ni3 hao3. zai4 jian4.", ["ni3 hao3. ", "zai4 jian4."]),
        ("没有标点", ["没有标点"]),
        ("。。。你好。", ["。。。你好。"]),
        ("。。。你好。再见。", ["。。。你好。", "再见。"]),
        ("你好。 。", ["你好。 。"]),
        ("", []),
        ("。", ["。"]),
    ])
    func cutsBehindMarks(text: String, sentences: [String]) {
        #expect(TextFrontend.sentences(of: text) == sentences)
    }

    @Test func aLongSentenceIsCutBetweenClauses() {
        let clause = String(repeating: "一", count: 25)
        let text = "\(clause)，\(clause)、\(clause)；1,000\(clause)。"
        #expect(TextFrontend.sentences(of: text) == ["\(clause)，\(clause)、", "\(clause)；1,000\(clause)。"])
        let solid = String(repeating: "一", count: 200)
        #expect(TextFrontend.sentences(of: solid) == [solid])
    }

    @Test func pinyinCountsByWords() {
        let clause = String(repeating: "zhong1 guo2 ", count: 12)
        #expect(TextFrontend.sentences(of: "\(clause), \(clause), \(clause).").count == 2)
        #expect(TextFrontend.sentences(of: "\(clause), \(clause).").count == 1)
    }

    @Test func aRunOfSpacesTakesNoLonger() {
        let text = "你好。" + String(repeating: " ", count: 50_000) + "再见。"
        #expect(ContinuousClock().measure { _ = TextFrontend.sentences(of: text) } < .seconds(20))
        #expect(TextFrontend.sentences(of: text).count == 2)
    }

    @Test func theSentencesAreTheText() {
        let text = " 你好。“走！”（他说）\n\n1,000.5元，3.5%。...好?  "
        #expect(TextFrontend.sentences(of: text).joined() == text)
    }
}
