/// Two numbers with a hyphen that are neither a range nor a score.
///
/// 1. Behind 满 or 领 what a shop takes off is 减: 满200-30.
/// 2. The number of a figure, of a table, of an example or of a classroom that falls, for no range does, is 杠: 图3-2.
/// 3. A door behind the number of its floor or of its house is 杠 too, digit by digit: 2楼2-203.
/// 4. 7-11, the shop, is 七十一.
enum HyphenatedPair {
    static func spoken(_ first: Numeral, _ second: Numeral, in scanner: FormScanner) -> String? {
        guard first.isPlain, second.isPlain, scanner.scalar(first.end) == "-", second.start == first.end + 1,
            let from = Int(first.whole), let to = Int(second.whole)
        else { return nil }
        let start = first.start
        let (left, right) = (NumberReader.integer(first.whole), NumberReader.integer(second.whole))
        if from > to, discounts.ends(before: start, in: scanner) { return left + "减" + right }
        if from >= to, from < 100, isLabelled(start, in: scanner) { return left + "杠" + right }
        if first.whole.utf8.count < 3, (3...4).contains(second.whole.utf8.count), !second.whole.hasSuffix("00"),
            !MeasureWord.isUnit(after: second.end, in: scanner),
            buildings.ends(before: start, in: scanner),
            scanner.isDigit(start - 2) || scanner.isLetter(start - 2)
        {
            return left + "杠" + NumberReader.digits(second.whole)
        }
        return from == 7 && to == 11 && isShop(start, second.end, in: scanner) ? left + right : nil
    }

    private static func isLabelled(_ start: Int, in scanner: FormScanner) -> Bool {
        // 教室6-4，7-5.
        let list = scanner.start(before: start, reach: 12) {
            FormScanner.isDigit($0) || "-,、".unicodeScalars.contains($0)
        }
        let place = scanner.scalar(list - 1) == "(" ? list - 1 : list
        return labels.ends(before: place, in: scanner) && !scanner.ends(with: ["比", "例"], before: place)
    }

    private static func isShop(_ start: Int, _ end: Int, in scanner: FormScanner) -> Bool {
        if shops.starts(at: scanner.skippingSpace(end), in: scanner) { return true }
        return ways.ends(before: start, in: scanner) && !scanner.isHanzi(scanner.skippingSpace(end))
    }

    private static let discounts = PhraseSet("满 领")
    private static let labels = PhraseSet("图 表 例 公式 习题 教室")
    private static let buildings = PhraseSet("楼 栋 幢 座 区 单元")
    private static let shops = PhraseSet("便利 店 超市 门口 买")
    private static let ways = PhraseSet("去 逛 的 家 在 去了")
}
