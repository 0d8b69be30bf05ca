/// Numbers that stand for words in chats, said digit by digit: 操作666, 2333, 88，明天见, 被996了.
///
/// None of them are where something is counted or an amount is announced: 售价666, 666元.
enum ChatNumber {
    static func contains(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        guard (2...8).contains(number.utf8.count), !MeasureWord.isUnit(after: end, in: scanner) else { return false }
        let isRow = number.first != "0" && number.allSatisfy { $0 == number.first }
        // 888888 is a code or a cheer.
        if number.utf8.count >= 5, isRow, "568".contains(number.prefix(1)) { return true }
        if number == "88" || number == "886" { return isFarewell(start, end, in: scanner) }
        let isPraise = isRow && number.first == "6" && number.utf8.count > 2
        let isLaughter = number.hasPrefix("233") && number.dropFirst(2).allSatisfy { $0 == "3" }
        if isPraise || isLaughter {
            return isLast(end, in: scanner) && isFree(start, in: scanner)
                && (number != "233" || isAlone(start, in: scanner) || laughing.ends(before: start, in: scanner))
        }
        return number == "996" && isFree(start, in: scanner)
            && !(scanner.scalar(scanner.skippingSpace(end)).map(continuing.contains) ?? false)
    }

    /// 拜拜88, 我下了886; or alone beside a farewell: 88，明天见.
    private static func isFarewell(_ start: Int, _ end: Int, in scanner: FormScanner) -> Bool {
        guard isLast(end, in: scanner) else { return false }
        if leaving.ends(before: scanner.skippingSpace(before: start) + 1, in: scanner) { return true }
        return isAlone(start, in: scanner)
            && (start - 8..<end + 8).contains { farewells.starts(at: $0, in: scanner) }
    }

    /// Whether the clause ends behind a number, or a final particle follows.
    private static func isLast(_ end: Int, in scanner: FormScanner) -> Bool {
        guard let next = scanner.scalar(end) else { return true }
        if FormScanner.isHanzi(next) { return "了啊呀哦吧哈啦咯".unicodeScalars.contains(next) }
        return !FormScanner.isDigit(next) && !FormScanner.isLetter(next)
            && !"%‰.:-~/+=*×÷<>℃°、".unicodeScalars.contains(next)
            && !(next == "," && scanner.isDigit(end + 1))
    }

    /// Whether the clause begins with a number.
    private static func isAlone(_ start: Int, in scanner: FormScanner) -> Bool {
        guard let previous = scanner.scalar(start - 1) else { return true }
        return ",!?。~…\n".unicodeScalars.contains(previous) && !scanner.isDigit(start - 2)
    }

    /// Whether no amount is announced before a number.
    private static func isFree(_ start: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(before: start)
        guard let previous = scanner.scalar(place) else { return true }
        if FormScanner.isHanzi(previous) { return !announcing.contains(previous) }
        return isAlone(place + 1, in: scanner) || "【“\"》".unicodeScalars.contains(previous)
    }

    private static let laughing = PhraseSet("哈 笑死 笑死我了 嘿 笑")
    private static let leaving = PhraseSet("拜 下了 睡了 走了 溜了 闪了 撤了 先睡")
    private static let farewells = PhraseSet("拜 明天见 今晚见 晚上见 下次见 改天见 回见 再见 走了 先走 下了 睡 溜了 撤了 晚安 不聊")
    private static let announcing = Set("价格卖花要仅共计约到近超达过满于为等值第得款付收有出差数量额是只才各剩余前后加减乘除以到至上下赞论粉包账房".unicodeScalars)
    private static let continuing = Set("多左以上下起包送即比减加到至点分度".unicodeScalars)
}
