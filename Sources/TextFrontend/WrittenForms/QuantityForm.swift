/// Numbers that say how many, how much or which, alone or as a range, with a sign of proportion or a unit.
enum QuantityForm {
    /// The number or the range that begins here, with a minus or without.
    static func take(from scanner: inout FormScanner) -> String? {
        scanner.takeSpan { scanner in
            let start = scanner.index
            if let name = NamedNumber.takeListed(from: &scanner) ?? scanner.attempt(takeAbout) { return name }
            let isNegative = scanner.takeSignBeforeDigit()
            guard var first = scanner.takeNumeral() else { return nil }
            // What stands before the sign stands before the number.
            first.start = start
            let second = scanner.attempt { $0.takeSecondNumeral(after: first) }
            let isVersion = first.decimals.count > 1
            let unit = isVersion ? nil : UnitSymbol.take(afterNumberAt: start, from: &scanner)
            let reader = QuantityReader(scanner: scanner, unit: unit, end: (second?.numeral ?? first).end)
            let spoken = reader.spoken(first, second: second?.numeral, isSecondNegative: second?.isNegative ?? false)
            return (isNegative ? "负" : "") + spoken + (takeCache(&scanner) ?? "")
        }
    }

    /// Two digits in a row before what they count about: 2、3个人 are 两三个人, but 第2、3个 are two.
    private static func takeAbout(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard let digit = scanner.current, ("1"..."8").contains(digit), scanner.scalar(start + 1) == "、",
            let next = scanner.scalar(start + 2), next.value == digit.value + 1, !scanner.isDigit(start + 3),
            scanner.isHanzi(start - 1), !(scanner.scalar(start - 1).map(ordinal.contains) ?? false),
            counted.starts(at: start + 3, in: scanner)
        else { return nil }
        scanner.index += 3
        // 一两个, 两三个.
        let second = String(next)
        return NumberReader.counted(String(digit))
            + (digit == "1" ? NumberReader.counted(second) : NumberReader.integer(second))
    }

    private static let ordinal = Set("第初周期图表题式注节条章".unicodeScalars)
    private static let counted = PhraseSet("个 天 次 岁 位 分钟 小时 年前 年后 年的 年时 人就 人一 口人 斤 公里 块钱 句话 遍 里地 百")

    /// The cache in the name of a processor multiplies nothing: 7800X3D.
    private static func takeCache(_ scanner: inout FormScanner) -> String? {
        guard scanner.starts(with: ["X", "3", "D"], at: scanner.index), !scanner.isLetter(scanner.index + 3) else {
            return nil
        }
        scanner.index += 3
        return "X三D"
    }
}

extension FormScanner {
    /// A minus that belongs to the second number of a range: -5~-3.
    fileprivate mutating func takeSignBeforeDigit() -> Bool {
        guard current == "-" || current == "−", isDigit(index + 1) else { return false }
        index += 1
        return true
    }

    /// The other end of a range whose first number has no unit of its own: 3-5个.
    fileprivate mutating func takeSecondNumeral(after first: Numeral) -> (numeral: Numeral, isNegative: Bool)? {
        guard first.decimals.count < 2, takeRangeSign() else { return nil }
        let isNegative = takeSignBeforeDigit()
        // What is a date or a time of its own is no end of a range of numbers.
        if attempt({ DateForm.takeOne(from: &$0) ?? ClockForm.takeTime(from: &$0) }) != nil { return nil }
        guard let numeral = takeNumeral(), numeral.decimals.count < 2 else { return nil }
        return (numeral, isNegative)
    }
}

/// Says a numeral, or two, in view of what follows them.
private struct QuantityReader {
    let scanner: FormScanner
    let unit: UnitSymbol?
    /// Where the last numeral ends.
    let end: Int

    func spoken(_ first: Numeral, second: Numeral?, isSecondNegative: Bool) -> String {
        // In 3-5% the sign belongs to both numbers.
        let prefix = unit?.prefix ?? ""
        guard let second else { return prefix + one(first) + (unit?.name ?? "") }
        if let pair = HyphenatedPair.spoken(first, second, in: scanner) { return prefix + pair + (unit?.name ?? "") }
        let joint = Score.contains(first, second, in: scanner) ? "比" : "到"
        let areYears = areYears(first, second)
        let (from, to) = areYears ? (digits(first), digits(second)) : (one(first), one(second))
        return prefix + from + joint + (isSecondNegative ? "负" : "") + prefix + to + (unit?.name ?? "")
    }

    /// Whether both numbers are years: in 1998-2003年 the first is because the second is.
    ///
    /// Without 年 two years of our time are years too, and so is 2023-24 before 赛季.
    private func areYears(_ first: Numeral, _ second: Numeral) -> Bool {
        guard first.isPlain, second.isPlain, unit == nil else { return false }
        if LifeSpan.contains(first.whole, second.whole, from: first.start, to: end, in: scanner) { return true }
        guard first.whole.utf8.count == 4 else { return false }
        let context = IntegerContext(scanner: scanner, start: first.start, end: end)
        let isFollowing =
            second.whole.utf8.count == 2 && (Int(first.whole.suffix(2)).map { ($0 + 1) % 100 } == Int(second.whole))
        if isFollowing { return YearRange.isRecent(first.whole) && context.isYear(first.whole) }
        guard second.whole.utf8.count == 4 else { return false }
        return context.isYear(second.whole)
            || YearRange.areJoined(first.whole, second.whole) && !MeasureWord.isUnit(after: end, in: scanner)
    }

    private func digits(_ numeral: Numeral) -> String { NumberReader.digits(numeral.whole) }

    /// One numeral; the context of the first of two begins behind the second.
    private func one(_ numeral: Numeral) -> String {
        if numeral.fraction != nil { return numeral.spoken }
        if numeral.decimals.count > 1 {
            return ([numeral.whole] + numeral.decimals).map(NumberReader.part).joined(separator: "点")
        }
        if let decimals = numeral.decimals.first {
            if MoneyForm.isMoney(after: end, in: scanner) { return MoneyForm.amount(numeral.whole, decimals) }
            let isAmount = decimals.utf8.count == 2 && MoneyForm.isAnnounced(before: numeral.start, in: scanner)
            return NumberReader.decimal(numeral.whole, isAmount ? MoneyForm.shortened(decimals) : decimals[...])
        }
        // 百分之百 is what everybody says.
        if unit?.prefix == "百分之", numeral.whole == "100" { return "百" }
        if numeral.isGrouped || unit?.prefix != nil { return NumberReader.integer(numeral.whole) }
        if let unit {
            return unit.takesLiang ? NumberReader.counted(numeral.whole) : NumberReader.integer(numeral.whole)
        }
        return IntegerContext(scanner: scanner, start: numeral.start, end: end).spoken(numeral.whole)
    }
}
