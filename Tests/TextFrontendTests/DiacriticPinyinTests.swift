import Foundation
import Testing

@testable import TextFrontend

@Suite struct DiacriticPinyinTests {
    let probe: MarkupProbe

    init() throws { probe = try MarkupProbe() }

    /// The syllables at the head of a text, and what is left of it.
    func cut(_ text: String, needsTone: Bool = true) -> String? {
        let characters = MarkupReader.characters(of: text)
        guard let (syllables, end) = probe.pinyin.latin.diacriticPinyin(in: characters, at: 0, needsTone: needsTone)
        else { return nil }
        let rest = String(String.UnicodeScalarView(characters[end...].map(\.scalar)))
        return probe.spelled(syllables) + (rest.isEmpty ? "" : "|" + rest)
    }

    static let words: [(String, String)] = [
        ("nǐ", "ni3"), ("hǎo", "hao3"), ("nǐhǎo", "ni3 hao3"), ("Běijīng", "bei3 jing1"), ("BĚIJĪNG", "bei3 jing1"),
        ("xī'ān", "xi1 an1"), ("Xī’ān", "xi1 an1"), ("xiān", "xian1"), ("xīān", "xi1 an1"), ("lǜ", "lv4"),
        ("lüè", "lve4"),
        ("nǚ'ér", "nv3 er2"), ("nǚér", "nv3 er2"), ("māma", "ma1 ma5"), ("xīnán", "xi1 nan2"), ("xīn'ān", "xin1 an1"),
        ("fāngàn", "fan1 gan4"), ("fáng'ài", "fang2 ai4"), ("tiān'ānmén", "tian1 an1 men2"), ("hǎi'ōu", "hai3 ou1"),
        ("yīnyuè", "yin1 yue4"), ("zhōngguó", "zhong1 guo2"), ("shàngkè", "shang4 ke4"), ("shēngyīn", "sheng1 yin1"),
        ("máquè", "ma2 que4"), ("wǎngé", "wan3 ge2"), ("dǎngàn", "dan3 gan4"), ("míngē", "min2 ge1"),
        ("nǎr", "na3 er5"), ("huār", "hua1 er5"), ("yīdiǎnr", "yi1 dian3 er5"), ("xiēr", "xie1 er5"),
        ("nàrmén", "na4 er5 men2"),
        ("nǎrén", "na3 ren2"), ("ér", "er2"), ("érzi", "er2 zi5"), ("èrén", "e4 ren2"), ("piāoliang", "piao1 liang5"),
        ("píǎo", "pi2 ao3"), ("zhuàngkuàng", "zhuang4 kuang4"), ("de’érwén", "de5 er2 wen2"), ("jǖ", "ju1"),
        ("yuè", "yue4"),
        ("haǒ", "hao3"), ("ń", "n2"), ("ňg", "ng3"), ("n̄g", "ng1"), ("lv̌", "lv3"), ("wèishénme", "wei4 shen2 me5"),
        ("gōnggòngqìchē", "gong1 gong4 qi4 che1"), ("mɑ̄mɑ", "ma1 ma5"), ("ɡē", "ge1"),
    ]

    @Test(arguments: words)
    func wordsAreCut(_ word: String, _ syllables: String) {
        #expect(cut(word) == syllables)
        #expect(cut(word.decomposedStringWithCanonicalMapping) == syllables)
        #expect(cut(word.precomposedStringWithCanonicalMapping + "。") == syllables + "|。")
    }

    @Test func marksCombineInAnyOrder() {
        for ü in ["ǚ", "ü\u{30C}", "u\u{308}\u{30C}", "u\u{30C}\u{308}", "Ü\u{30C}", "v\u{30C}"] {
            #expect(cut("l\(ü)") == "lv3")
        }
        #expect(cut("ma\u{304}ma\u{301}ma\u{30C}ma\u{300}") == "ma1 ma2 ma3 ma4")
    }

    /// Every syllable of the table with each tone, on its first vowel.
    @Test func everySyllable() {
        for spelling in probe.table.spellings {
            let place = spelling.firstIndex { "aeiouv".contains($0) } ?? spelling.startIndex
            for (tone, mark) in ["\u{304}", "\u{301}", "\u{30C}", "\u{300}"].enumerated() {
                let end = spelling.index(after: place)
                let word = spelling[..<place] + String(spelling[place]) + mark + spelling[end...]
                #expect(cut(word) == "\(spelling)\(tone + 1)")
            }
        }
    }

    @Test func theWordEndsWhereItEnds() {
        #expect(cut("nǐ hǎo") == "ni3| hǎo")
        #expect(cut("nǐ'") == "ni3|'")
        #expect(cut("nǐ'。") == "ni3|'。")
        #expect(cut("xī-ān") == "xi1|-ān")
        #expect(cut("nǐ好") == "ni3|好")
    }

    @Test(
        arguments: [
            "", "你", "ma", "lü", "hello", "Pokémon", "naïve", "mañana", "nǐ3", "ni3", "hǎo5", "nīī", "mā\u{301}",
            "n\u{308}ǐ", "bǐngn", "ā̧",
            "'nǐ", "\u{301}", "hań", "fǐ", "īn", "vǐ", "nǐé\u{327}", "ê̄",
        ])
    func whatIsNone(_ text: String) {
        #expect(cut(text) == nil)
    }

    @Test func aToneCanBeLeftOut() {
        #expect(cut("ma", needsTone: false) == "ma5")
        #expect(cut("xi'an", needsTone: false) == "xi5 an5")
        #expect(cut("hello", needsTone: false) == nil)
    }

    @Test func noWordBeginsInsideAnother() {
        let scanner = probe.pinyin.latin
        for (text, start) in [("xnǐ", 1), ("x'nǐ", 2), ("ǐnǐ", 1), ("i\u{30C}nǐ", 2)] {
            #expect(scanner.diacriticPinyin(in: MarkupReader.characters(of: text), at: start) == nil)
        }
        for (text, start) in [("'nǐ", 1), ("3'nǐ", 2), ("你nǐ", 1), ("-nǐ", 1)] {
            #expect(scanner.diacriticPinyin(in: MarkupReader.characters(of: text), at: start) != nil)
        }
    }

    @Test func theFormWithDigitsIsAsItWas() {
        let scanner = probe.pinyin.latin
        #expect(scanner.pinyin(in: MarkupReader.characters(of: "ma0"), at: 0, anyCase: false) == nil)
        #expect(scanner.pinyin(in: MarkupReader.characters(of: "ma0"), at: 0, anyCase: false, allowsZero: true) != nil)
    }
}
