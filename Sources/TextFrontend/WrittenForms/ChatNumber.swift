/// Numbers that stand for words in chats, said digit by digit: 操作666, 2333, 88，明天见.
///
/// None of them are where something is counted or an amount is announced: 售价666, 666元.
enum ChatNumber {
    static func contains(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        guard (2...8).contains(number.utf8.count), !MeasureWord.isUnit(after: end, in: scanner) else { return false }
        let isRow = number.first != "0" && number.allSatisfy { $0 == number.first }
        // 555555 weeps, 888888 is a cheer; 粉丝88888 and 88888一晚 are amounts.
        if number.utf8.count >= 5, isRow, number.first == "5" || number.first == "8" {
            return isAlone(start, in: scanner) && (number.first == "5" || isLast(end, in: scanner))
        }
        if number == "88" || number == "886" { return isFarewell(start, end, in: scanner) }
        if isRow, number.first == "6", number.utf8.count > 2 {
            return isLast(end, in: scanner) && isPraised(start, in: scanner)
        }
        if number.hasPrefix("233"), number.dropFirst(2).allSatisfy({ $0 == "3" }) {
            return isLast(end, in: scanner) && isFree(start, in: scanner)
                && (number != "233" || isLaughing(start, end, in: scanner))
        }
        return false
    }

    /// 哈哈哈233; or alone, with laughter or nothing behind it: 233，笑死, but 233，太多了.
    private static func isLaughing(_ start: Int, _ end: Int, in scanner: FormScanner) -> Bool {
        if laughing.ends(before: start, in: scanner) { return true }
        let next = scanner.end(of: end) { !FormScanner.isHanzi($0) && !FormScanner.isDigit($0) }
        return isAlone(start, in: scanner) && (scanner.scalar(next) == nil || laughing.starts(at: next, in: scanner))
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

    /// Whether a number stands alone, in quotes, or behind who or what is praised with it; 学费666 is an amount.
    private static func isPraised(_ start: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.start(before: start, reach: 2, where: " :".unicodeScalars.contains)
        return isAlone(place, in: scanner) || praised.ends(before: place, in: scanner)
            || scanner.scalar(start - 1).map("【“\"".unicodeScalars.contains) ?? false
    }

    /// Whether no amount is announced before a number.
    private static func isFree(_ start: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(before: start)
        guard let previous = scanner.scalar(place) else { return true }
        if FormScanner.isHanzi(previous) { return !announcing.contains(previous) }
        return isAlone(place + 1, in: scanner) || "【“\"》".unicodeScalars.contains(previous)
    }

    private static let praised = PhraseSet(
        "操作 大佬 老铁 主播 哥 姐 弟 们 老师 师傅 高手 技术 真 太 真的 真是 简直 直接 波 扣 打 刷 喊 回复 评论 弹幕 满屏 公屏 全是 都是 一片 个")
    private static let laughing = PhraseSet("哈 笑死 笑死我了 嘿 笑")
    private static let leaving = PhraseSet("拜 下了 睡了 走了 溜了 闪了 撤了 先睡")
    private static let farewells = PhraseSet("拜 明天见 今晚见 晚上见 下次见 改天见 回见 再见 走了 先走 下了 睡 溜了 撤了 晚安 不聊")
    private static let announcing = Set(
        "价格卖花要仅共计约到近超达过满于为等值第得款付收有出差数量额是只才各剩余前后加减乘除以到至上下赞论粉包账房了金费租资奖礼名手入间返赢攒亏欠".unicodeScalars)
}
