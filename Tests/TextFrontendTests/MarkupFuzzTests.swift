import TestSupport
import Testing

@testable import TextFrontend

@Suite struct MarkupFuzzTests {
    let probe: MarkupProbe

    init() throws { probe = try MarkupProbe() }

    /// A megabyte of what could tempt a reader to look far ahead or to nest deep.
    @Test(arguments: ["<", "[", "&", "<speak>"])
    func aMegabyteAsPlainText(_ pattern: String) throws {
        let text = String(repeating: pattern, count: 1_000_000 / pattern.utf8.count)
        if pattern == "<speak>" {
            #expect(try probe.error(text)?.position == 8)
        } else {
            #expect(try probe.reader.pieces(of: text) == [.text(MarkupReader.characters(of: text))])
            #expect(try probe.error("<speak>\(text)") != nil || pattern == "[")
        }
    }

    /// Ten times the text takes about ten times the time.
    @Test(arguments: [
        "<speak>", "<speak>&amp;", "<speak>&a", "<speak><!-- ", "<speak><![CDATA[", "<speak><break/>", "<speak><",
        "<speak>&",
        "<speak><sub alias='", "<speak a='", "<speak>&#0", "<speak/> ", "<!-- -->", "[a", "[hang2]行", "[hang2 ", "[ā",
        "[[ā ", "［",
        "[ma1ma1ā", "<?xml ", "<speak><!-- --><![CDATA[]]>好", "[xi1'", "[-",
    ])
    func timeIsLinear(_ pattern: String) throws {
        let opening = pattern.hasPrefix("<speak>") ? "<speak>" : ""
        let repeated = pattern.dropFirst(pattern == "<speak>" ? 0 : opening.count)
        func seconds(_ count: Int) -> Double {
            let text = opening + String(repeating: String(repeated), count: count / repeated.count)
            return processorSeconds { _ = try? probe.reader.pieces(of: text) }
        }
        let (short, long) = (seconds(10_000), seconds(100_000))
        #expect(long < 40 * max(short, 0.005), "10 000 characters: \(short) s, 100 000: \(long) s")
    }

    /// A word, asked for at each of its letters as the tokenizer may do, is cut once.
    @Test(arguments: ["māma", "ā", "xā", "māma'", "a\u{304}", "n'"])
    func wordsTakeLinearTime(_ pattern: String) {
        func seconds(_ count: Int) -> Double {
            let text = MarkupReader.characters(of: String(repeating: pattern, count: count / pattern.count) + "x")
            return processorSeconds {
                for start in text.indices { _ = probe.pinyin.latin.diacriticPinyin(in: text, at: start) }
            }
        }
        let (short, long) = (seconds(500), seconds(5000))
        #expect(long < 40 * max(short, 0.005), "500 characters: \(short) s, 5000: \(long) s")
    }

    /// Each character behind marks is asked for once.
    @Test func hanziAreLookedAtOnce() throws {
        nonisolated(unsafe) var asked = 0
        let reader = MarkupReader(pinyin: probe.pinyin) { scalar in
            asked += 1
            return scalar != "。"
        }
        let syllables = String(repeating: "hang2 ", count: 5000)
        _ = try reader.pieces(of: "[\(syllables)]" + String(repeating: "行", count: 6000))
        #expect(asked == 5000)
        #expect(throws: TextError.self) {
            try reader.pieces(of: "[\(syllables)]" + String(repeating: "行", count: 4000) + "。")
        }
        #expect(asked == 9001)
    }

    /// A damaged document is read or refused with a position in it; it never traps.
    @Test func damagedDocuments() throws {
        let documents = [
            "<?xml version=\"1.0\"?><!-- a --><speak version=\"1.1\">去<phoneme alphabet=\"py\" ph=\"yin2 hang2\">银行</phoneme>。</speak>",
            "<speak>你<break time=\"1.5s\"/>好<break strength='weak'/>&amp;&#x94F6;<![CDATA[<]]></speak>",
            "<speak><sub alias=\"世&lt;界\">WHO</sub><say-as interpret-as=\"date\">2024/5/1</say-as>[mā ma]妈妈</speak> ",
            "银[hang2]行［lu:4］绿[xī'ān]西安 [nǚ'ér]女儿 Běijīng",
        ].map { Array($0.unicodeScalars) }
        let alphabet = Array("<>/=\"'&;#[]［］!-?:x10a3 ān\u{301}\u{308}\u{200D}\r\n行😀".unicodeScalars)
        var generator = SeededGenerator(seed: 7)
        var (read, refused) = (0, 0)
        for round in 0..<6000 {
            var scalars = documents[round % documents.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<scalars.count, using: &generator)
                let scalar = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: scalars.remove(at: place)
                case 1: scalars.insert(scalar, at: place)
                case 2: scalars[place] = scalar
                case 3: scalars.removeSubrange(place..<min(place + 9, scalars.count - 1))
                default: scalars.insert(contentsOf: scalars[place...].prefix(12), at: place)
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            do {
                let positions = try probe.positions(text)
                #expect(
                    positions.allSatisfy { (1...text.count).contains($0) } && positions == positions.sorted(), "\(text)"
                )
                read += 1
            } catch TextError.invalidMarkup(_, let position) {
                #expect((1...text.count).contains(position), "\(text)")
                refused += 1
            }
        }
        #expect(read > 500 && refused > 500, "\(read) read, \(refused) refused: little was tested")
    }
}
