import Dispatch
import Foundation
import TestSupport
import Testing

@testable import TextFrontend

@Suite struct TextFrontendFuzzTests {
    let frontend: TextFrontend

    init() throws { frontend = try FrontendFixture.frontend() }

    /// A million strings in a release build, a hundredth of that in a debug build, which is a hundredth as fast.
    private static var count: Int {
        #if DEBUG
            10_000
        #else
            1_000_000
        #endif
    }

    /// Random text either gives a whole sequence or throws a `TextError`; it never traps.
    @Test func randomText() throws {
        let parts = 8
        let spoken = Locked(0)
        let unexpected = Locked<[String]>([])
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            var texts = RandomTexts(seed: UInt64(20 + part))
            var count = 0
            for round in 0..<Self.count / parts {
                let text = texts.next()
                do {
                    if let fault = try fault(in: text, round: round) {
                        unexpected.withLock { $0.append("\(text): \(fault)") }
                    }
                    count += 1
                } catch is TextError {
                    continue
                } catch {
                    unexpected.withLock { $0.append("\(text): \(error)") }
                }
            }
            spoken.withLock { $0 += count }
        }
        #expect(unexpected.withLock { $0 }.isEmpty)
        let readable = spoken.withLock { $0 }
        #expect(readable > Self.count / 5, "most of the texts were refused, so little was tested")
    }

    /// What is wrong with the reading of a text; throws what the front end throws.
    private func fault(in text: String, round: Int) throws -> String? {
        let options = TextFrontendOptions(
            unreadableCharacters: round % 3 == 0 ? .throw : .leaveOut,
            input: [.automatic, .automatic, .hanzi, .pinyin][round % 4])
        let reading = try frontend.reading(of: text, options: options)
        let ids = reading.symbols.ids
        guard ids.allSatisfy((0..<145).contains), ids.suffix(3) == [2, 1, 0] else { return "symbols \(ids)" }
        guard reading.characters.count == text.count else { return "\(reading.characters.count) characters" }
        let positions = reading.sentences.map(\.positions)
        guard positions.first?.lowerBound == 1, positions.map(\.upperBound).max() == text.count else {
            return "\(positions)"
        }
        for (left, right) in zip(positions, positions.dropFirst()) where right.lowerBound > left.upperBound + 1 {
            return "\(positions)"
        }
        for (index, warning) in reading.warnings.enumerated() {
            guard !reading.warnings[..<index].contains(warning) else { return "\(warning) twice" }
            switch warning {
            case .dropped(_, let position), .unreadable(_, let position):
                let character = reading.characters[position - 1]
                guard character.symbols.isEmpty else { return "\(warning) of what is spoken" }
            case .spelled(let word, let position):
                guard Array(text)[(position - 1)...].starts(with: word) else { return "\(warning) of another word" }
            }
        }
        return nil
    }

    /// A megabyte of one character, of half a tag or of an opened bracket ends, and in time: what is quadratic takes
    /// hours.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "好", "乾", "1", "a", "ā", "一", "<", "&", "[", "]", " ", "\n", "。", "“", "-", "@", ".", "😀", "\u{301}",
            "\u{202E}", "\u{0}",
            "<speak>", "<speak><sub alias=\"", "[hao3]", "ni3", "不", "儿", "看一",
        ])
    func aMegabyteOfOneThing(_ thing: String) throws {
        #if DEBUG
            let bytes = 50_000
        #else
            let bytes = 1_000_000
        #endif
        for (prefix, suffix) in [("", ""), ("<speak>", "</speak>")] {
            let text = prefix + String(repeating: thing, count: bytes / thing.utf8.count) + suffix
            _ = try? frontend.reading(of: text, options: .init(unreadableCharacters: .leaveOut))
        }
    }

    /// Ten times the text takes about ten times the time, for text that could tempt each stage to look far ahead.
    @Test(arguments: [
        "今天天气很好，我们去公园。", "1", "1,234", "1-", "1.", "1/1/", "a", "ni3", "ni3x", "u:", "lu:4-", "……", " ", "一", "乾", "不",
        "1:", "1 ", "1+", "1-1 ", "a.", "a@", "a-", "x=", "#1", "-", "+1", "¥1-", "周一-", "1½", "1/2 ", "http://",
        "http://a/", "(^", "(x-1)", "×", "²", "1-0.",
        "www.", "a/", "5km/",
        "2024-05-06-", "8:00-", "x²", "=", "No.", "1·", "J.", "1.a", "第 1 ", "₂.", "，。", "B1-", "@", "2024年",
        "1-1-1-1-1-1-1-1-1-1 1 1 1 1 1 1 1 1",
    ])
    func timeIsLinear(_ pattern: String) throws {
        func seconds(_ count: Int) -> Double {
            // The end spoils what began well: a run of pinyin is none after all.
            let text = "好" + String(repeating: pattern, count: count / pattern.count) + "x9"
            return processorSeconds {
                _ = try? frontend.symbols(for: text, options: .init(unreadableCharacters: .leaveOut))
            }
        }
        let (short, long) = (seconds(5000), seconds(50_000))
        #expect(long < 40 * max(short, 0.005), "5000 characters: \(short) s, 50 000: \(long) s")
        #expect(long < 10)
    }
}

/// Short texts of everything that a stage could stumble over.
private struct RandomTexts {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let alphabet = Array(
        "0123456789..,,--~~//%%  ::''u:üvnilhaor12345年月个著乾地得三只一不儿，。+=×<>^²½¥$€@#&№℃°kmghxXNoT周日分第至万½Ⅲ③αμ㎡·—−é\u{308}\u{301}\u{200D}[]“”（）\n\u{202E}\u{5D0}\u{1F600}\u{FE0F}\u{20E3}"
            .unicodeScalars)
    private static let fragments = [
        "<speak>", "</speak>", "<break time=\"1s\"/>", "<break", "<phoneme alphabet=\"py\" ph=\"hao3\">", "</phoneme>",
        "<sub alias=\"",
        "\">", "</sub>", "<say-as interpret-as=\"date\">", "</say-as>", "&amp;", "&#x4F60;", "&#xD800;", "&", "<!--",
        "-->", "<![CDATA[",
        "]]>", "[hang2]", "[háng xíng]", "nǐ", "xī'ān", "2024-05-06", "08:30", "¥12.50", "a@b.com", "https://a.cn",
        "v1.2.3", "3～5%",
    ]

    mutating func next() -> String {
        // Lone surrogates, which only a decoder can make something of.
        if Int.random(in: 0..<20, using: &generator) == 0 {
            let units = (0..<8).map { _ in UInt16.random(in: 0xD700...0xE0FF, using: &generator) }
            return "好" + String(decoding: units, as: UTF16.self)
        }
        var text = Int.random(in: 0..<8, using: &generator) == 0 ? "<speak>" : ""
        for _ in 0..<Int.random(in: 0...16, using: &generator) {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0:
                text.unicodeScalars.append(
                    Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) ?? "\u{FFFD}")
            case 1...3:
                text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0x4E00...0x9FFF, using: &generator)) ?? "好")
            case 4: text += Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &generator)]
            default:
                text.unicodeScalars.append(Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)])
            }
        }
        return text
    }
}
