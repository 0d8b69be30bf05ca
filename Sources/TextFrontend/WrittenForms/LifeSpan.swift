/// Two numbers with a sign of range that are the years of a life, of a dynasty or of an era.
///
/// - Behind 公元 and its like and before 年: 公元618-907年.
/// - In brackets behind a name, three centuries apart at most, of four digits: 苏轼（1037-1101）; two round numbers and what
///   follows a price or an amount are none.
/// - Of three digits in brackets behind the name of a dynasty: 唐（618—907）.
enum LifeSpan {
    static func contains(_ first: String, _ second: String, from start: Int, to end: Int, in scanner: FormScanner)
        -> Bool
    {
        guard (3...4).contains(first.utf8.count), (3...4).contains(second.utf8.count), let from = Int(first),
            let to = Int(second), from != to
        else { return false }
        if scanner.scalar(scanner.skippingSpace(end)) == "年", IntegerContext.eras.ends(before: start, in: scanner) {
            return true
        }
        guard scanner.scalar(start - 1) == "(", scanner.scalar(end) == ")", let name = scanner.scalar(start - 2),
            FormScanner.isHanzi(name), (from + 1...from + 300).contains(to), to < 2100
        else { return false }
        if dynasties.contains(name) || name == "朝" || name == "代" { return true }
        return from >= 1000 && !(from.isMultiple(of: 50) && to.isMultiple(of: 50)) && !amounts.contains(name)
            && !isMeasured(before: start, in: scanner)
    }

    /// Whether what has an amount, and no number of its own, ends before a place or before a bracket there: 价格, 海拔.
    static func isMeasured(before place: Int, in scanner: FormScanner) -> Bool {
        measured.ends(before: scanner.scalar(place - 1) == "(" ? place - 1 : place, in: scanner)
    }

    private static let dynasties = Set("唐宋元明清汉晋隋周秦魏蜀吴齐梁陈辽金".unicodeScalars)
    private static let measured = PhraseSet(
        "海拔 波长 频率 套餐 促销 人口 产量 销量 转速 功率 高度 热量 总分 积分 价格 售价 票价 均价 单价 房价 租金 月租 价位 预算")
    private static let amounts = Set("价格额元率数量值钱费约为计卡斤克米围码号段间分".unicodeScalars)
}
