import Testing

@testable import TextFrontend

@Suite struct StandaloneReaderTests {
    /// What the rules mend, and what they must leave as it is.
    @Test func table() throws {
        let cases = try tsv("standalone.tsv", columns: 3)
        #expect(cases.count >= 2000)
        for row in cases {
            let place = try #require(Int(row[1]))
            let character = try FrontendFixture.frontend().reading(of: row[0]).characters[place - 1]
            #expect(character.said == row[2], "\(row[0]), \(place): \(character)")
        }
    }

    /// Every rule reads its own example, in the sentence of nothing else, or leaves it to another stage.
    @Test func everyRuleReadsItsExample() throws {
        let lines = try ResourceFile.text("standalone.tsv").split(separator: "\n").filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("=")
        }
        #expect(lines.count > 400)
        for line in lines {
            let cells = line.split(separator: "\t").map(String.init)
            let reading = try FrontendFixture.frontend().reading(of: cells[4])
            let word = Array(cells[0])
            guard cells[1] != "-" else {
                let isLeft = reading.characters.contains { $0.character == word[0] && $0.rule != .neighbours }
                #expect(isLeft, "\(line)")
                continue
            }
            let found = reading.characters.indices.dropLast(word.count - 1).filter {
                reading.characters[$0..<$0 + word.count].map(\.character) == word
            }.map { reading.characters[$0..<$0 + word.count].flatMap(\.readings).joined(separator: " ") }
            #expect(found.contains(cells[1]), "\(line): \(found)")
        }
    }

    @Test(arguments: [
        ("妈妈教我包饺子。", "jiao1"), ("教育部", "jiao4"), ("请系好安全带。", "ji4"), ("他睡不着。", "zhao2"), ("他看着我。", "zhe5"),
        ("这条河很长。", "chang2"), ("孩子长高了。", "zhang3"), ("为您服务", "wei4"), ("高兴地说", "de5"), ("曾先生", "zeng1"),
        ("他说：为安全起见", "wei4"), ("\u{3000}\u{3000}为安全起见", "wei4"), ("《史记》为司马迁所作", "wei2"),
    ])
    func readings(_ text: String, _ expected: String) throws {
        let characters = try FrontendFixture.frontend().reading(of: text).characters
        #expect(characters.flatMap(\.readings).contains(expected), "\(characters.flatMap(\.readings))")
    }

    @Test func wordsHaveTheirPartsOfSpeech() throws {
        let lexicon = try Lexicon(syllables: FrontendTables.shared().syllables)
        let run = Array("他今天在医院认真检查了三只非常可爱的猫".unicodeScalars)
        let expected: [WordClass] = [
            .pronoun, .time, .preposition, .noun, .adjective, .verb, .other, .number, .adverb, .adjective, .other,
            .noun,
        ]
        #expect(lexicon.words(in: run[...]).map(\.wordClass) == expected)
    }

    @Test func reduplications() throws {
        #expect(try FrontendFixture.spoken("高高兴兴") == "gao1 gao1 xing4 xing4")
        #expect(try FrontendFixture.spoken("漂漂亮亮") == "piao4 piao4 liang4 liang4")
        #expect(try FrontendFixture.spoken("明明白白") == "ming2 ming2 bai2 bai2")
        #expect(try FrontendFixture.spoken("一只只") == "yi4 zhi1 zhi1")
        #expect(try FrontendFixture.spoken("一行行") == "yi4 hang2 hang2")
    }

    @Test func aMarkBehindItsCharacterIsRefused() throws {
        let frontend = try FrontendFixture.frontend()
        #expect {
            try frontend.symbols(for: "他行[hang2]不行")
        } throws: { error in
            "\(error)".contains("[hang2]行") && "\(error)".contains("character 10")
        }
        #expect(try FrontendFixture.spoken("银[hang2]行") == "yin2 hang2")
        // A reading that nobody knows is taken all the same.
        #expect(try frontend.reading(of: "我[xi3]不好").characters[6].readings == ["xi3"])
    }
}
