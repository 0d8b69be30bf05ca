import TestSupport
import Testing

@testable import TextFrontend

@Suite struct WrittenFormsTests {
    let frontend: TextFrontend
    let latin: LatinScanner
    let forms: WrittenForms
    let normalizer: TextNormalizer

    init() throws {
        frontend = try TextFrontend()
        latin = try FrontendTables.shared().latin
        forms = try WrittenForms(latin: latin)
        normalizer = try TextNormalizer()
    }

    /// A text with its written forms spoken.
    func spoken(_ text: String) -> String { forms.spokenText(normalized(text), latin: latin) }

    func normalized(_ text: String) -> [SourceCharacter] {
        normalizer.normalized(MarkupReader.characters(of: text)).characters
    }

    @Test func tableOfForms() throws {
        let cases = try tsv("normalisation.tsv", columns: 3)
        #expect(cases.count >= 600)
        for row in cases {
            let (group, text, said) = (row[0], row[1], row[2])
            let expected = String(String.UnicodeScalarView(normalized(said).map(\.scalar)))
            #expect(spoken(text) == expected, "\(group): \(text)")
            let symbols = try frontend.symbols(for: said)
            #expect(try frontend.symbols(for: text) == symbols, "\(group): \(text) has not the symbols of \(said)")
        }
    }

    /// Said once, a text has no written form left.
    @Test func spokenTextIsSpoken() throws {
        for row in try tsv("normalisation.tsv", columns: 3) {
            #expect(spoken(row[2]) == String(String.UnicodeScalarView(normalized(row[2]).map(\.scalar))))
        }
    }

    @Test func plainSentencesHaveNoForms() throws {
        for row in try tsv("phkit-sentences.tsv", columns: 2)
        where !row[0].contains(where: { $0.isASCII || $0.isNumber }) {
            let text = normalized(row[0])
            #expect(text.indices.allSatisfy { forms.spoken(in: text, at: $0) == nil }, "\(row[0])")
        }
    }

    /// The number of a figure, of an article or of a house, and what a shop takes off.
    @Test(arguments: ["图3-1", "表2-1", "第3-1条", "12-3号", "满200-30"])
    func numbersWithHyphensAreNoScores(_ text: String) {
        #expect(!spoken(text).contains("比"), "\(spoken(text))")
    }

    /// An address is one even if a part of it looks like pinyin; everything else comes after pinyin.
    @Test func pinyinAndForms() throws {
        #expect(spoken("ni3 hao3") == "ni3 hao3")
        #expect(spoken("ni3@hao3.com") == "NI三艾特HAO三点COM")
        #expect(spoken("an1") == "an1")
        #expect(spoken("5ge4") == "五ge4")
        #expect(try frontend.symbols(for: "5ge4") == frontend.symbols(for: "五ge4"))
        #expect(throws: TextError.self) { try frontend.symbols(for: "ni3@hao3.com", options: .init(input: .pinyin)) }
    }

    /// Whatever a form says has symbols: no hanzi without reading, no pinyin that is none.
    @Test func everySignIsReadable() throws {
        let signs = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒ⅠⅫⅰⅻ①⑳⑴⒈㈠㊀❶αβγδεζηθικλμνξοπρστυφχψωΩ√±∞№3@&㎏㎝㎜㎞㎡㎥㏄㎖㎎㎐㎑㎒㎓㎾㎸㎃㏈㎈㎉㎆㎩㎪㎫㏊℃℉ℓ″′Å"
        for sign in signs { #expect(throws: Never.self, "\(sign)") { try frontend.symbols(for: "好\(sign)3") } }
        for name in Array(UnitSymbol.names.values) + MoneyForm.codes.values {
            #expect(throws: Never.self, "\(name)") { try frontend.symbols(for: name) }
        }
    }

    /// Texts of nothing but beginnings of forms: whatever comes out, nothing traps, and every form goes forward.
    @Test func randomForms() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array(
            "0123456789012345.,-~/%:+=×<>^²½¥$@#&№℃° kmghxXNoTwW_周一日分第至万年月点的Ⅲ③αμ㎡·—−()√".unicodeScalars)
        for _ in 0..<10_000 {
            let text = (0..<Int.random(in: 1...16, using: &generator)).compactMap { place in
                alphabet.randomElement(using: &generator).map { SourceCharacter(scalar: $0, position: place + 1) }
            }
            for place in text.indices {
                let ends = [forms.spoken(in: text, at: place), WrittenForms.address(in: text, at: place)].map {
                    $0?.end
                }
                for case let end? in ends { #expect(end > place && end <= text.count) }
            }
            for interpretation in [Interpretation.digits, .number, .date, .telephone] {
                _ = WrittenForms.spoken(text, as: interpretation)
            }
        }
    }
}
