extension SpeechUnit {
    /// The units without spaces that are no pauses, and with pauses side by side made one.
    ///
    /// Spaces around typed syllables separate them, and at the ends and beside a pause they say nothing; of several, as
    /// where a character between them was left out, one is left. A line break stays.
    static func withoutIdleSpaces(_ units: [SpeechUnit]) -> [SpeechUnit] {
        var result: [SpeechUnit] = []
        result.reserveCapacity(units.count)
        for (index, unit) in units.enumerated() {
            let next = index + 1 < units.count ? units[index + 1] : nil
            switch (result.last?.content, unit.content) {
            case (.pause(let left)?, .pause(let right)):
                result[result.count - 1].content = .pause(left + right)
            case (_, .space(isLineBreak: true)):
                if case .space? = result.last?.content { result.removeLast() }
                result.append(unit)
            case (nil, .space), (.pause?, .space), (.space?, .space): continue
            case (_, .space) where isTyped(result.last) || isTyped(next): continue
            case (_, .space):
                if case .pause? = next?.content { continue }
                if next != nil { result.append(unit) }
            default: result.append(unit)
            }
        }
        return result
    }

    /// Whether a unit is a syllable of pinyin; between letters a space parts words.
    private static func isTyped(_ unit: SpeechUnit?) -> Bool { unit?.content == .pinyin && unit?.rule != .letter }
}
