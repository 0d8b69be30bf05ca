import Foundation
import TestSupport
import Testing

@testable import TextFrontend

@Suite struct PronunciationDictionaryTests {
    private func dictionary(_ entries: (String, String)...) throws -> PronunciationDictionary {
        var dictionary = PronunciationDictionary()
        for (word, pinyin) in entries { try dictionary.add(word, pinyin: pinyin) }
        return dictionary
    }

    @Test func overridesEverything() throws {
        let dictionary = try dictionary(("行长", "xing2 chang2"), ("了", "liao3"), ("𠮷", "ji2"))
        #expect(try FrontendFixture.spoken("行长走了", .init(dictionary: dictionary)) == "xing2 chang2 zou2 liao3")
        let reading = try FrontendFixture.frontend().reading(of: "行长走了", options: .init(dictionary: dictionary))
        #expect(reading.characters[0].rule == .userDictionary(word: "行长"))
        #expect(reading.characters[0].explanation == "user 行长")
    }

    @Test func theLongestEntryIsTaken() throws {
        let dictionary = try dictionary(("重", "zhong4"), ("重庆路", "zhong4 qing4 lu4"), ("重庆", "chong2 qing1"))
        #expect(
            try FrontendFixture.spoken("重庆路重庆重", .init(dictionary: dictionary))
                == "zhong4 qing4 lu4 chong2 qing1 zhong4")
    }

    @Test func aWordMayBeAnything() throws {
        let dictionary = try dictionary(("C++", "xi1 jia1 jia1"), ("NBA", "en1 bi4 ei1"), ("～", "dao4"))
        #expect(
            try FrontendFixture.spoken("学C++看ＮＢＡ", .init(dictionary: dictionary))
                == "xue2 xi1 jia1 jia1 kan4 en1 bi4 ei1")
    }

    /// A mark behind such a word is not taken for one that was meant for its last sign.
    @Test func aMarkBehindAWordOfSigns() throws {
        let dictionary = try dictionary(("C++", "xi1 jia1 jia1"), ("NBA", "en1 bi4 ei1"), ("～", "dao4"))
        for (text, first) in [("C++", "jia1"), ("NBA", "ei1"), ("～", "dao4")] {
            let spoken = try FrontendFixture.spoken("用\(text)[han4]和你", .init(dictionary: dictionary))
            #expect(spoken.hasSuffix("\(first) han4 ni3"))
        }
    }

    /// Traditional and full-width words meet the text after normalisation.
    @Test func wordsAreNormalised() throws {
        let dictionary = try dictionary(("銀行", "yin2 xing2"))
        #expect(try FrontendFixture.spoken("银行銀行", .init(dictionary: dictionary)) == "yin2 xing2 yin2 xing2")
    }

    @Test func aSecondReadingReplacesTheFirst() throws {
        let dictionary = try dictionary(("重", "zhong4"), ("重", "chong2"))
        #expect(dictionary.count == 1)
        #expect(try FrontendFixture.spoken("重", .init(dictionary: dictionary)) == "chong2")
    }

    @Test func files() throws {
        let text = "# comment\n\n银行\tyin2 xing2\tnote\r\n重庆\tchong2 qing4\r\n"
        #expect(try PronunciationDictionary(tsv: text).count == 2)
    }

    @Test(arguments: [
        ("银行 yin2", 1), ("# x\n银行\t", 2), ("\tyin2", 1), ("银行\tyin2 xing", 1), ("银行\tyin2 xing6", 1),
        ("银行\tabc1", 1),
        ("乐清\tyue4", 1), (String(repeating: "长", count: 65) + "\tchang2", 1),
    ])
    func badEntriesAreNamedWithTheirLine(_ text: String, _ line: Int) {
        #expect {
            try PronunciationDictionary(tsv: text)
        } throws: { error in
            guard case TextError.invalidDictionaryEntry(_, _, let found) = error else { return false }
            return found == line && "\(error)".contains("line \(line)")
        }
    }
}
