/// Roman numerals in Latin letters: 路易XIV, 第II卷, III期.
///
/// II, III, VII, VIII and those above ten are numerals behind any hanzi; IV, VI, IX and XI, which also abbreviate, where 第
/// stands before them or 世 期 型 级 卷 behind them.
enum RomanNumeral {
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let end = start + scanner.letterRun(at: start)
        guard end > start + 1, !scanner.isLetter(start - 1), !scanner.isDigit(end),
            let value = values[scanner.string(start, end)]
        else { return nil }
        let isNumbered =
            scanner.scalar(start - 1) == "第" || scanner.scalar(end).map("世期型级卷章".unicodeScalars.contains) ?? false
        guard isNumbered || scanner.isHanzi(start - 1) && !ambiguous.contains(value) else { return nil }
        scanner.index = end
        return NumberReader.integer(value)
    }

    private static let values = [
        "II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14,
        "XVI": 16,
    ]
    private static let ambiguous: Set = [4, 6, 9, 11]
}
