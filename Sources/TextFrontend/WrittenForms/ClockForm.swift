/// Times of day, and numbers with a colon that are none: 8:05 is 八点零五分, 3:2 is 三比二.
///
/// A time has an hour up to 24 and minutes of two digits. Of a full hour the minutes are not said; minutes and seconds
/// below ten have 零. After 比分, 比例 and their like, and in 以21:15获胜, the same figures are a ratio.
enum ClockForm {
    /// A time, two with 到 between them, or a ratio.
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard hasColon(scanner) else { return nil }
        if !isRatio(scanner, start), let time = scanner.takeSpan(of: { takeTime(from: &$0) }) { return time }
        return scanner.attempt(takeRatio)
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

    static func takeTime(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            guard let hour = DateForm.number(&scanner, in: 0...24), isColon(scanner.current),
                let minute = minutes(&scanner)
            else { return nil }
            let second = isColon(scanner.current) ? minutes(&scanner) : nil
            guard !isColon(scanner.current) || !scanner.isDigit(scanner.index + 1) else { return nil }
            let half = takeHalf(of: &scanner)
            var spoken = half + (hour == 2 ? "两" : NumberReader.integer(hour)) + "点"
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

    private static func belowSixty(_ value: Int) -> String {
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

    /// Two numbers and more with colons: 16:9, 3:2:1.
    private static func takeRatio(_ scanner: inout FormScanner) -> String? {
        guard var numeral = scanner.takeNumeral(), numeral.decimals.count < 2 else { return nil }
        var spoken = [side(numeral)]
        while isColon(scanner.current), scanner.isDigit(scanner.index + 1) {
            scanner.index += 1
            guard let next = scanner.takeNumeral(), next.decimals.count < 2 else { break }
            numeral = next
            spoken.append(side(numeral))
        }
        return spoken.count > 1 ? spoken.joined(separator: "比") : nil
    }

    private static func side(_ numeral: Numeral) -> String {
        if let fraction = numeral.fraction { return fraction }
        return numeral.decimals.first.map { NumberReader.decimal(numeral.whole, $0) }
            ?? NumberReader.integer(numeral.whole)
    }

    private static func isColon(_ scalar: Unicode.Scalar?) -> Bool { scalar == ":" || scalar == "∶" }

    /// Whether what begins at `start` is a ratio by its context.
    private static func isRatio(_ scanner: FormScanner, _ start: Int) -> Bool {
        var end = start
        while end < start + 8, scanner.isDigit(end) || isColon(scanner.scalar(end)) { end += 1 }
        return isScore(from: start, to: end, in: scanner)
    }

    /// Whether two numbers with a hyphen are a score: 比分3-2, 以3-2获胜, and 曼城3-0曼联, for no range falls.
    static func isScore(_ first: Numeral, _ second: Numeral, in scanner: FormScanner) -> Bool {
        first.isPlain && second.isPlain && second.end - first.start < 8
            && (isScore(from: first.start, to: second.end, in: scanner) || falls(from: first, to: second, in: scanner))
    }

    /// Whether a hyphen joins a number to a smaller one between two words, which may be those who play.
    ///
    /// The number of a figure, of a house or of a lesson (图3-1, 12-3号, 必修2-1), hours of the night (夜间22-6), what
    /// sinks (从80-60) and what a shop takes off (满200-30) are no scores.
    private static func falls(from first: Numeral, to second: Numeral, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(first.end) == "-", scanner.scalar(first.start - 1) != "-",
            let from = Int(first.whole), let to = Int(second.whole), from > to, from < 1000
        else { return false }
        let previous = scanner.scalar(scanner.skippingSpace(before: first.start))
        let next = scanner.scalar(scanner.skippingSpace(second.end))
        func isPlayer(_ scalar: Unicode.Scalar?, unless others: Set<Unicode.Scalar>) -> Bool {
            scalar.map { FormScanner.isHanzi($0) && !others.contains($0) } ?? false
        }
        // 25-18、25-20 are sets.
        let isListed = from > 5 && (previous == "、" || next == "、")
        return (isListed || isPlayer(previous, unless: labels) && isPlayer(next, unless: numbered))
            && !MeasureWord.isUnit(after: second.end, in: scanner)
    }

    private static func isScore(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.start(before: start, reach: 3, where: " :是为".unicodeScalars.contains)
        if announcements.ends(before: place, in: scanner) { return true }
        let next = scanner.skippingSpace(end)
        return verdicts.starts(at: next, in: scanner)
    }

    private static let labels = Set("图表例题式节章第条款卷版满号室栋间晚早时班从每修件习址在压算".unicodeScalars)
    private static let numbered = Set("号室单栋楼幢层期月日年级班岁度限施放是得等于儿劳国".unicodeScalars)
    private static let announcements = PhraseSet("比分 比例 比率 比值 之比 赔率 配比 战成 战平 大胜 击败 战胜 不敌")
    private static let verdicts = PhraseSet("获胜 取胜 战胜 击败 险胜 大胜 完胜 小胜 胜出 领先 落后 落败 惜败 告负 不敌 淘汰 逆转 战平 力克 轻取 的比分 的比例")
}
