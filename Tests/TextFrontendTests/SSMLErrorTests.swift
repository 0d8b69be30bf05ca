import Testing

@testable import TextFrontend

@Suite struct SSMLErrorTests {
    let probe: MarkupProbe

    init() throws { probe = try MarkupProbe() }

    /// Each text in `<speak>`, so that its first character is the eighth; where its error is; what the reason begins
    /// with and ends in.
    @Test(arguments: [
        // Elements.
        ("好<s>你</s>", 9, "<s> is not known.", "<speak>, <phoneme>, <break>, <sub> and <say-as>"),
        ("<Break/>", 8, "<Break> is not known.", "<say-as>"),
        ("<speak>", 8, "<speak> stands in <speak>.", "remove the inner one"),
        (
            "<sub alias=\"甲\"><break/></sub>", 23, "<break> stands in <sub>, which holds no elements.",
            "</sub> before it"
        ),
        (
            "<sub alias=\"甲\">乙", 24, "</speak> stands where </sub> should: <sub> at character 8 is open.",
            "element first"
        ),
        (
            "<say-as interpret-as=\"date\">1</sub></say-as>", 37,
            "</sub> stands where </say-as> should: <say-as> at character 8 is open.", "Close the inner element first"
        ),
        ("好</sub>", 9, "no <sub> is open.", "write <sub> where it begins"),
        ("<break>好</break>", 15, "<break> holds text.", "the text behind it"),
        // Attributes.
        ("<phoneme ph=\"ni3\">你</phoneme>", 8, "the alphabet of <phoneme> is missing.", "alphabet=\"pinyin\""),
        (
            "<phoneme alphabet=\"ipa\" ph=\"ni3\">你</phoneme>", 8,
            "the alphabet of <phoneme> is \"ipa\", which is not known.", "alphabet=\"py\" or alphabet=\"pinyin\""
        ),
        ("<phoneme alphabet=\"py\">你</phoneme>", 8, "<phoneme> has no ph.", "ph=\"yin2 hang2\""),
        (
            "<phoneme alphabet=\"py\" ph=\"ni3 xyz9 hao3\">你</phoneme>", 8,
            "in the ph of <phoneme>, \"xyz9\" is not pinyin.",
            "ph=\"yin2 hang2\""
        ),
        ("<phoneme alphabet=\"py\" ph=\"ni3 hao\">你</phoneme>", 8, "in the ph of <phoneme>, \"hao\" is", "hang2\""),
        ("<phoneme alphabet=\"py\" ph=\"nǐ haox\">你</phoneme>", 8, "in the ph of <phoneme>, \"haox\" is", "hang2\""),
        ("<phoneme alphabet=\"py\" ph=\"\">你</phoneme>", 8, "in the ph of <phoneme>, \"\" is not pinyin.", "hang2\""),
        ("<sub>甲</sub>", 8, "<sub> has no alias.", "alias=\"世界卫生组织\""),
        ("<sub alias=\"\">甲</sub>", 8, "<sub> has no alias.", "alias=\"世界卫生组织\""),
        ("<say-as>1</say-as>", 8, "the interpret-as of <say-as> is missing.", "digits, number, date, telephone"),
        (
            "<say-as interpret-as=\"time\">1</say-as>", 8,
            "the interpret-as of <say-as> is \"time\", which is not known.",
            "digits, number, date, telephone"
        ),
        (
            "<say-as interpret-as=\"date\" format=\"ymd\">1</say-as>", 8, "<say-as> has the attribute format,",
            "Allowed is interpret-as"
        ),
        ("<break time=\"1s\" time=\"1s\"/>", 8, "the tag \"<break\" has the attribute time twice.", "Remove one"),
        ("<break time=1s/>", 8, "in the tag \"<break\" the value of time is not in quotation marks.", "in it"),
        ("<break time/>", 8, "in the tag \"<break\" the value of time is not in quotation marks.", "in it"),
        ("<break time=\"1s/>", 8, "in the tag \"<break\" the value of time is not in quotation marks.", "in it"),
        ("<break strength=\"weak\"time=\"1s\"/>", 8, "in the tag \"<break\" stands \"=\" where", "space before each"),
        (
            "<break , />", 8, "in the tag \"<break\" stands \",\" where an attribute, > or /> should.",
            "space before each"
        ),
        // Pauses.
        (
            "<break strength=\"loud\"/>", 8, "the strength of <break> is \"loud\", which is not known.",
            "strong, x-strong"
        ),
        ("<break time=\"61s\"/>", 8, "the time of <break> is \"61s\".", "time=\"500ms\" or time=\"1.5s\""),
        ("<break time=\"60001ms\"/>", 8, "the time of <break> is \"60001ms\".", "time=\"1.5s\""),
        ("<break time=\"-1s\"/>", 8, "the time of <break> is \"-1s\".", "time=\"1.5s\""),
        ("<break time=\"1\"/>", 8, "the time of <break> is \"1\".", "time=\"1.5s\""),
        ("<break time=\"s\"/>", 8, "the time of <break> is \"s\".", "time=\"1.5s\""),
        ("<break time=\"1e1s\"/>", 8, "the time of <break> is \"1e1s\".", "time=\"1.5s\""),
        ("<break time=\"nans\"/>", 8, "the time of <break> is \"nans\".", "time=\"1.5s\""),
        ("<break time=\"1.2.3s\"/>", 8, "the time of <break> is \"1.2.3s\".", "time=\"1.5s\""),
        // What is below elements.
        ("1 < 2", 10, "behind < stands no name of an element.", "Write &lt; for a <"),
        ("<银行>", 8, "behind < stands no name of an element.", "Write &lt; for a <"),
        ("好&nbsp;", 9, "the reference \"&nbsp;\" is not known.", "&#38134; or &#x94F6;)"),
        ("&#xD800;", 8, "the reference \"&#xD800;\" is not known.", "&#x94F6;)"),
        ("&#0;", 8, "the reference \"&#0;\" is not known.", "&#x94F6;)"),
        ("&#x110000;", 8, "the reference \"&#x110000;\" is not known.", "&#x94F6;)"),
        ("&#99999999999999999999;", 8, "the reference \"&#99999999999999999999;\" is not known.", "&#x94F6;)"),
        ("&#;", 8, "the reference \"&#;\" is not known.", "&#x94F6;)"),
        ("A & B", 10, "the reference \"&\" does not end in ;.", "Write &amp; for an &"),
        ("<sub alias=\"A&B\">甲</sub>", 21, "the reference \"&B\" does not end in ;.", "Write &amp; for an &"),
        ("<!-- 好", 8, "the comment \"<!--\" is not closed.", "Write --> behind it"),
        ("<![CDATA[好]]", 8, "\"<![CDATA[\" is not closed.", "Write ]]> behind it"),
        ("<!ENTITY a \"b\">", 8, "\"<!\" begins neither a comment nor CDATA.", "or remove it"),
        ("<?php ?>", 8, "\"<?\" begins neither a comment nor CDATA.", "or remove it"),
        ("<!DOCTYPE speak>", 8, "<!DOCTYPE is not allowed,", "Begin with <speak>"),
        ("<break", 8, "in the tag \"<break\" stands \"<\" where an attribute, > or /> should.", "space before each"),
        ("好</sub x>", 9, "the tag \"</sub\" is not closed.", "Write > behind its name"),
    ])
    func insideSpeak(_ text: String, _ position: Int, _ beginning: String, _ end: String) throws {
        let error = try #require(try probe.error("<speak>\(text)</speak>"))
        #expect(error.position == position, "\(error)")
        #expect(error.reason.hasPrefix(beginning), "\(error)")
        #expect(error.reason.hasSuffix(end), "\(error)")
    }

    @Test(arguments: [
        ("<speak>你好", 1, "<speak> is not closed. Write </speak> where it ends"),
        ("<speak", 1, "the tag \"<speak\" is not closed. Write > at its end"),
        ("<speak><break/", 8, "in the tag \"<break\" stands \"/\" where an attribute, > or /> should."),
        ("<speak><sub alias='甲'>", 8, "<sub> is not closed. Write </sub> where it ends"),
        ("<speak>你</speak> 好", 18, "behind </speak> stands something else than white space and comments."),
        ("<speak/><break/>", 9, "behind </speak> stands something else than white space and comments."),
        ("<!DOCTYPE speak SYSTEM \"a.dtd\"><speak/>", 1, "<!DOCTYPE is not allowed, nor are entities of one's own."),
        ("<?xml version='1.0'?>\n<!DOCTYPE speak [<!ENTITY a 'b'>]><speak>&a;</speak>", 23, "<!DOCTYPE is not allowed"),
    ])
    func wholeDocuments(_ text: String, _ position: Int, _ beginning: String) throws {
        let error = try #require(try probe.error(text))
        #expect(error.position == position, "\(error)")
        #expect(error.reason.hasPrefix(beginning), "\(error)")
    }

    @Test func theMessageHasPositionAndReason() {
        let error = TextError.invalidMarkup(reason: "<s> is not known. Known is <b>", position: 9)
        #expect(
            error.description == "The markup at character 9 of the text cannot be read: <s> is not known. Known is <b>."
        )
        #expect(error.errorDescription == error.description)
    }
}
