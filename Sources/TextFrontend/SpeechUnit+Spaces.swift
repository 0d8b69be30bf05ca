extension SpeechUnit {
    /// More marks in a row than this nobody needs; the rest would make a sentence of any length.
    private static let mostMarks = 8

    /// The units without spaces that are no pauses, and with pauses side by side made one.
    ///
    /// Spaces around pinyin, typed or of a Latin word that has some (`Wi-Fi`), separate it, and at the ends and beside a
    /// pause they say nothing; of several, as where a character between them was left out, one is left. A line break stays. Of marks in a row, with spaces
    /// between or without, the first few are left.
    static func withoutIdleSpaces(_ units: [SpeechUnit]) -> [SpeechUnit] {
        var result: [SpeechUnit] = []
        result.reserveCapacity(units.count)
        var marks = 0
        for (index, unit) in units.enumerated() {
            let next = index + 1 < units.count ? units[index + 1] : nil
            marks = unit.isHeard ? 0 : marks + (unit.isMark ? 1 : 0)
            if unit.isMark, marks > mostMarks { continue }
            switch (result.last?.content, unit.content) {
            case (.pause(let left)?, .pause(let right)):
                result[result.count - 1].content = .pause(left + right)
            case (_, .space(isLineBreak: true)):
                if case .space? = result.last?.content { result.removeLast() }
                result.append(unit)
            case (nil, .space), (.pause?, .space), (.space?, .space): continue
            case (_, .space) where isPinyin(result.last) || isPinyin(next): continue
            case (_, .space):
                if case .pause? = next?.content { continue }
                if next != nil { result.append(unit) }
            default: result.append(unit)
            }
        }
        return result
    }

    private var isMark: Bool { if case .mark = content { true } else { false } }

    /// Whether a unit is a syllable of pinyin and no part of a letter's name: between letters a space parts words.
    private static func isPinyin(_ unit: SpeechUnit?) -> Bool { unit?.content == .pinyin && unit?.rule != .letter }
}
