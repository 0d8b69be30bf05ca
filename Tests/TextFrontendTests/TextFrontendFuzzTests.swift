import Foundation
import TestSupport
import Testing

@testable import TextFrontend

@Suite struct TextFrontendFuzzTests {
    let frontend: TextFrontend

    init() throws { frontend = try TextFrontend() }

    /// Random text either gives a whole sequence or throws a `TextError`; it never traps.
    @Test func randomText() throws {
        var generator = SeededGenerator(seed: 20)
        let alphabet = Array(
            "0123456789..,,--~~//%%  ::''u:üvnilhaor12345年月个著乾地得三只一，。+=×<>^²½¥$€@#&№℃°kmghxXNoT周日分第至万½Ⅲ③αμ㎡·—−😀é\u{308}\u{200D}"
                .unicodeScalars)
        var spoken = 0
        for round in 0..<4000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...24, using: &generator) {
                let scalar: Unicode.Scalar? =
                    switch Int.random(in: 0..<8, using: &generator) {
                    case 0: Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
                    case 1...3: Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FFF, using: &generator))
                    default: alphabet.randomElement(using: &generator)
                    }
                if let scalar { text.append(scalar) }
            }
            let options = TextFrontendOptions(
                unreadableCharacters: round % 2 == 0 ? .leaveOut : .throw,
                input: [.automatic, .hanzi, .pinyin][round % 3])
            do {
                let sequence = try frontend.symbols(for: String(text), options: options)
                #expect(sequence.ids.allSatisfy { (0..<145).contains($0) })
                #expect(sequence.ids.suffix(3) == [2, 1, 0])
                spoken += 1
            } catch is TextError {
                continue
            }
        }
        #expect(spoken > 1000, "most of the texts were refused, so little was tested")
    }

    /// Ten times the text takes about ten times the time, for text that could tempt each stage to look far ahead.
    @Test(arguments: [
        "今天天气很好，我们去公园。", "1", "1,234", "1-", "1.", "1/1/", "a", "ni3", "ni3x", "u:", "lu:4-", "……", " ", "一", "乾", "不",
        "1:", "1 ", "1+", "1-1 ", "a.", "a@", "a-", "x=", "#1", "-", "+1", "¥1-", "周一-", "1½", "1/2 ", "http://",
        "www.", "a/", "5km/",
        "2024-05-06-", "8:00-", "x²", "=", "No.", "1·", "@", "2024年", "1-1-1-1-1-1-1-1-1-1 1 1 1 1 1 1 1 1",
    ])
    func timeIsLinear(_ pattern: String) throws {
        func seconds(_ count: Int) -> Double {
            // The end spoils what began well: a run of pinyin is none after all.
            let text = "好" + String(repeating: pattern, count: count / pattern.count) + "x9"
            let clock = ContinuousClock()
            let durations = (0..<2).map { _ in clock.measure { _ = try? frontend.symbols(for: text) } }
            return durations.min().map { Double($0.components.attoseconds) / 1e18 + Double($0.components.seconds) } ?? 0
        }
        let (short, long) = (seconds(5000), seconds(50_000))
        #expect(long < 40 * max(short, 0.005), "5000 characters: \(short) s, 50 000: \(long) s")
        #expect(long < 10)
    }
}
