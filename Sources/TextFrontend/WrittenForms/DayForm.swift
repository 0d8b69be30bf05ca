/// Month and day without a year: 5/6日, 12/31截止, 10/1-10/7, 06-18 09:30, 10.1国庆; but 5/6 is a fraction, 3.15 a number.
///
/// A sign of a date between two numbers is not enough. What makes them one:
///
/// 1. 日 or 号, a weekday, a holiday, a part of the day or the like behind them, or a word that announces a date;
/// 2. a time behind them;
/// 3. a zero at the head of a month or a day with a slash, unless a hanzi stands before it;
/// 4. two of them, the later one behind, which with a slash could hardly be fractions.
///
/// What could be a fraction (今天1/3的人, 昨天1/4决赛) is none of a day before 的 or a final, nor, unless its announcement leaves
/// no doubt (定于5/6举行), before any other hanzi that names no day.
///
/// What happened or is kept on a day is called after it, digit by digit: “9.18”事变, 3.15晚会, 10.1假期 (十一).
enum DayForm {
    private struct Day {
        let start: Int
        let month: Int
        let day: Int
        let sign: Unicode.Scalar
        /// Whether month or day begins with a zero.
        let hasZero: Bool
        /// Whether both have two digits.
        let isFull: Bool
        /// Whether it could hardly be a fraction.
        var isSure: Bool { month >= day || day > 12 }
        /// Whether it could be a fraction in its lowest terms: 1/3, not 6/8.
        var isFraction: Bool {
            sign == "/" && !isSure && !(2...month + 1).contains { month.isMultiple(of: $0) && day.isMultiple(of: $0) }
        }
        var spoken: String { DateForm.spoken(month: month, day: day) }
    }

    /// A month and a day that begin here, with a time if there is one.
    static func take(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            guard let day = takeDay(&scanner) else { return nil }
            if day.sign == ".", let name = name(day, scanner) { return name }
            var ahead = scanner
            if ahead.take(" "), let time = ClockForm.takeTime(from: &ahead),
                day.sign == "/" || day.sign == "-" && day.isFull
            {
                scanner.index = ahead.index
                return day.spoken + time
            }
            guard isMarked(day, scanner) else { return nil }
            if scanner.current == "日" || scanner.current == "号" { scanner.index += 1 }
            return day.spoken
        }
    }

    /// Two of them with a sign of range between.
    static func takePair(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            guard let first = takeDay(&scanner), first.sign != "-", scanner.takeRangeSign(),
                let second = takeDay(&scanner),
                first.sign == second.sign
            else { return nil }
            let isLater = (first.month, first.day) < (second.month, second.day) || first.month > 9 && second.month < 4
            let isOccasion =
                holidays.starts(at: scanner.index, in: scanner) || occasions.starts(at: scanner.index, in: scanner)
            let isCounted =
                MeasureWord.isUnit(after: scanner.index, in: scanner)
                || UnitSymbol.isUnit(at: scanner.index, in: scanner)
            guard isLater, isOccasion || !isCounted else { return nil }
            // What rises as fractions do may be fractions: 1/3-2/3.
            let rises = first.month * second.day < second.month * first.day
            let isSure = first.sign == "/" && (first.isSure || second.isSure || !rises)
            let isFraction = (first.isFraction || second.isFraction) && scanner.isHanzi(scanner.index)
            guard isSure || isOccasion || !isFraction && isAnnounced(first, scanner) else { return nil }
            return first.spoken + "到" + second.spoken
        }
    }

    private static func takeDay(_ scanner: inout FormScanner) -> Day? {
        let start = scanner.index
        guard let month = DateForm.number(&scanner, in: 1...12), let sign = scanner.current, DateForm.isSeparator(sign)
        else {
            return nil
        }
        let middle = scanner.index
        scanner.index += 1
        guard let day = DateForm.number(&scanner, in: 1...31), !scanner.isLetter(scanner.index),
            !(scanner.current == sign && scanner.isDigit(scanner.index + 1) && sign != "-"),
            !(scanner.current == "." && scanner.isDigit(scanner.index + 1)),
            !scanner.isDigit(start - 2) || scanner.scalar(start - 1) != sign
        else { return nil }
        let hasZero = scanner.scalar(start) == "0" || scanner.scalar(middle + 1) == "0"
        return Day(
            start: start, month: month, day: day, sign: sign, hasZero: hasZero,
            isFull: middle == start + 2 && scanner.index == middle + 3)
    }

    /// Rules 1 and 3.
    private static func isMarked(_ day: Day, _ scanner: FormScanner) -> Bool {
        let next = scanner.index
        let isClosed =
            scanner.current == "日" && !notDays.starts(at: next, in: scanner)
            || scanner.current == "号" && !numbered.starts(at: next, in: scanner)
        // 用了1/3假期, 还有1/3到期债务.
        let isNamed = !day.isFraction || !shared.starts(at: next, in: scanner)
        let isBeforeHoliday = isNamed && holidays.starts(at: next, in: scanner)
        let isClosing = isNamed && closings.starts(at: next, in: scanner)
        switch day.sign {
        case "/":
            // 今天1/20的人 and 1/16决赛 have a fraction too.
            let isShare =
                (day.isFraction || day.month == 1) && scanner.current == "的" || finals.starts(at: next, in: scanner)
            guard !isShare else { return false }
            let isOpen =
                day.isFraction
                && scanner.current.map { FormScanner.isHanzi($0) || FormScanner.isRangeSign($0) } ?? false
            return isClosed || isBeforeHoliday || isClosing
                || (isOpen ? isFixed(day, scanner) : isAnnounced(day, scanner))
                || !day.isFraction && limits.starts(at: next, in: scanner)
                || day.hasZero && !scanner.isHanzi(scanner.skippingSpace(before: day.start))
        case "-":
            return day.isFull && (day.hasZero || day.day > 12)
                && (isClosing || isBeforeHoliday
                    || !scanner.isHanzi(next) && isAnnounced(day, scanner))
        default:
            let isBracketed =
                scanner.scalar(day.start - 1) == "(" && scanner.current == ")"
                && days.ends(before: day.start - 1, in: scanner)
            return isBracketed || isBeforeHoliday || isClosed && (scanner.current == "号" || day.day > 9)
        }
    }

    private static func isAnnounced(_ day: Day, _ scanner: FormScanner) -> Bool {
        let start = day.start
        let previous = scanner.start(before: start, reach: 2, where: " :(".unicodeScalars.contains)
        // 时间 and a point may be a number.
        if day.sign != "/", previous == start { return false }
        return announcements.ends(before: previous, in: scanner) || days.ends(before: previous, in: scanner)
    }

    /// Whether a word or a colon before it leaves no doubt that it is a date.
    private static func isFixed(_ day: Day, _ scanner: FormScanner) -> Bool {
        fixings.ends(before: day.start, in: scanner)
            || ClockForm.isColon(scanner.scalar(scanner.skippingSpace(before: day.start)))
                && isAnnounced(day, scanner)
    }

    /// What is called after its day.
    private static func name(_ day: Day, _ scanner: FormScanner) -> String? {
        let digits =
            (day.month == 10 ? "十" : NumberReader.digits(String(day.month))) + NumberReader.digits(String(day.day))
        let isQuoted = scanner.current == "”" || scanner.current == "\""
        let place = isQuoted ? scanner.index + 1 : scanner.index
        if events.starts(at: place, in: scanner), !notEvents.starts(at: place, in: scanner) { return digits }
        if isNamedDay(from: place, in: scanner) || day.day > 9 && isEarthquake(at: place, in: scanner) { return digits }
        let isKept = kept.contains { $0 == (day.month, day.day) }
        return isKept && holidays.starts(at: place, in: scanner) ? digits : nil
    }

    /// 12.4国家宪法日, 4.26世界知识产权日; but 3.5工作日 and 1.5国际单位 count.
    private static func isNamedDay(from place: Int, in scanner: FormScanner) -> Bool {
        if namedDays.starts(at: place, in: scanner) { return true }
        guard patrons.starts(at: place, in: scanner) else { return false }
        let end = scanner.end(of: place) { FormScanner.isHanzi($0) && $0 != "日" && $0 != "的" }
        return end < place + 12 && scanner.scalar(end) == "日" && !scanner.isHanzi(end + 1)
    }

    /// An earthquake, perhaps behind its place: 7.28唐山大地震, 5.12(汶川)地震.
    private static func isEarthquake(at place: Int, in scanner: FormScanner) -> Bool {
        (place...place + 6).contains { scanner.starts(with: ["地", "震"], at: $0) }
            && !(place...place + 6).contains { scanner.scalar($0).map("级,、。".unicodeScalars.contains) ?? false }
    }

    private static let kept = [(5, 1), (6, 1), (7, 1), (10, 1), (5, 4), (3, 8), (8, 1)]
    private static let events = PhraseSet("晚会 事变 事件 运动 阅兵 起义 惨案 暴雨 特大 大地震 空难 火灾 恐怖袭击 恐袭")
    private static let namedDays = PhraseSet("表白日 宪法日 公祭日 消防日 禁毒日 学雷锋日 航天日 植树节")
    private static let patrons = PhraseSet("国家 国际 世界 全国 全民")
    private static let notEvents = PhraseSet("运动饮 运动鞋 运动会 运动员 运动量 运动服")
    private static let holidays = PhraseSet(
        "(周 (星 (一) (二) (三) (四) (五) (六) (日) 周一 周二 周三 周四 周五 周六 周日 周末 星期 劳动节 国庆 圣诞 元旦 情人节 儿童节 妇女节 青年节 教师节 建军节 建党节 平安夜 放假 放暑假 放寒假 假期 黄金周 大促"
    )
    private static let closings = PhraseSet("截止 晚上 早上 上午 下午 凌晨 中午 当天 发货 开抢 开售 到期 周年")
    private static let shared = PhraseSet("假期 发货 到期 周年")
    private static let limits = PhraseSet("前 起 开始 出发")
    private static let finals = PhraseSet("决赛")
    private static let fixings = PhraseSet("将于 定于 截至 DDL是 ddl是 截止日期是 日期 有效期至 有效期到 截止到 生日是 生日为")
    private static let notDays = PhraseSet("日元 日均 日薪 日产 日租 日销 日常 日用 日活 日本 日语")
    private static let occasions = PhraseSet("招生 报名 活动 促销 施工 停电")
    private static let announcements = PhraseSet(
        "周一 周二 周三 周四 周五 周六 周日 DDL DDL是 ddl ddl是 截止日期是 日期 截至 截止 生日 生日是 生日为 定于 今天 明天 昨天 将于 时间 有效期至 有效期到 截止到 假期")
    private static let days = PhraseSet("今天 明天 后天 昨天 前天 今日 明日")
    private static let numbered = PhraseSet("号线 号电 号楼 号字 号门 号店 号针 号球")
}
