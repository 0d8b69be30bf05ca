/// What stands after a number: whether 2 is 两 there, and whether a long number is a quantity.
enum MeasureWord {
    /// Measure words and units of one character that take 两: 两个, 两米, 两点.
    ///
    /// What is numbered rather than counted (月 日 号 楼) is not among them: it takes 二. Nor is 两: 二两.
    private static let single = Set(
        ("个只位名条张件本次天年岁元块毛角分米里尺寸家辆种人户群双对口头匹棵颗粒片把支枝枚台架艘座间层杯瓶碗盘袋包盒箱桶斤吨克亩倍"
            + "秒点周届场段首篇句页幅套组批股门道份顿圈步国项遍趟回番则行升伏瓦"
            + "根部封栋朵所排夜册盏壶筒罐束捆包桌床船笔株尾尊幢堆摞滴").unicodeScalars)

    /// More of them, which no reduplication is looked for with: 一起起床, 一样样品.
    private static let further = Set("节例集起处类局针晚勺题站票男女轮剂样串列厅".unicodeScalars)

    /// What takes 两 but makes no longer number a quantity: 门牌1602边上.
    private static let places = Set("瓣成折侧端边旁省球季胜".unicodeScalars)

    /// What makes a word of these that counts nothing: a grade of school is numbered (2年级), a half is no minute (2分之1),
    /// and 方案2成功了, 选手2胜出, 图2端点.
    private static let compounds: [Unicode.Scalar: Set<Unicode.Scalar>] = [
        "年": ["级"], "分": ["之"], "站": ["台"], "列": ["表"], "季": ["度"], "边": ["形"], "旁": ["边"], "侧": ["面"],
        "成": Set("都功本绩员品果像立年长分为交型就效因熟".unicodeScalars), "胜": Set("出利任算诉选".unicodeScalars),
        "端": Set("点口午正庄".unicodeScalars), "省": Set("级道份会长委".unicodeScalars),
        "球": Set("员迷队场".unicodeScalars), "折": Set("线叠扣射".unicodeScalars),
    ]

    /// Whether a character is one of the first ones, or counts lines or songs.
    static func isSingle(_ scalar: Unicode.Scalar) -> Bool {
        single.contains(scalar) || "行曲句声排串滴朵根条".unicodeScalars.contains(scalar)
    }

    /// Units of two characters that take 两.
    private static let double = PhraseSet(
        "小时 分钟 公里 公斤 公顷 千克 千米 厘米 毫米 毫升 平方 立方 星期 礼拜 代人 美元 日元 欧元 英镑 港元 英里 海里 英寸 平米 "
            + "汤匙 茶匙 大匙 小匙 小勺 大勺 大卡 千卡 连胜 连败 连冠 车道 居室 学期")

    /// Powers of ten.
    static let powers = Set("百千万亿".unicodeScalars)

    /// What makes a number before it a quantity although it is long, besides measure words.
    private static let others = Set("多余几美日欧英港韩平立公千厘毫小".unicodeScalars)

    /// Whether a bare 2 that ends at `index` is said 两.
    static func takesLiang(after index: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(index)
        guard let next = scanner.scalar(place) else { return false }
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
            || double.starts(at: place, in: scanner)
    }

    /// Whether what follows a number counts or measures something.
    static func isUnit(after index: Int, in scanner: FormScanner) -> Bool {
        guard let next = scanner.scalar(scanner.skippingSpace(index)) else { return false }
        return powers.contains(next) || single.contains(next) || further.contains(next) || others.contains(next)
            || next == "%" || next == "‰"
    }

    /// Whether the number from `start` to `end` is an ordinal by what stands before it: 第2个, 第 2 个, 初2, 周2晚.
    static func isOrdinal(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        guard let previous = scanner.scalar(scanner.skippingSpace(before: start)) else { return false }
        // 每周2次 counts.
        let isCounted = scanner.scalar(scanner.skippingSpace(end)).map("次场个天遍".unicodeScalars.contains) ?? false
        return "第初".unicodeScalars.contains(previous) || "周期拜".unicodeScalars.contains(previous) && !isCounted
    }
}
