import Testing

@testable import TextFrontend

/// Inline marks; what is special to SSML is in `SSMLReaderTests`.
@Suite struct MarkupReaderTests {
    let probe: MarkupProbe

    init() throws { probe = try MarkupProbe() }

    @Test(arguments: [
        ("银[hang2]行", "银行(hang2)"),
        ("[yin2 hang2]银行", "银(yin2)行(hang2)"),
        ("[yin2hang2]银行", "银(yin2)行(hang2)"),
        ("[ yin2  hang2 ]银行里", "银(yin2)行(hang2)里"),
        ("［ｙｉｎ２　ｈａｎｇ２］银行", "银(yin2)行(hang2)"),
        ("[háng]行", "行(hang2)"),
        ("[yínháng]银行", "银(yin2)行(hang2)"),
        ("[ha\u{301}ng]行", "行(hang2)"),
        ("[Běijīng]北京", "北(bei3)京(jing1)"),
        ("[xī'ān]西安", "西(xi1)安(an1)"), ("[xi1'an1]西安", "西(xi1)安(an1)"), ("[xi1-an1]西安", "西(xi1)安(an1)"),
        ("[lǜ]绿[lu:4]绿[lv4]绿[lü4]绿[lu\u{308}\u{300}]绿[lu\u{308}4]绿", "绿(lv4)绿(lv4)绿(lv4)绿(lv4)绿(lv4)绿(lv4)"),
        ("[ma5]吗[ma0]吗", "吗(ma5)吗(ma5)"),
        ("[mā ma]妈妈", "妈(ma1)妈(ma5)"), ("[māma]妈妈", "妈(ma1)妈(ma5)"), ("[mā ma5]妈妈", "妈(ma1)妈(ma5)"),
        ("[huar1]花儿", "花(hua1)儿(er5)"), ("[huār]花儿", "花(hua1)儿(er5)"),
        ("[[hang2]行]", "[行(hang2)]"),
        ("[著]銀[hang2]行", "[著]銀行(hang2)"),
        ("[yin2 hang2]银\u{FE00}行\u{E0101}。", "银(yin2)\u{FE00}行(hang2)\u{E0101}。"),
        ("<[hang2]行>", "<行(hang2)>"),
        ("<speak>银[hang2]行&#91;hang2]行</speak>", "银行(hang2)行(hang2)"),
        (
            "<speak>[hang2]<phoneme alphabet=\"py\" ph=\"xing2\">行</phoneme></speak>", "行(hang2)"
        ),
    ])
    func inlineMarks(_ text: String, _ pieces: String) throws {
        #expect(try probe.pieces(text) == pieces)
    }

    @Test(arguments: [
        "[]行", "[ ]行", "[1]行", "[注]行", "[hang]行", "[hang6]行", "[xyz9]行", "[yin2 hang]行", "[yin2,hang2]银行", "[hang2行",
        "hang2]行",
        "[A4]纸", "[HANG2]行", "【hang2】行", "(hang2)行", "[hang2\n", "[", "]", "[yin2háng]行", "[hang23]行", "[-]行",
        "['hang2']行",
        "[\u{301}]行", "[āā́]行", "[lü]绿",
    ])
    func otherBracketsAreText(_ text: String) throws {
        #expect(try probe.pieces(text) == text)
    }

    @Test func positionsCountTheMarks() throws {
        #expect(try probe.positions("银[hang2]行[lu\u{308}4]绿。") == [1, 9, 15, 16])
    }

    @Test(arguments: [
        ("翟[zhai2]。", 2, "the mark \"[zhai2]\" has 1 syllable, but no hanzi stands right behind it."),
        ("[yin2 hang2]银", 1, "the mark \"[yin2 hang2]\" has 2 syllables, but only 1 hanzi stands right behind it."),
        ("好［yin2hang2er2］银行，", 2, "the mark \"［yin2hang2er2］\" has 3 syllables, but only 2 hanzi stand right"),
        ("[hang2] 行", 1, "the mark \"[hang2]\" has 1 syllable, but no hanzi"),
        ("[hang2][hang2]行", 1, "the mark \"[hang2]\" has 1 syllable, but no hanzi"),
        ("<speak>[yin2 hang2]银<break/>行</speak>", 8, "the mark \"[yin2 hang2]\" has 2 syllables, but only 1 hanzi"),
    ])
    func aMarkNeedsItsHanzi(_ text: String, _ position: Int, _ beginning: String) throws {
        let error = try #require(try probe.error(text))
        #expect(error.position == position)
        #expect(error.reason.hasPrefix(beginning), "\(error)")
        #expect(error.reason.hasSuffix("one syllable for each (for example 银[hang2]行, [yin2 hang2]银行)"), "\(error)")
    }

    @Test func textWithoutMarkupIsOnePiece() throws {
        #expect(try probe.reader.pieces(of: "").isEmpty)
        #expect(try probe.reader.pieces(of: "你👍🏽") == [.text(MarkupReader.characters(of: "你👍🏽"))])
        #expect(MarkupReader.characters(of: "你👍🏽\r\n好").map(\.position) == [1, 2, 2, 3, 3, 4])
    }
}
