import Testing

@testable import TextFrontend

@Suite struct SSMLReaderTests {
    let probe: MarkupProbe

    init() throws { probe = try MarkupProbe() }

    @Test(arguments: [
        ("<speak>你好</speak>", "你好"),
        (
            " \n<speak version=\"1.1\" xmlns='http://www.w3.org/2001/10/synthesis' xml:lang = \"zh-CN\" >你好</speak >\n",
            "你好"
        ),
        ("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<speak>你好</speak>", "你好"),
        ("<!-- 甲 --><speak>你<!-- <b> & -- -->好</speak><!-- 乙 -->", "你好"),
        ("<speak/>", ""), ("<speak></speak>", ""),
        ("<speak>a&lt;b&amp;c&gt;&quot;&apos;&#38134;&#x94F6;&#x1f600;</speak>", "a<b&c>\"'银银😀"),
        ("<speak>一<![CDATA[<b>&]]]>二</speak>", "一<b>&]二"),
        ("<speak>>]]></speak>", ">]]>"),
    ])
    func documents(_ text: String, _ pieces: String) throws {
        #expect(try probe.pieces(text) == pieces)
    }

    @Test(arguments: [
        "<你好>", "1 < 2 & 3", "<speaker>", "<speak1/>", "你<speak>好</speak>", "<b>你</b>", "<?xml 你好",
        "<?xml version='1.0'?>你好",
        "<?xml version='1.0'?><html/>", "<!DOCTYPE html>", "<!-- 你好", "<", "<?xml ", "&amp;",
    ])
    func anythingElseIsText(_ text: String) throws {
        #expect(try probe.pieces(text) == text)
    }

    @Test(arguments: [
        ("<phoneme alphabet=\"py\" ph=\"yin2 hang2\">银行</phoneme>", "银(yin2)行(hang2)"),
        ("去<phoneme ph='YIN2HANG2' alphabet='pinyin'>银行</phoneme>了", "去银(yin2)行(hang2)了"),
        ("<phoneme alphabet=\"py\" ph=\"yínháng\">“银 行”</phoneme>", "“银(yin2) 行(hang2)”"),
        ("<phoneme alphabet=\"py\" ph=\"ma1 ma0\">妈妈</phoneme>", "妈(ma1)妈(ma5)"),
        ("<phoneme alphabet=\"py\" ph=\"mā ma\">妈妈</phoneme>", "妈(ma1)妈(ma5)"),
        ("<phoneme alphabet=\"py\" ph=\"l&#252;4\">绿</phoneme>", "绿(lv4)"),
        ("<phoneme alphabet=\"py\" ph=\"LU\u{308}4\">绿</phoneme>", "绿(lv4)"),
        ("我<phoneme alphabet=\"py\" ph=\"huar1\">花</phoneme>你", "我|hua1 er5:花|你"),
        ("<phoneme alphabet=\"py\" ph=\"hang2\">银行</phoneme>", "hang2:银行"),
        ("<phoneme alphabet=\"py\" ph=\"liang3\">2</phoneme>", "liang3:2"),
        ("<phoneme alphabet=\"py\" ph=\"ka3\">卡A</phoneme>", "ka3:卡A"),
        ("<phoneme alphabet=\"py\" ph=\"ka3\"/>", "ka3:"),
        ("<phoneme alphabet=\"py\" ph=\"ka3\"><!-- --><![CDATA[卡]]></phoneme>", "卡(ka3)"),
    ])
    func phoneme(_ text: String, _ pieces: String) throws {
        #expect(try probe.pieces("<speak>\(text)</speak>") == pieces)
    }

    @Test(arguments: [
        ("<break/>", "0.5s"), ("<break></break>", "0.5s"), ("<break time=\"500ms\"/>", "0.5s"),
        ("<break time=\"1.5s\"/>", "1.5s"), ("<break time=\".25s\" />", "0.25s"), ("<break time='60s'/>", "60.0s"),
        ("<break time='60000ms'/>", "60.0s"), ("<break time=\"0s\"/>", "0.0s"),
        ("<break strength=\"none\"/>", "0.0s"), ("<break strength=\"x-weak\"/>", "0.125s"),
        ("<break strength=\"weak\"/>", "0.25s"), ("<break strength=\"medium\"/>", "0.5s"),
        ("<break strength=\"strong\"/>", "1.0s"), ("<break strength=\"x-strong\"/>", "1.5s"),
        ("<break strength=\"strong\" time=\"2s\"/>", "2.0s"),
    ])
    func pauses(_ text: String, _ pause: String) throws {
        #expect(try probe.pieces("<speak>你\(text)好</speak>") == "你|\(pause)|好")
    }

    @Test func aliases() throws {
        #expect(try probe.pieces("<speak>在<sub alias=\"世界&quot;卫生\">WHO</sub>里</speak>") == "在世界\"卫生里")
        #expect(try probe.pieces("<speak><sub alias=\"[hang2]行\">H</sub></speak>") == "行(hang2)")
        #expect(try probe.pieces("<speak>[hang2]<sub alias=\"行\">H</sub></speak>") == "行(hang2)")
        // Two characters for each of the content, in order; then fewer than the content; then a content of none.
        #expect(try probe.positions("<speak><sub alias=\"甲乙丙丁\">AB</sub></speak>") == [26, 26, 27, 27])
        #expect(try probe.positions("<speak><sub alias=\"甲乙\">ABCD</sub></speak>") == [24, 26])
        #expect(try probe.positions("<speak><sub alias=\"甲乙\"/></speak>") == [8, 8])
    }

    @Test func interpretations() throws {
        for interpretation in Interpretation.allCases {
            let text = "<speak>请<say-as interpret-as=\"\(interpretation.rawValue)\">[hang2]12&amp;</say-as></speak>"
            #expect(try probe.pieces(text) == "请|\(interpretation.rawValue):[hang2]12&")
        }
        #expect(try probe.pieces("<speak><say-as interpret-as=\"date\"></say-as></speak>") == "")
    }

    @Test func positionsCountCharacters() throws {
        #expect(try probe.positions("<speak>👍🏽好</speak>") == [8, 8, 9])
        // The combining mark makes one Character with the > before it, and is text all the same.
        #expect(try probe.positions("<speak>\u{301}好</speak>") == [7, 8])
        #expect(try probe.pieces("<speak>\u{301}好</speak>") == "\u{301}好")
        #expect(try probe.positions("\r\n<speak>&amp;好<![CDATA[行]]></speak>") == [9, 14, 24])
        #expect(try probe.positions("<speak><phoneme alphabet=\"py\" ph=\"ka3\">卡</phoneme></speak>") == [40])
    }
}
