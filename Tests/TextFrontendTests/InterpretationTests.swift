import Testing

@testable import TextFrontend

@Suite struct InterpretationTests {
    let normalizer: TextNormalizer

    init() throws { normalizer = try TextNormalizer() }

    func spoken(_ text: String, _ interpretation: Interpretation) -> String? {
        WrittenForms.spoken(normalizer.normalized(MarkupReader.characters(of: text)).characters, as: interpretation)
    }

    @Test func digits() {
        #expect(spoken("2024", .digits) == "二零二四")
        #expect(spoken(" 007 ", .digits) == "零零七")
        #expect(spoken("１２ ３-４", .digits) == "一二三四")
        #expect(spoken("12个", .digits) == nil)
        #expect(spoken("1.5", .digits) == nil)
        #expect(spoken("", .digits) == nil)
        #expect(spoken("-", .digits) == nil)
    }

    @Test func number() {
        #expect(spoken("2024", .number) == "两千零二十四")
        #expect(spoken("13812345678", .number) == "一百三十八亿一千两百三十四万五千六百七十八")
        #expect(spoken("007", .number) == "七")
        #expect(spoken("2", .number) == "二")
        #expect(spoken("-3.50", .number) == "负三点五零")
        #expect(spoken("1,234", .number) == "一千两百三十四")
        #expect(spoken("3/4", .number) == "四分之三")
        #expect(spoken("5%", .number) == "百分之五")
        #expect(spoken("1.2.3", .number) == nil)
        #expect(spoken("三", .number) == nil)
    }

    @Test(arguments: [
        ("2024-05-06", "二零二四年五月六日"), ("20240506", "二零二四年五月六日"), ("2024/5/6", "二零二四年五月六日"),
        ("2024.5.6", "二零二四年五月六日"), ("2024-05", "二零二四年五月"), ("05-06", "五月六日"), ("5/6", "五月六日"),
    ])
    func date(text: String, said: String) { #expect(spoken(text, .date) == said) }

    @Test(arguments: ["2024-13-06", "20241306", "13-01", "5", "5/", "5/6/7/8", "五月六日", "5/6个", "/5"])
    func noDate(_ text: String) { #expect(spoken(text, .date) == nil) }

    @Test func telephone() {
        #expect(spoken("010-12345678", .telephone) == "零一零，一二三四五六七八")
        #expect(spoken("(010) 1234 5678", .telephone) == "零一零，一二三四，五六七八")
        #expect(spoken("+86 138 1234 5678", .telephone) == "加八六，一三八，一二三四，五六七八")
        #expect(spoken("110", .telephone) == "一一零")
        #expect(spoken("电话", .telephone) == nil)
        #expect(spoken("110号", .telephone) == nil)
    }
}
