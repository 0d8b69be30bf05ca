/// Roman numerals in Latin letters up to XXX, alone or as a range: 路易XIV, 第II卷, III期, I-III期.
///
/// I is one before 期 级 型 类 度, and as the first of several before those.
/// II, III, VII, VIII and those above ten are numerals behind any hanzi; IV, VI, IX and XI, which also abbreviate, where 第
/// stands before them or 世 期 型 级 卷 behind them; XX and XXX, which leave something open, behind 第 and before 世.
enum RomanNumeral {
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let end = start + scanner.letterRun(at: start)
        guard !scanner.isLetter(start - 1), !scanner.isDigit(end) else { return nil }
        if let range = scanner.attempt(takeRange) { return range }
        guard let value = values[scanner.string(start, end)] else { return nil }
        if value == 1 {
            guard isGrade(at: end, in: scanner), !scanner.isDigit(start - 1) else { return nil }
            scanner.index = end
            return "一"
        }
        guard end > start + 1 else { return nil }
        let isNumbered =
            scanner.scalar(start - 1) == "第" || isGrade(at: end, in: scanner)
            || scanner.scalar(end).map("世卷章".unicodeScalars.contains) ?? false
        if value == 20 || value == 30 {
            guard scanner.scalar(start - 1) == "第" || scanner.scalar(end) == "世" else { return nil }
        } else {
            guard isNumbered || scanner.isHanzi(start - 1) && !ambiguous.contains(value) else { return nil }
        }
        scanner.index = end
        return NumberReader.integer(value)
    }

    /// I-III期, II～III级; of I、II期 the first one.
    private static func takeRange(_ scanner: inout FormScanner) -> String? {
        guard let first = takeOne(&scanner), let sign = scanner.current,
            FormScanner.joinsRange(sign) || "、/或和及".unicodeScalars.contains(sign)
        else { return nil }
        let end = scanner.index
        scanner.index += 1
        guard let second = takeOne(&scanner), first < second, isGrade(at: scanner.index, in: scanner) else {
            return nil
        }
        if FormScanner.isRangeSign(sign) { return NumberReader.integer(first) + "到" + NumberReader.integer(second) }
        scanner.index = end
        return NumberReader.integer(first)
    }

    private static func takeOne(_ scanner: inout FormScanner) -> Int? {
        let start = scanner.index
        scanner.index += scanner.letterRun(at: start)
        return values[scanner.string(start, scanner.index)]
    }

    private static func isGrade(at place: Int, in scanner: FormScanner) -> Bool {
        scanner.scalar(place).map("期型级类度".unicodeScalars.contains) ?? false
    }

    private static let units = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    private static let values = Dictionary(
        uniqueKeysWithValues: (1...30).map { (String(repeating: "X", count: $0 / 10) + units[$0 % 10], $0) })
    private static let ambiguous: Set = [4, 6, 9, 11]
}
