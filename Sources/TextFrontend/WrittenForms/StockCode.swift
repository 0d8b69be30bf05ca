/// Six digits that a share is traded under: 600519贵州茅台, 贵州茅台（600519.SH）.
enum StockCode {
    /// Whether six digits begin as those of an exchange do and stand in brackets behind a name, or before one at the head of
    /// a clause.
    static func isCode(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        guard number.utf8.count == 6, !number.hasSuffix("000"), beginnings.contains(String(number.prefix(3))) else {
            return false
        }
        // 【600519】贵州茅台.
        if scanner.scalar(start - 1) == "【", scanner.scalar(end) == "】" { return true }
        let previous = scanner.scalar(start - 1)
        if previous == "(", scanner.isHanzi(start - 2) || scanner.isLetter(start - 2) {
            guard !amounts.ends(before: start - 1, in: scanner) else { return false }
            return scanner.scalar(end) == ")" || scanner.scalar(end) == "." && scanner.isLetter(end + 1)
        }
        let isFirst = previous.map { !FormScanner.isHanzi($0) && !FormScanner.isLetter($0) } ?? true
        return isFirst && scanner.isHanzi(end) && scanner.isHanzi(end + 1)
            && !MeasureWord.isUnit(after: end, in: scanner)
    }

    private static let amounts = PhraseSet(
        "收入 人口 总计 共计 合计 销量 销售额 面积 产量 总数 人数 金额 余额 数量 总额 价格 利润 支出 播放量 阅读量 元 万")
    private static let beginnings: Set = [
        "600", "601", "603", "605", "688", "300", "301", "510", "511", "512", "513", "515", "516", "518", "560", "561",
        "562",
        "563", "588", "159", "002", "000",
    ]
}
