/// How a text is read, character by character, and why: what one needs to mend a wrong reading.
///
/// ```swift
/// let reading = try frontend.reading(of: "我去银行。")
/// print(reading.table)
/// reading.characters[2].readings                            // ["yin2"]
/// ```
public struct TextReading: Sendable, Equatable {
    /// The text as given.
    public let text: String
    /// Every character of the text, in order.
    public let characters: [CharacterReading]
    /// Its sentences, as they are spoken one by one.
    public let sentences: [TextSentence]
    /// The symbols of the text as a whole.
    public let symbols: SymbolSequence
    /// What was left out.
    public let warnings: [TextWarning]
}

/// How one character of a text is read.
public struct CharacterReading: Sendable, Equatable {
    /// The character as it stands in the text.
    public let character: Character
    /// Its syllables as a dictionary has them, such as `hang2`; ü is `v`, the neutral tone 5.
    ///
    /// Usually one. A form like `2024-05-06` has all its syllables at its first character, and none at the others.
    public internal(set) var readings: [String] = []
    /// Its syllables as they are spoken among their neighbours: 你 in 你好 is read `ni3` and spoken `ni2`.
    public internal(set) var spoken: [String] = []
    /// Its symbols for Tacotron 2, without the `-` after each unit.
    public internal(set) var symbols: [String] = []
    /// Where the reading comes from; nil for a character that says nothing, like `·`.
    public internal(set) var rule: ReadingRule?
    /// Why it is spoken otherwise than it is read; the last one if there are several syllables.
    public internal(set) var change: ToneChange?

    /// Whether it has no reading that is known.
    public var isUnknown: Bool { rule == .unknown }
}

extension CharacterReading {
    /// The rule and the change in words, for example `network 0.998, third tone`.
    public var explanation: String {
        [rule?.description, change?.rawValue].compactMap { $0 }.joined(separator: ", ")
    }

    /// One for each character of a text.
    static func characters(
        of text: String, units: [SpeechUnit], warnings: [TextWarning], syllables: SyllableTable,
        symbols: (SpeechUnit) throws -> [String]
    ) rethrows -> [CharacterReading] {
        var result = text.map { CharacterReading(character: $0) }
        var last: ClosedRange<Int>?
        for unit in units {
            // Units of one form, or of one word of pinyin, share their characters: those are gone through once.
            if unit.positions != last {
                for position in unit.positions where result[position - 1].rule == nil {
                    result[position - 1].rule = unit.rule
                }
            }
            last = unit.positions
            let place = unit.positions.lowerBound - 1
            if let reading = unit.reading { result[place].readings.append(syllables.name(of: reading)) }
            if let spoken = unit.spoken { result[place].spoken.append(syllables.name(of: spoken)) }
            if let change = unit.change { result[place].change = change }
            if case .space = unit.content { continue }
            result[place].symbols += try symbols(unit)
        }
        for warning in warnings {
            switch warning {
            case .dropped(_, let position): result[position - 1].rule = .dropped
            case .unreadable(_, let position): result[position - 1].rule = .unknown
            case .spelled: break
            }
        }
        return result
    }
}

extension TextReading {
    /// The widest column of the table; what is longer runs on.
    ///
    /// A long form has all its syllables in one line, and every other line would be padded to it.
    private static let widestColumn = 40

    /// A table for the eye: character, reading, what is spoken, and why, one character a line.
    public var table: String {
        let rows = characters.filter { !$0.character.isWhitespace && ($0.rule != nil) }.map { character in
            [
                String(character.character), character.readings.joined(separator: " "),
                (character.spoken.isEmpty && character.rule != .pause ? character.symbols : character.spoken)
                    .joined(separator: " "),
                (character.isUnknown ? "! " : "") + character.explanation,
            ]
        }
        let widths = (1...2).map { column in
            rows.map { $0[column].count }.filter { $0 <= Self.widestColumn }.max() ?? 0
        }
        return rows.map { row in
            // Hanzi are two columns wide in a terminal.
            let first = row[0] + String(repeating: " ", count: row[0].utf8.count > 1 ? 2 : 3)
            let middle = (1...2).map { column in
                row[column] + String(repeating: " ", count: max(0, widths[column - 1] - row[column].count) + 2)
            }
            return first + middle.joined() + row[3]
        }.joined(separator: "\n")
    }
}
