/// Roman numerals in Latin letters up to XXX: 路易XIV, 第II卷, III期.
///
/// II, III, VII, VIII and those above ten are numerals behind any hanzi; IV, VI, IX and XI, which also abbreviate, where 第
/// stands before them or 世 期 型 级 卷 behind them; XX and XXX, which leave something open, behind 第 and before 世.
enum RomanNumeral {
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let end = start + scanner.letterRun(at: start)
        guard end > start + 1, !scanner.isLetter(start - 1), !scanner.isDigit(end),
            let value = values[scanner.string(start, end)]
        else { return nil }
        let isNumbered =
            scanner.scalar(start - 1) == "第" || scanner.scalar(end).map("世期型级卷章".unicodeScalars.contains) ?? false
        if value == 20 || value == 30 {
            guard scanner.scalar(start - 1) == "第" || scanner.scalar(end) == "世" else { return nil }
        } else {
            guard isNumbered || scanner.isHanzi(start - 1) && !ambiguous.contains(value) else { return nil }
        }
        scanner.index = end
        return NumberReader.integer(value)
    }

    private static let units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    private static let values = Dictionary(
        uniqueKeysWithValues: (1...30).map { (String(repeating: "X", count: $0 / 10) + units[$0 % 10], $0) })
    private static let ambiguous: Set = [4, 6, 9, 11]
}
