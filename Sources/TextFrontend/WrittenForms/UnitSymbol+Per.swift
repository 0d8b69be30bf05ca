extension UnitSymbol {
    /// A slash between what is counted and what it is counted per: 5元/斤, 80次/min, 3500/月, 20片/盒.
    ///
    /// Behind a measure of money and the like it is 每 before whatever follows, behind a bare number and any other measure
    /// only before what things are counted per; between two currencies it is 兑. What counts nothing (男人/女人) has none.
    static func takePer(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            let place = scanner.index
            guard let previous = scanner.scalar(place - 1), scanner.take("/") else { return nil }
            // 早8点/晚8点.
            if previous == "点" { return nil }
            let isCounted = counted.contains(previous)
            guard isCounted || isQuantity(before: place, in: scanner) else { return nil }
            if previous == "元", MoneyForm.names.starts(at: scanner.index, in: scanner), !scanner.isDigit(place - 2) {
                return "兑"
            }
            if scanner.isHanzi(scanner.index) {
                let isYear =
                    scanner.current == "年" && scanner.isDigit(place - 4) && scanner.scalar(place - 4) ?? "0" < "3"
                let isPer = !isYear && isDivisor(at: scanner.index, in: scanner)
                // 元/千克.
                let isMoney = previous == "元" && !scanner.isHanzi(place - 2)
                return isPer || isMoney || isCounted && isMeasure(before: place, in: scanner) ? "每" : nil
            }
            // 175/L is a size.
            let isMinute = scanner.starts(with: ["m", "i", "n"], at: scanner.index)
            guard
                isCounted || isMinute || !isBare(place, in: scanner) && divisible.starts(at: scanner.index, in: scanner)
            else { return nil }
            return takeSimple(from: &scanner, isDivisor: true).map { "每" + $0 }
        }
    }

    /// Whether what things are counted per stands at a place in hanzi.
    static func isDivisor(at place: Int, in scanner: FormScanner) -> Bool {
        pers.starts(at: place, in: scanner) && !notPers.starts(at: place, in: scanner)
    }

    /// Whether a number ends before a place, or a measure in hanzi or letters with a number before it: 20片, 2小时, 400IU.
    private static func isQuantity(before place: Int, in scanner: FormScanner) -> Bool {
        guard let last = scanner.scalar(place - 1) else { return false }
        if FormScanner.isDigit(last) { return true }
        if NumberSign.superscript(last) != nil { return true }
        if FormScanner.isLetter(last) {
            let start = scanner.start(before: place, reach: 4, where: FormScanner.isLetter)
            return scanner.isDigit(start - 1)
        }
        return FormScanner.isHanzi(last)
            && (scanner.isDigit(place - 2) || scanner.isHanzi(place - 2) && scanner.isDigit(place - 3))
    }

    /// Whether a measure of one to four hanzi with digits before it ends before a place: 5元, 3平方米, 100万美元.
    private static func isMeasure(before place: Int, in scanner: FormScanner) -> Bool {
        let start = scanner.start(before: place, reach: 4, where: measuring.contains)
        return start < place && scanner.isDigit(start - 1)
    }

    /// Whether digits stand before a place that are no power: 10^9 is one.
    private static func isBare(_ place: Int, in scanner: FormScanner) -> Bool {
        let start = scanner.start(before: place, reach: 4, where: FormScanner.isDigit)
        return start < place && scanner.scalar(start - 1) != "^"
    }

    /// Hanzi after which a slash is 每.
    private static let counted = Set("元块万亿次米升克斤吨里度秒个人件份".unicodeScalars)
    private static let measuring = counted.union("美日欧港英公千厘毫微平方立百十多余几".unicodeScalars)
    private static let divisible = PhraseSet("L kg mL ml km 100")
    private static let pers = PhraseSet(
        "月 年 天 日 周 人 晚 次 斤 小时 个 件 盒 瓶 箱 张 位 间 季度 秒 分 平 课时 节 套 份 组 台 班 桌 米 吨 克 公斤 升 学期 袋 包 只 杯 碗 头 亩 户 股 片 支 颗 粒 枚 板 罐 条 车 株 棵 块 顿 副"
    )
    private static let notPers = PhraseSet(
        "人民 人名 人事 人文 日本 日元 日报 月薪 月饼 年级 年轻 天猫 天津 次日 周末 周一 周二 周三 周四 周五 周六 周日 个人 分数 分公 节日 节目 件数 班级 班主 头像 米粉 位置 "
            + "包邮 包装 股票 户型 户外 户口 组织 组长 台湾 份额 间接 升级 秒杀 套餐 桌面 杯子 袋子 年会 张三 张先 张女 片段 支付 支持 板块 条件 条款 条码 车辆 车位 短信 副本 块状")
}
