import Testing

@testable import TextFrontend

@Suite struct TextReadingTests {
    private func reading(_ text: String, _ options: TextFrontendOptions = .init()) throws -> TextReading {
        try FrontendFixture.frontend().reading(of: text, options: options)
    }

    @Test func everyCharacterHasItsPlace() throws {
        let text = "我去银行，2024年的NBA😀·é好。"
        let reading = try reading(text, .init(unreadableCharacters: .leaveOut))
        #expect(reading.characters.map(\.character) == Array(text))
        #expect(reading.characters[2].readings == ["yin2"])
        #expect(reading.characters[2].rule == .dictionary(word: "银行"))
        #expect(reading.characters[4].symbols == [","])
        #expect(reading.characters[4].rule == .pause)
        // A form of as many syllables as characters has one at each.
        #expect(reading.characters[5...8].map(\.readings) == [["er4"], ["ling2"], ["er4"], ["si4"]])
        #expect(reading.characters[5].rule == .writtenForm)
        #expect(reading.characters[11].readings == ["en1"])
        #expect(reading.characters[14].rule == .dropped)
        #expect(reading.characters[15].rule == nil)
    }

    /// A longer form has all its syllables at its first character.
    @Test func formsOfOtherLengths() throws {
        let reading = try reading("共12345个")
        #expect(reading.characters[1].readings.count == 9)
        #expect(reading.characters[2...5].allSatisfy { $0.readings.isEmpty && $0.rule == .writtenForm })
    }

    @Test func whatIsReadAndWhatIsSpoken() throws {
        let reading = try reading("你好，一个朋友")
        #expect(reading.characters[0].readings == ["ni3"])
        #expect(reading.characters[0].spoken == ["ni2"])
        #expect(reading.characters[0].change == .thirdTone)
        #expect(reading.characters[3].readings == ["yi1"])
        #expect(reading.characters[3].spoken == ["yi2"])
        #expect(reading.characters[3].change == .yi)
    }

    @Test func theNetworkSaysHowSureItIs() throws {
        let reading = try reading("他们在那里重新数了一遍。")
        guard case .network(let probability) = reading.characters[8].rule else {
            Issue.record("了 is read by \(String(describing: reading.characters[8].rule))")
            return
        }
        #expect((0.5...1).contains(probability))
        #expect(reading.characters[8].readings == ["le5"])
    }

    @Test func unknownCharactersAreFlagged() throws {
        let reading = try reading("好ж好", .init(unreadableCharacters: .leaveOut))
        #expect(reading.characters[1].isUnknown)
        #expect(reading.warnings == [.unreadable("ж", position: 2)])
        #expect(reading.table.split(separator: "\n")[1].contains("! unknown"))
    }

    @Test func picturesAndControlCharactersAreDropped() throws {
        let reading = try reading("你\u{7}好😀，\u{2581}再👨‍👩‍👧见")
        #expect(reading.symbols == (try FrontendFixture.frontend().symbols(for: "你好，再见")))
        #expect(
            reading.warnings == [
                .dropped("\u{7}", position: 2), .dropped("😀", position: 4), .dropped("\u{2581}", position: 6),
                .dropped("👨‍👩‍👧", position: 8),
            ])
        #expect(reading.warnings[0].description.contains("U+0007"))
        let face = try self.reading("（＾▽＾）ж你好", .init(unreadableCharacters: .leaveOut))
        let said = face.warnings.map(\.description)
        #expect(said.count == 6 && zip(1..., said).allSatisfy { $1.hasPrefix("Character \($0) ") }, "\(said)")
        #expect(reading.warnings[1].description.contains("GRINNING FACE"))
    }

    // Capitals are meant to be spelled, words of the table are said, and a letter or three may be anything.
    @Test func foreignWordsAreFlagged() throws {
        let reading = try reading("The quick说CPU和NASA，iPhone的Wi-Fi，Knuth、don't和quick。")
        #expect(
            reading.warnings == [
                .spelled("quick", position: 5), .spelled("Knuth", position: 33), .spelled("quick", position: 45),
            ])
        #expect(reading.warnings[0].description.hasPrefix("\"quick\" at character 5 is spelled by its letters"))
    }

    /// An address is read letter by letter on purpose.
    @Test(arguments: ["打开www.baidu.com看看", "发到zhang@example.com。", "https://github.com/apple/swift"])
    func addressesAreNoForeignWords(text: String) throws { #expect(try reading(text).warnings.isEmpty) }

    /// A face leaves what stands beside it to be read, and every sign of it is told.
    @Test(arguments: [
        "（￣▽￣）", "(＞﹏＜)", "(＞_＜)", "(＾▽＾)", "(＠_＠)", "(╯°□°)╯︵ ┻━┻", "o(∩_∩)o", "ヾ(≧▽≦*)o", "(๑•̀ㅂ•́)و✧", "(⊙o⊙)",
        "(^_^)", "T_T", "ʕ•ᴥ•ʔ", "(°ー°〃)",
    ])
    func facesAreDropped(face: String) throws {
        let reading = try reading("好" + face)
        #expect(reading.characters.dropFirst().allSatisfy { $0.readings.isEmpty }, "\(face)")
        #expect(reading.warnings.count >= face.filter { !$0.isWhitespace && $0 != "︵" }.count, "\(reading.warnings)")
    }

    @Test(arguments: ["(A-B)", "(x+y)", "(°C)", "(T-T)", "(+1+)", "(α∩β)", "(一_一)", "(2×2)", "(好_好)"])
    func bracketsWithoutAFaceStay(text: String) throws {
        #expect(try reading("好" + text).characters.dropFirst().first?.symbols == ["("])
    }

    @Test(arguments: ["ℹ️", "⤴️", "㊗️", "㊙️", "%", "‰", "○", "￣", "∮", "²", "⊕"])
    func signsThatNobodySaysAreDropped(sign: String) throws {
        let reading = try reading("占几\(sign)，好")
        #expect(reading.symbols == (try FrontendFixture.frontend().symbols(for: "占几，好")))
        #expect(reading.warnings == [.dropped(Character(sign), position: 3)])
    }

    @Test func theTableHasALineForEachCharacter() throws {
        let table = try reading("我去银行 好").table
        #expect(
            table == """
                我  wo3    wo3    character
                去  qu4    qu4    character
                银  yin2   yin2   dictionary 银行
                行  hang2  hang2  dictionary 银行
                好  hao3   hao3   \(try reading("我去银行 好").characters[5].explanation)
                """)
    }

    /// One long form does not pad the lines of all other characters.
    @Test func theTableIsNotWiderThanItNeedsToBe() throws {
        let short = try reading("我去银行").table.split(separator: "\n")
        let long = try reading("我去银行" + String(repeating: "1.", count: 1000)).table.split(separator: "\n")
        #expect(Array(long.prefix(4)) == short)
        #expect(long.max { $0.count < $1.count }?.count ?? 0 > 10_000)
    }

    @Test func sentencesAreThoseOfTheFrontend() throws {
        let text = "你好。再见。"
        #expect(try reading(text).sentences == FrontendFixture.frontend().sentences(of: text))
        #expect(try reading(text).sentences.map(\.positions) == [1...3, 4...6])
    }
}
