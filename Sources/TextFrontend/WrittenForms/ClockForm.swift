/// Times of day, and numbers with a colon that are none: 8:05 is 八点零五分, 3:2 is 三比二.
///
/// A time has an hour up to 24 and minutes of two digits. Of a full hour the minutes are not said; minutes and seconds
/// below ten have 零. After 比分, 比例 and their like, and in 以21:15获胜, the same figures are a ratio.
enum ClockForm {
    /// A time, two with 到 between them, or a ratio.
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let hasColon = hasColon(scanner)
        if hasColon, let standard = scanner.attempt(takeStandard) { return standard }
        if !hasColon || !Score.isRatio(at: start, in: scanner),
            let time = scanner.takeSpan(of: { takeTime(from: &$0) ?? $0.attempt(takeHour) })
        {
            return time
        }
        return hasColon ? scanner.attempt(takeRatio) : nil
    }

    /// Whether a colon stands behind the number here: a quick look that spares most numbers the rest.
    private static func hasColon(_ scanner: FormScanner) -> Bool {
        var end = scanner.digitsEnd
        while let scalar = scanner.scalar(end), scalar == "." || scalar == "," || scalar == "/",
            scanner.isDigit(end + 1),
            end < scanner.index + FormScanner.reach
        {
            end += 1
            while scanner.isDigit(end), end < scanner.index + FormScanner.reach { end += 1 }
        }
        return isColon(scanner.scalar(end))
    }

    /// A full hour with its half of the day in Latin letters: 5pm.
    private static func takeHour(_ scanner: inout FormScanner) -> String? {
        guard let hour = DateForm.number(&scanner, in: 1...12) else { return nil }
        let half = takeHalf(of: &scanner)
        guard !half.isEmpty, !scanner.isDigit(scanner.index) else { return nil }
        return half + NumberReader.counted(String(hour)) + "点"
    }

    static func takeTime(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            guard let hour = DateForm.number(&scanner, in: 0...24), isColon(scanner.current),
                let minute = minutes(&scanner)
            else { return nil }
            let second = isColon(scanner.current) ? minutes(&scanner) : nil
            guard !isColon(scanner.current) || !scanner.isDigit(scanner.index + 1) else { return nil }
            let half = takeHalf(of: &scanner)
            var spoken = half + NumberReader.counted(String(hour)) + "点"
            if minute > 0 || (second ?? 0) > 0 { spoken += belowSixty(minute) + "分" }
            if let second, second > 0 { spoken += belowSixty(second) + "秒" }
            // In 8:30分 the text says it itself.
            if let last = spoken.unicodeScalars.last, scanner.current == last { scanner.index += 1 }
            return spoken
        }
    }

    /// Two digits below sixty behind a colon.
    private static func minutes(_ scanner: inout FormScanner) -> Int? {
        guard scanner.isDigit(scanner.index + 1), scanner.isDigit(scanner.index + 2) else { return nil }
        scanner.index += 1
        return DateForm.number(&scanner, in: 0...59)
    }

    static func belowSixty(_ value: Int) -> String {
        (value > 0 && value < 10 ? "零" : "") + NumberReader.integer(value)
    }

    /// AM or PM behind a time, which Mandarin says before it.
    private static func takeHalf(of scanner: inout FormScanner) -> String {
        let place = scanner.skippingSpace(scanner.index)
        // a.m. has points.
        let isPointed = scanner.scalar(place + 1) == "." && scanner.scalar(place + 3) == "."
        let last = isPointed ? place + 2 : place + 1
        let end = isPointed ? last + 2 : last + 1
        guard let letter = scanner.scalar(place), "aApP".unicodeScalars.contains(letter),
            scanner.scalar(last) == "m" || scanner.scalar(last) == "M", !scanner.isLetter(end)
        else { return "" }
        scanner.index = end
        return letter == "a" || letter == "A" ? "上午" : "下午"
    }

    /// The number of a standard and the year of its edition: ISO 9001:2015.
    private static func takeStandard(_ scanner: inout FormScanner) -> String? {
        guard scanner.isInName(at: scanner.index) else { return nil }
        let number = scanner.takeDigits()
        guard (3...5).contains(number.utf8.count), scanner.take(":") else { return nil }
        let year = scanner.takeDigits()
        guard year.utf8.count == 4, YearRange.isRecent(year),
            scanner.current == "年" || !MeasureWord.isUnit(after: scanner.index, in: scanner)
        else { return nil }
        return NumberReader.digits(number) + "," + NumberReader.digits(year)
    }

    /// Two numbers and more with colons: 16:9, 3:2:1.
    private static func takeRatio(_ scanner: inout FormScanner) -> String? {
        func takeSide(_ scanner: inout FormScanner) -> String? {
            scanner.takeNumeral().flatMap { $0.decimals.count < 2 ? $0.spoken : nil }
        }
        guard let first = takeSide(&scanner) else { return nil }
        var spoken = [first]
        while isColon(scanner.current), scanner.isDigit(scanner.index + 1),
            let next = scanner.attempt({ scanner in
                scanner.index += 1
                return takeSide(&scanner)
            })
        {
            spoken.append(next)
        }
        return spoken.count > 1 ? spoken.joined(separator: "比") : nil
    }

    static func isColon(_ scalar: Unicode.Scalar?) -> Bool { scalar == ":" || scalar == "∶" }
}
