/// What stands after a number: whether 2 is 两 there, and whether a long number is a quantity.
enum MeasureWord {
    /// Measure words and units of one character that take 两: 两个, 两米, 两点.
    ///
    /// What is numbered rather than counted (月 日 号 楼) is not among them: it takes 二. Nor is 两: 二两.
    private static let single = Set(
        ("个只位名条张件本次天年岁元块毛角分米里尺寸家辆种人户群双对口头匹棵颗粒片把支枝枚台架艘座间层杯瓶碗盘袋包盒箱桶斤吨克亩倍"
            + "秒点周届场段首篇句页幅套组批股门道份顿圈步国项遍趟回番则行升伏瓦"
            + "根部封栋朵所排夜册盏壶筒罐束捆桌床船笔株尾尊幢堆摞滴").unicodeScalars)

    /// More of them, which no reduplication is looked for with: 一起起床, 一样样品.
    private static let further = Set("节例集起处类局针晚勺题站票男女轮剂样串列厅副".unicodeScalars)

    /// What takes 两 but makes no longer number a quantity: 门牌1602边上.
    private static let places = Set("瓣成折侧端边旁省球季胜".unicodeScalars)

    /// What makes a word of these that counts nothing: a grade of school is numbered (2年级), a half is no minute (2分之1),
    /// and 方案2成功了, 选手2胜出, 图2端点.
    private static let compounds: [Unicode.Scalar: Set<Unicode.Scalar>] = [
        "年": ["级"], "分": ["之"], "站": ["台"], "列": ["表"], "季": ["度"], "边": ["形"], "旁": ["边"], "侧": ["面"],
        "次": Set("方幂函曲元型".unicodeScalars), "本": ["院"],
        "副": Set("局校班主总省市部队书会院处科教县厅董作本".unicodeScalars),
        "成": Set("都功本绩员品果像立年长分为交型就效因熟".unicodeScalars), "胜": Set("出利任算诉选".unicodeScalars),
        "端": Set("点口午正庄".unicodeScalars), "省": Set("级道份会长委".unicodeScalars),
        "球": Set("员迷队场".unicodeScalars), "折": Set("线叠扣射".unicodeScalars),
    ]

    /// The first ones, and what counts lines and songs.
    static let ofOneCharacter = single.union("行曲句声排串滴朵根条".unicodeScalars)

    /// Units of two characters that take 两.
    private static let double = PhraseSet(
        "小时 分钟 公里 公斤 公顷 千克 千米 厘米 毫米 毫升 平方 立方 星期 礼拜 代人 英里 海里 英寸 平米 "
            + "汤匙 茶匙 大匙 小匙 小勺 大勺 大卡 千卡 连胜 连败 连冠 车道 居室 学期 刻钟 课时")

    /// Powers of ten.
    static let powers = Set("百千万亿".unicodeScalars)

    /// What makes a number before it a quantity although it is long, besides measure words.
    private static let others = Set("多余几英平立公千厘毫小".unicodeScalars)

    /// Whether a bare 2 that ends at `index` is said 两.
    static func takesLiang(after index: Int, in scanner: FormScanner) -> Bool {
        // 2到3个.
        counts(from: behindRange(index, in: scanner), in: scanner)
    }

    /// Whether what takes 两 stands right at a place.
    private static func counts(from index: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(index)
        guard let next = scanner.scalar(place) else { return false }
        if let isCounted = isCountedTogether(next, at: place, behind: index, in: scanner) { return isCounted }
        switch (next, scanner.scalar(place + 1)) {
        // 2室1厅; but a room has a number.
        case ("室", let digit?) where FormScanner.isDigit(digit): return true
        // 2战2胜, 2胜1负; but 2战 is a war, 二战.
        case ("战", let digit?) where FormScanner.isDigit(digit): return true
        case (let first, let second?) where compounds[first]?.contains(second) ?? false: return false
        // Models have numbers too (RTX4090款), so it makes no long one a quantity.
        case ("款", _): return true
        default: break
        }
        return powers.contains(next) || single.contains(next) || further.contains(next) || places.contains(next)
            || double.starts(at: place, in: scanner) || MoneyForm.names.starts(at: place, in: scanner)
    }

    /// Where the second number of a range in hanzi ends that goes on behind the first one; if there is none, the place.
    private static func behindRange(_ index: Int, in scanner: FormScanner) -> Int {
        guard scanner.scalar(index) == "到" || scanner.scalar(index) == "至", scanner.isDigit(index + 1) else {
            return index
        }
        let end = scanner.end(of: index + 1) { FormScanner.isDigit($0) || $0 == "." }
        return end < index + 8 ? end : index
    }

    /// Whether 2 counts one of several kinds, each with its number (2菜1汤, 2胜2平, 1大2小), or is one of several
    /// (2排3座, 2年1班); nil if nothing says so.
    private static func isCountedTogether(
        _ next: Unicode.Scalar, at place: Int, behind index: Int, in scanner: FormScanner
    ) -> Bool? {
        switch (next, scanner.scalar(place + 1)) {
        case ("排", let digit?) where FormScanner.isDigit(digit): return false
        case ("年", let digit?) where FormScanner.isDigit(digit):
            return scanner.scalar(place + 2) == "班" || scanner.scalar(place + 3) == "班" ? false : nil
        case ("座", _) where scanner.scalar(index - 2) == "排": return false
        case ("平", _) where scanner.scalar(index - 2) == "胜": return true
        case ("平", let digit?) where FormScanner.isDigit(digit):
            return scanner.scalar(place + 2) == "负" || scanner.scalar(place + 2) == "胜" ? true : nil
        case ("梯", let digit?), ("菜", let digit?), ("荤", let digit?), ("大", let digit?):
            return FormScanner.isDigit(digit) ? true : nil
        // 2类疫苗, BI-RADS 2类; but 分为2类.
        case ("类", _):
            let isRank = scanner.scalar(index - 2) == " " && scanner.isLetter(index - 3)
            let isCount = scanner.scalar(index - 2).map("有这那分共".unicodeScalars.contains) ?? false
            return isRank || !isCount && ranked.starts(at: place + 1, in: scanner) ? false : nil
        case ("卫", let second): return !(second.map("星兵视冕".unicodeScalars.contains) ?? false)
        case ("素", _): return scanner.scalar(index - 2) == "荤" ? true : nil
        case ("小", _): return scanner.scalar(index - 2) == "大" && scanner.isDigit(index - 3) ? true : nil
        default: return nil
        }
    }

    /// Whether what follows a number counts or measures something.
    static func isUnit(after index: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(index)
        guard let next = scanner.scalar(place) else { return false }
        return powers.contains(next) || single.contains(next) || further.contains(next) || others.contains(next)
            || next == "%" || next == "‰" || MoneyForm.names.starts(at: place, in: scanner)
    }

    /// Whether the number from `start` to `end` is an ordinal by what stands before it: 第2个, 第 2 个, 初2, 周2晚.
    static func isOrdinal(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        if isFloor(from: start, to: end, in: scanner) { return true }
        guard let previous = scanner.scalar(scanner.skippingSpace(before: start)) else { return false }
        // 每周2次 counts.
        let place = scanner.skippingSpace(behindRange(end, in: scanner))
        let isCounted = scanner.scalar(place).map("次场个天遍".unicodeScalars.contains) ?? false
        return "第初".unicodeScalars.contains(previous) || "周期拜".unicodeScalars.contains(previous) && !isCounted
    }

    /// Whether a number before 层 is a floor of a house, not how many it has: 在2层, 1号楼2层, -2层, 2层是餐厅.
    private static func isFloor(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(end)
        guard scanner.scalar(place) == "层" else { return false }
        if scanner.scalar(start) == "-" || scanner.scalar(start) == "−" || scanner.scalar(place + 1) == "是" {
            return true
        }
        if scanner.ends(with: ["地", "下"], before: start) {
            // 地上32层，地下2层 counts.
            return !(start - 12..<start).contains { scanner.starts(with: ["地", "上"], at: $0) }
        }
        // 这座2层小楼 has two.
        if scanner.scalar(start - 1).map("楼栋幢座".unicodeScalars.contains) ?? false,
            scanner.scalar(start - 2).map("这那一每某该此整几两".unicodeScalars.contains) ?? false
        {
            return false
        }
        return scanner.scalar(start - 1).map(houses.contains) ?? false
    }

    /// What is ranked by a number before 类.
    private static let ranked = PhraseSet("医疗器械 器械 疫苗 新药 切口 水质 水体 水域 精神药品 账户 建设用地 居住用地 响应")
    private static let houses = Set("在到住去往负楼栋幢座场厦店馆院".unicodeScalars)
}
