/// Dates in figures: 2024-05-06, 2024/5/6, 2024.5.6, 2024-05; for 5/6 see `DayForm`.
enum DateForm {
    /// A date, or two with 到 between them.
    static func take(from scanner: inout FormScanner) -> String? {
        guard canStart(scanner) else { return nil }
        return scanner.attempt(takeMonths) ?? scanner.attempt(takeDays) ?? DayForm.takePair(from: &scanner)
            ?? scanner.takeSpan { takeOne(from: &$0) }
    }

    /// Whether digits and a sign of a date stand here: a quick look that spares most numbers the rest.
    private static func canStart(_ scanner: FormScanner) -> Bool {
        let next = scanner.scalar(scanner.digitsEnd)
        return isSeparator(next) || next == "·" || next == "s"
    }

    static func takeOne(from scanner: inout FormScanner) -> String? {
        guard canStart(scanner) else { return nil }
        return scanner.attempt { takeFull(from: &$0) } ?? scanner.attempt(takeSeason) ?? scanner.attempt(takeMonth)
            ?? DayForm.take(from: &scanner)
            ?? scanner.attempt(takeEvent) ?? scanner.attempt(takeDecade)
    }

    /// 1990s is 一九九零年代: nobody counts so many seconds.
    private static func takeDecade(_ scanner: inout FormScanner) -> String? {
        guard let year = year(&scanner), YearRange.isRecent(year), year.hasSuffix("0"), scanner.take("s"),
            !scanner.isLetter(scanner.index), !scanner.isDigit(scanner.index)
        else { return nil }
        return NumberReader.digits(year) + "年代"
    }

    /// A season from one year to the next: 2024/25赛季, 2024/2025.
    private static func takeSeason(_ scanner: inout FormScanner) -> String? {
        guard let first = year(&scanner), scanner.take("/") else { return nil }
        let second = scanner.takeDigits()
        if second.utf8.count == 4, YearRange.isRecent(first), Int(second) == Int(first).map({ $0 + 1 }),
            !scanner.isDigit(scanner.index + 1) || scanner.current != "/"
        {
            return NumberReader.digits(first) + "到" + NumberReader.digits(second)
        }
        guard second.utf8.count == 2, Int(second) == Int(first.suffix(2)).map({ ($0 + 1) % 100 }),
            seasons.starts(at: scanner.skippingSpace(scanner.index), in: scanner)
        else { return nil }
        return NumberReader.digits(first) + "到" + NumberReader.digits(second)
    }

    /// What is called after its day: 9·11 is 九一一.
    private static func takeEvent(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard number(&scanner, in: 1...12) != nil, scanner.take("·"), number(&scanner, in: 1...31) != nil else {
            return nil
        }
        return NumberReader.digits(scanner.string(start, scanner.index))
    }

    /// Year, month and day with the same sign between them; a time may follow behind a space, or behind the `T` of ISO
    /// 8601.
    static func takeFull(from scanner: inout FormScanner) -> String? {
        guard let year = year(&scanner), let sign = scanner.current, isSeparator(sign),
            scanner.take(sign), let month = number(&scanner, in: 1...12), scanner.take(sign),
            let day = number(&scanner, in: 1...31), isComplete(scanner, sign)
        else { return nil }
        if scanner.current == "日" || scanner.current == "号" { scanner.index += 1 }
        let time = scanner.attempt { $0.take("T") || $0.take(" ") ? ClockForm.takeTime(from: &$0) : nil }
        return NumberReader.digits(year) + "年" + spoken(month: month, day: day) + (time ?? "")
    }

    /// Year and month: the month has two digits, or it would be a fraction or a range.
    private static func takeMonth(_ scanner: inout FormScanner) -> String? {
        guard let year = year(&scanner), YearRange.isRecent(year), let sign = scanner.current,
            sign == "-" || sign == "/",
            scanner.take(sign), scanner.current == "0" || scanner.current == "1" && sign == "/",
            scanner.isDigit(scanner.index + 1), let month = number(&scanner, in: 1...12), isComplete(scanner, sign)
        else { return nil }
        if scanner.current == "月" { scanner.index += 1 }
        return NumberReader.digits(year) + "年" + NumberReader.integer(month) + "月"
    }

    /// Years and months with a point, from one to another or until now: 2018.09-2022.06.
    private static func takeMonths(_ scanner: inout FormScanner) -> String? {
        func takeOne() -> String? {
            guard let year = year(&scanner), YearRange.isRecent(year), scanner.take("."),
                let month = number(&scanner, in: 1...12), isComplete(scanner, ".")
            else { return nil }
            return NumberReader.digits(year) + "年" + NumberReader.integer(month) + "月"
        }
        guard let first = takeOne(), scanner.takeRangeSign() else { return nil }
        if scanner.starts(with: ["至", "今"], at: scanner.index) { return first }
        return takeOne().map { first + "到" + $0 }
    }

    /// A date, and a later day of the same year without it: 2024.3.1-3.31.
    private static func takeDays(_ scanner: inout FormScanner) -> String? {
        let sign = scanner.scalar(scanner.digitsEnd)
        guard sign == "." || sign == "/", let first = takeFull(from: &scanner), scanner.takeRangeSign(),
            let month = number(&scanner, in: 1...12), scanner.take(sign ?? "."),
            let day = number(&scanner, in: 1...31), isComplete(scanner, sign ?? ".")
        else { return nil }
        if scanner.current == "日" || scanner.current == "号" { scanner.index += 1 }
        return first + "到" + spoken(month: month, day: day)
    }

    static func isSeparator(_ scalar: Unicode.Scalar?) -> Bool { scalar == "-" || scalar == "/" || scalar == "." }

    /// 五月六日.
    static func spoken(month: Int, day: Int) -> String {
        NumberReader.integer(month) + "月" + NumberReader.integer(day) + "日"
    }

    private static func year(_ scanner: inout FormScanner) -> String? {
        let digits = scanner.takeDigits()
        return digits.utf8.count == 4 && YearRange.named.contains(Int(digits) ?? 0) ? digits : nil
    }

    /// One or two digits.
    static func number(_ scanner: inout FormScanner, in range: ClosedRange<Int>) -> Int? {
        let digits = scanner.takeDigits()
        guard digits.utf8.count <= 2, let value = Int(digits), range.contains(value) else { return nil }
        return value
    }

    /// Whether nothing follows that makes the date a part of something longer.
    static func isComplete(_ scanner: FormScanner, _ sign: Unicode.Scalar) -> Bool {
        let next = scanner.index
        if scanner.isLetter(next) { return scanner.scalar(next) == "T" && scanner.isDigit(next + 1) }
        guard scanner.scalar(next) == sign || scanner.scalar(next) == ".", scanner.isDigit(next + 1) else {
            return true
        }
        // 2024-05-06-2024-05-08 is two dates.
        return sign == "-" && (1...4).allSatisfy { scanner.isDigit(next + $0) } && scanner.scalar(next + 5) == sign
    }

    private static let seasons = PhraseSet("赛季 学年 财年 年度 雪季")
}
