/// Minus and plus in front of a number, and signs of range between hanzi.
///
/// A `-` in front of a number is a minus at the start, after a space and after a mark; after a hanzi only if a unit, a
/// share or an amount follows the number (气温-12度) or if the hanzi introduces a value (为-5). After letters, and after
/// the hanzi of a name (新冠-19), it joins and says nothing. `−` is always a minus. A `+` is 正 before a percentage or
/// degrees, otherwise 加.
enum SignForm {
    static func takeMinus(from scanner: inout FormScanner) -> String? {
        guard let sign = scanner.current else { return nil }
        let place = scanner.index
        if let spoken = nameless(scanner, place) {
            scanner.index += 1
            return spoken
        }
        if MoneyForm.isCurrency(at: place + 1, in: scanner), isFree(scanner, place) {
            return scanner.attempt { scanner in
                scanner.index += 1
                return MoneyForm.take(from: &scanner).map { "负" + $0 }
            }
        }
        guard scanner.isDigit(place + 1) || NumberSign.fraction(scanner.scalar(place + 1) ?? " ") != nil else {
            return sign == "−" ? scanner.take("−") ? "负" : nil : nil
        }
        if sign == "−" || isFree(scanner, place) || isValue(scanner, place) { return QuantityForm.take(from: &scanner) }
        guard !scanner.isDigit(place - 1) || scanner.continuesName(at: place - 1) else { return nil }
        scanner.index += 1
        return ""
    }

    static func takePlus(from scanner: inout FormScanner) -> String? {
        let isPositive = isTested(scanner, scanner.index)
        scanner.index += 1
        if isPositive { return "阳性" }
        guard scanner.isDigit(scanner.index), let quantity = QuantityForm.take(from: &scanner) else { return "加" }
        let isGain =
            quantity.hasPrefix("百分之") || quantity.hasPrefix("千分之") || quantity.hasSuffix("度") || scanner.current == "度"
        return (isGain ? "正" : "加") + quantity
    }

    /// 到 for a sign of range between two of a kind: 周一-周五, 5月-8月, 3万-5万, 9点~11点半.
    static func takeRange(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        guard let sign = scanner.current, scanner.scalar(place + 1) != sign, scanner.scalar(place - 1) != sign,
            joinsWeekdays(scanner, place) || joinsUnits(scanner, place) || joinsDayParts(scanner, place)
                || joinsLabels(scanner, place) || joinsParts(scanner, place)
        else { return nil }
        scanner.index += 1
        return isReduction(scanner, place) ? "减" : "到"
    }

    /// Whether neither a letter, a digit nor a hanzi stands before the sign; ω-3 is a name.
    private static func isFree(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let previous = scanner.scalar(place - 1) else { return true }
        return
            !(FormScanner.isDigit(previous) || FormScanner.isLetter(previous) || FormScanner.isHanzi(previous)
            || GreekLetter.name(previous) != nil)
    }

    /// Whether a hanzi stands before the sign and the number behind it is a value, not part of a name.
    private static func isValue(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let previous = scanner.scalar(place - 1), FormScanner.isHanzi(previous) else { return false }
        if introducing.contains(previous)
            || values.ends(before: place, in: scanner) && !notValues.ends(before: place, in: scanner)
        {
            return true
        }
        var ahead = scanner
        ahead.index = place + 1
        guard ahead.takeNumeral() != nil else { return false }
        // 比-2小1.
        if previous == "比", ahead.current.map("大小高低多少".unicodeScalars.contains) ?? false { return true }
        _ = ahead.attempt { scanner -> Numeral? in
            guard scanner.takeRangeSign() || scanner.take("到") || scanner.take("至") else { return nil }
            _ = scanner.take("-")
            return scanner.takeNumeral()
        }
        let next = ahead.scalar(ahead.skippingSpace(ahead.index))
        return next == "%" || next == "‰" || UnitSymbol.isUnit(at: ahead.index, in: ahead)
            || next.map(measuring.contains) ?? false
    }

    private static func joinsWeekdays(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let day = scanner.scalar(place - 1), days.contains(day), let week = scanner.scalar(place - 2),
            "周期拜".unicodeScalars.contains(week), let next = scanner.scalar(place + 1)
        else { return false }
        return days.contains(next) || weeks.starts(at: place + 1, in: scanner)
    }

    /// Whether a number and a unit of one or two hanzi stand on both sides.
    private static func joinsUnits(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let left = scanner.scalar(place - 1), FormScanner.isHanzi(left) else { return false }
        let start = scanner.scalar(place + 1) == "第" ? place + 2 : place + 1
        var end = start
        while end < start + 8, let scalar = scanner.scalar(end), isNumeral(scalar) || scalar == "." { end += 1 }
        // 3百-5百元.
        if left == "百" || left == "十", scanner.scalar(end - 1) == left { end -= 1 }
        guard end > start, let right = scanner.scalar(end), FormScanner.isHanzi(right) else { return false }
        let isSame =
            left == right || dates.contains(left) && dates.contains(right)
            || times.contains(left) && times.contains(right)
            || MeasureWord.powers.contains(left) && MeasureWord.powers.contains(right)
        if isSame, let number = scanner.scalar(place - 2) {
            return isNumeral(number) || MeasureWord.powers.contains(number)
        }
        guard let first = scanner.scalar(place - 2), let number = scanner.scalar(place - 3) else { return false }
        return scanner.starts(with: [first, left], at: end)
            && (isNumeral(number) || MeasureWord.powers.contains(number))
    }

    /// 8:30-下午5:00.
    private static func joinsDayParts(_ scanner: FormScanner, _ place: Int) -> Bool {
        scanner.isDigit(place - 1) && dayParts.starts(at: place + 1, in: scanner)
    }

    /// Whether numbers with the same letter before or behind them stand on both sides: B1-B3, 1F-3F.
    private static func joinsLabels(_ scanner: FormScanner, _ place: Int) -> Bool {
        func isPart(_ scalar: Unicode.Scalar) -> Bool { FormScanner.isLetter(scalar) || FormScanner.isDigit(scalar) }
        let start = scanner.start(before: place, reach: 5, where: isPart)
        let end = scanner.end(of: place + 1, where: isPart)
        let (left, right) = (scanner.scalars(start, place), scanner.scalars(place + 1, end))
        guard (2...4).contains(left.count), (2...4).contains(right.count) else { return false }
        let isBefore = FormScanner.isLetter(left[0]) && left[0] == right[0]
        let isBehind = FormScanner.isLetter(left[left.count - 1]) && left.last == right.last
        let numbers = isBefore ? left.dropFirst() + right.dropFirst() : left.dropLast() + right.dropLast()
        return (isBefore || isBehind) && numbers.allSatisfy(FormScanner.isDigit)
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        FormScanner.isDigit(scalar) || numerals.contains(scalar)
    }

    /// A long dash before degrees or a share is a minus (–5℃), but not the longest behind a hanzi: 原因—80%是水.
    static func takeDash(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        guard scanner.isDigit(place + 1), !scanner.isDigit(place - 1), !scanner.isLetter(place - 1),
            scanner.current != "—" || !scanner.isHanzi(place - 1)
        else { return nil }
        return scanner.attempt { scanner in
            scanner.index += 1
            guard scanner.takeNumeral() != nil, let sign = scanner.current, "℃℉°%".unicodeScalars.contains(sign) else {
                return nil
            }
            scanner.index = place + 1
            return QuantityForm.take(from: &scanner).map { "负" + $0 }
        }
    }

    private static let values = PhraseSet(
        "最低 最高 结余 余额 净胜球 积分 库存 散光 近视 球镜 柱镜 利润 收益 盈亏 上涨 跌 增长 同比 环比 气温 体温 室温 海拔 偏差 误差 心情 差额 变动 楼层 "
            + "加上 减去 轴上 已知 计算 求 从")
    private static let notValues = PhraseSet("要求 需求 请求 追求 征求 诉求 力求 自从")
    private static let introducing = Set("是为到于至在得和与或达约加减乘除以降拔温差率值".unicodeScalars)
    private static let measuring = Set("度元块万亿摄华分层楼".unicodeScalars)
    private static let days = Set("一二三四五六日天末".unicodeScalars)
    private static let weeks = PhraseSet("周 星期 礼拜")
    private static let dates = Set("年月日号".unicodeScalars)
    private static let times = Set("点时分秒".unicodeScalars)
    private static let numerals = Set("零〇一二两三四五六七八九十百".unicodeScalars)
    private static let dayParts = PhraseSet("上午 下午 晚上 凌晨 中午 傍晚 早上 次日 当日 今")
}
