/// How long something takes, in figures: 1h20min, 3'20", and after 用时 and its like 1:23:45 and 2:35.
///
/// Behind 全马 and 半马 two numbers are hours and minutes; behind degrees primes are parts of an angle: 30°15'36.5".
enum DurationForm {
    static func take(from scanner: inout FormScanner) -> String? {
        // A quick look that spares most numbers the rest.
        switch scanner.scalar(scanner.digitsEnd) {
        case "h", "H", "m": scanner.attempt(takeLetters)
        case "'", "’", "′":
            scanner.scalar(scanner.index - 1) == "°" ? scanner.attempt(takeAngle) : scanner.attempt(takePrimes)
        case ":": scanner.attempt(takeColons)
        default: nil
        }
    }

    /// 1h20min, 2h30m, 5min30s.
    private static func takeLetters(_ scanner: inout FormScanner) -> String? {
        var spoken = ""
        var count = 0
        for (names, unit) in [(["h", "H"], "小时"), (["min", "m"], "分"), (["s"], "秒")] {
            let part = scanner.attempt { scanner -> String? in
                let digits = scanner.takeDigits()
                guard (1...3).contains(digits.utf8.count) else { return nil }
                let end = scanner.end(of: scanner.index, where: FormScanner.isLetter)
                let name = scanner.string(scanner.index, end)
                guard names.contains(name) else { return nil }
                scanner.index = end
                return NumberReader.counted(digits) + unit
            }
            if let part { (spoken, count) = (spoken + part, count + 1) }
        }
        guard count > 1, !scanner.isDigit(scanner.index) else { return nil }
        return spoken.hasSuffix("分") ? spoken + "钟" : spoken
    }

    /// 3'20", 4'05''3; behind 身高 they are feet and inches.
    private static func takePrimes(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let minutes = scanner.takeDigits()
        scanner.index += 1
        let seconds = scanner.takeDigits()
        guard minutes.utf8.count < 3, (1...2).contains(seconds.utf8.count), let value = Int(seconds), value < 60 else {
            return nil
        }
        guard takeSecondSign(&scanner) else { return nil }
        if heights.ends(before: start, in: scanner) {
            return NumberReader.counted(minutes) + "英尺" + NumberReader.counted(seconds) + "英寸"
        }
        guard seconds.utf8.count == 2 else { return nil }
        let rest = scanner.takeDigits()
        let spoken = NumberReader.counted(minutes) + "分" + ClockForm.belowSixty(value) + "秒" + NumberReader.digits(rest)
        guard scanner.starts(with: ["/", "k", "m"], at: scanner.index), !scanner.isLetter(scanner.index + 3) else {
            return spoken
        }
        scanner.index += 3
        return spoken + "每公里"
    }

    /// 15'36.5" and 15' behind degrees.
    private static func takeAngle(_ scanner: inout FormScanner) -> String? {
        let minutes = scanner.takeDigits()
        guard minutes.utf8.count < 3 else { return nil }
        scanner.index += 1
        let seconds = scanner.attempt { scanner -> String? in
            guard let numeral = scanner.takeNumeral(), numeral.decimals.count < 2, takeSecondSign(&scanner) else {
                return nil
            }
            return numeral.spoken + "秒"
        }
        return NumberReader.integer(minutes) + "分" + (seconds ?? "")
    }

    private static func takeSecondSign(_ scanner: inout FormScanner) -> Bool {
        if scanner.take("\"") || scanner.take("”") || scanner.take("″") { return true }
        guard
            scanner.starts(with: ["'", "'"], at: scanner.index) || scanner.starts(with: ["’", "’"], at: scanner.index)
        else {
            return false
        }
        scanner.index += 2
        return true
    }

    /// 1:23:45 and 2:35 behind 用时: hours only of three numbers.
    private static func takeColons(_ scanner: inout FormScanner) -> String? {
        let start = scanner.start(before: scanner.index, reach: 3, where: " :是为仅".unicodeScalars.contains)
        let isLong =
            results.ends(before: start, in: scanner)
            || finishes.starts(
                at: scanner.end(of: scanner.index) {
                    FormScanner.isDigit($0) || $0 == ":"
                }, in: scanner)
        // 全马7:30鸣枪 is when it begins.
        let isMarathon =
            marathons.ends(before: start, in: scanner)
            && !beginnings.starts(
                at: scanner.end(of: scanner.index) { FormScanner.isDigit($0) || $0 == ":" }, in: scanner)
        let isAnnounced = isMarathon || announcements.ends(before: start, in: scanner)
        guard isAnnounced || isLong else { return nil }
        var parts = [scanner.takeDigits()]
        while parts.count < 3, scanner.current == ":", scanner.isDigit(scanner.index + 1),
            scanner.isDigit(scanner.index + 2),
            !scanner.isDigit(scanner.index + 3)
        {
            scanner.index += 1
            parts.append(scanner.takeDigits())
        }
        let values = parts.compactMap { Int($0) }
        guard parts.count > (isAnnounced ? 1 : 2), values.count == parts.count,
            values.dropFirst().allSatisfy({ $0 < 60 }),
            scanner.current != ":"
        else { return nil }
        let units = values.count == 3 ? ["小时", "分", "秒"] : isMarathon ? ["小时", "分"] : ["分", "秒"]
        let spoken = zip(values, units).filter { $0.0 > 0 }.enumerated().map { index, part in
            (index > 0 ? ClockForm.belowSixty(part.0) : NumberReader.counted(String(part.0))) + part.1
        }
        return spoken.isEmpty ? nil : spoken.joined()
    }

    private static let announcements = PhraseSet("用时 耗时 时长 片长 历时 倒计时")
    private static let finishes = PhraseSet("完赛 跑完")
    private static let results = PhraseSet("成绩 纪录 PB")
    private static let beginnings = PhraseSet("鸣枪 起跑 开跑 发枪 出发 开始")
    private static let marathons = PhraseSet("全马 半马 全马成绩 半马成绩 全马PB 半马PB")
    private static let heights = PhraseSet("高")
}
