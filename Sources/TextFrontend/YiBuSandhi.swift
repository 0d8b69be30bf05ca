/// 一 and 不 take their tone from the syllable after them.
///
/// - 不 before a fourth tone is bú (不是), else bù. Between two equal characters (好不好) and before the complement of a
///   verb (看不见, 对不起) it is neutral.
/// - 一 before a fourth tone is yí (一个, 一样), before another tone yì (一天, 一年, 一起). It is yī as the end of a word
///   or a phrase (统一, 第一), as a digit among digits (二零一一, 十一), in decimals, after 第, in the names of days (周一,
///   星期一, 初一), where it numbers rather than counts (一月一日, 一号, 一楼, 一等, 一年级, B1层, 一季度, 大一学生, 一是安全,
///   一班和二班, 查理一世) and where it is one of two numbers in a score, a sum, a share or a range (一比零, 一加一, 百分之一,
///   一至三天). Between two equal verbs (看一看) it is neutral.
///
/// A neutral syllable counts with the tone that its character has: 一个 (个 gè) is yí ge. Source: Xiandai Hanyu Cidian,
/// entries 一 and 不.
enum YiBuSandhi {
    static func apply(to units: inout [SpeechUnit], in phrase: Range<Int>) {
        for index in phrase {
            switch units[index].hanzi {
            case "一": units[index].speak(tone: Neighbours(of: index, in: units, phrase).toneOfYi, because: .yi)
            case "不": units[index].speak(tone: Neighbours(of: index, in: units, phrase).toneOfBu, because: .bu)
            default: continue
            }
        }
    }
}

/// What stands around 一 or 不 in its phrase.
private struct Neighbours {
    let unit: SpeechUnit
    let beforePrevious: SpeechUnit?
    let previous: SpeechUnit?
    let next: SpeechUnit?
    let following: SpeechUnit?
    /// The units of the phrase and where in them `unit` stands.
    private let units: ArraySlice<SpeechUnit>
    private let index: Int

    init(of index: Int, in units: [SpeechUnit], _ phrase: Range<Int>) {
        func unit(_ index: Int) -> SpeechUnit? { phrase.contains(index) ? units[index] : nil }
        self.unit = units[index]
        (self.units, self.index) = (units[phrase], index)
        (beforePrevious, previous, next, following) = (
            unit(index - 2), unit(index - 1), unit(index + 1), unit(index + 2)
        )
    }

    var toneOfBu: Int {
        guard let next else { return 4 }
        if isBetweenEquals || isBeforeComplement { return 5 }
        return tone(of: next) == 4 ? 2 : 4
    }

    var toneOfYi: Int {
        guard let next else { return 1 }
        // 3:1:2 is said with 比 on both sides, but is no 比一比.
        let isRatio = next.hanzi == "比" && unit.rule == .writtenForm
        if isBetweenEquals, !isRatio, next.hanzi.map(NeutralTone.verbs.contains) ?? false { return 5 }
        if keepsItsTone(before: next) { return 1 }
        return tone(of: next) == 4 ? 2 : 4
    }

    private static let digits = Set("零〇一二三四五六七八九十".unicodeScalars)
    private static let joints = Set("比加减乘到至和与或".unicodeScalars)
    private static let operations = Set("比加减乘".unicodeScalars)
    /// What stands behind a decimal but not behind an hour: 三点一米, 三点一万; 十点一百人.
    private static let decimalUnits = Set("万亿倍米度元级分秒环克吨斤升公厘毫兆吉平立美欧尺寸瓦伏安牛焦帕赫的左以".unicodeScalars)
    private static let complements = Set("见到起了着住完动上下开出进来去过及得懂清好成会通掉多拢".unicodeScalars)
    private static let verbs = Set("看听说想买卖吃喝做走跑起进回出上下拿站坐睡找写学记认分打放赶对受拉推搬抬比合差来去猜够管了舍免过".unicodeScalars)

    private func isDigit(_ unit: SpeechUnit?) -> Bool { unit?.hanzi.map(Self.digits.contains) ?? false }

    /// Whether 一 is yī although a syllable follows.
    private func keepsItsTone(before next: SpeechUnit) -> Bool {
        // The end of a longer word: 统一|思想.
        if let previous, previous.word == unit.word, next.word != unit.word { return true }
        if isDigit(previous) && !followsWholeWord || isDigit(next) { return true }
        // 三点一四, but 三点一刻 and 三点|一起走.
        if previous?.hanzi == "点", isDigit(beforePrevious), next.hanzi != "刻" {
            if unit.rule == .writtenForm || next.hanzi.map(Self.decimalUnits.contains) ?? false { return true }
            if isDecimal { return true }
            if next.hanzi == "个", following?.hanzi == "百" { return true }
            if next.hanzi == "千", following?.hanzi.map(Self.decimalUnits.contains) ?? false { return true }
        }
        if isTerm(before: next) || isInName(before: next) { return true }
        if previous?.hanzi == "从", next.hanzi == "数" || next.hanzi == "到" { return true }
        if numbersADay(before: next) || isInBargain(before: next) { return true }
        if numbersAStage(before: next) || numbersAGroup(next) || numbersASovereign(next) { return true }
        // 战成一平 is a score, 改成一平方米 and 建成一平台 are none; 说一不二, 说一是一.
        if next.hanzi == "平", previous?.hanzi == "成", following?.hanzi.map("后了的".unicodeScalars.contains) ?? true {
            return true
        }
        // Who gives most to a streamer: 榜一大哥, 榜一是谁, but 上榜一周.
        if previous?.hanzi == "榜" {
            let isGiver = ["大哥", "大姐", "大佬"].contains(text(from: 1, count: 2))
            return isGiver || next.hanzi.map("是的榜".unicodeScalars.contains) ?? false
        }
        if previous?.hanzi == "说", ["不二", "是一"].contains(text(from: 1, count: 2)) { return true }
        switch next.hanzi {
        case "点": return isDigit(following) || following?.rule == .letter
        case "楼": return true
        case "月", "号", "等", "级", "流": return !isCounted(before: next)
        // 一线城市, but 一针一线 and 两点一线.
        case "线": return beforePrevious?.hanzi != "一" && previous?.hanzi != "点"
        // The character: 排成个一字.
        case "字": return previous?.hanzi == "个"
        case "日": return previous?.hanzi == "月" || unit.rule == .writtenForm && !isSpanOfDays
        case "班", "路", "中", "单", "厂": return unit.rule == .writtenForm && following?.hanzi != "个"
        case "年": return following?.hanzi == "级"
        default: return false
        }
    }

    /// Whether what stands around 三点一 makes it a decimal and no hour: 百分之三点一到百分之五, 下降了三点一是, 评分八点一不错, 五点一声道.
    private var isDecimal: Bool {
        var start = -2
        while isDigit(unit(at: start - 1)) { start -= 1 }
        let before = text(from: start - 2, count: 2)
        let after = text(from: 1, count: 2)
        if before == "分之" || Self.measured.contains(before) || ["声道", "版本"].contains(after) { return true }
        // 评分是八点一.
        if before.hasSuffix("是"), Self.measured.contains(text(from: start - 3, count: 2)) { return true }
        if before.hasSuffix("从") || before.hasSuffix("由") { return Self.changes.contains(after) }
        // 八点一折, but not 折腾.
        return next?.hanzi == "折" && following?.word != next?.word
    }

    /// What stands before the number that something has or has changed by, and before no hour.
    private static let measured: Set = [
        "评分", "得分", "视力", "安卓", "升了", "降了", "涨了", "跌了", "升到", "降到", "涨到", "跌到", "降至", "升至",
    ]
    /// What a number does that stands behind 从.
    private static let changes: Set = [
        "上升", "下降", "升到", "降到", "涨到", "跌到", "升至", "降至", "涨至", "跌至", "提高", "提升", "增加", "上涨", "下跌",
    ]

    /// Whether 一 is the first syllable of its own word behind 唯一, 万一, 星期一 or 十一: 唯一|一次.
    private var followsWholeWord: Bool {
        guard let previous, previous.hanzi == "一", let beforePrevious, previous.word != unit.word else { return false }
        return beforePrevious.hanzi == "十" || beforePrevious.word == previous.word && !isDigit(beforePrevious)
    }

    /// Whether 一 is the number of a day or comes behind 第: 周一, 下周一早上, 初一, but 每周|一次, 四周|一片, 学期|一到, 当初|一起.
    private func numbersADay(before next: SpeechUnit) -> Bool {
        guard let previous, let ordinal = previous.hanzi else { return false }
        // 星期一只.
        if ordinal == "期", previous.word == unit.word, beforePrevious?.hanzi == "星" { return true }
        let isInWord = beforePrevious?.word == previous.word
        switch (beforePrevious?.hanzi, ordinal) {
        case (_, "第"): return true
        case ("星", "期"), ("礼", "拜"):
            return keepsItsDay(before: next, weekLength: 2)
        case ("下", "周"), ("上", "周"), ("本", "周"), ("这", "周"), ("每", "周"):
            return keepsItsDay(before: next, weekLength: 1)
        case (let before, "周"):
            return !isInWord && !(isDigit(beforePrevious) || before.map("几半整圆四".unicodeScalars.contains) ?? false)
        case ("年", "初"): return text(from: -3, count: 1) == "大" || !isCount(before: next)
        case (let before, "初"): return !isInWord && before != "季"
        default: return false
        }
    }

    /// Whether 一 behind 下周 or 下星期 is a Monday: 从下周一起, 下周一起飞, but 下周一起去.
    private func keepsItsDay(before next: SpeechUnit, weekLength: Int) -> Bool {
        // 从下周一起 and 从星期一起, but 从上周一起事故.
        let before = text(from: -2 - weekLength, count: 2)
        if next.hanzi == "起", before.contains("从") || before.contains("自") {
            return !["事故", "案件", "车祸", "火灾", "交通"].contains(text(from: 2, count: 2))
        }
        let after = text(from: 1, count: 3)
        if Self.deedsOfADay.contains(String(after.prefix(2))) {
            return !["起飞去", "起飞到", "起诉讼", "直播放", "场地震"].contains(after)
        }
        // 每周一回 is once a week, 下周一回北京 is not.
        if next.hanzi == "回" { return following?.hanzi.map { !"也就都还才的吧".unicodeScalars.contains($0) } ?? false }
        return Self.partsOfDay.contains(String(after.prefix(2))) || !isCount(before: next)
    }

    /// What is done on a day, though with 一 its first character makes an adverb or counts.
    private static let deedsOfADay: Set = [
        "起飞", "起航", "起诉", "起草", "起床", "起程", "直播", "直飞", "直达", "同事", "同学", "同时", "同步", "定稿", "定档",
        "定案", "定价", "定期", "切换", "轮到", "轮休", "轮流", "轮值", "轮班", "轮岗", "分班", "分组", "分享", "分发", "分配", "分手", "场地",
        "场馆", "批准", "批复", "批改",
    ]

    /// Whether 一 counts what follows or makes an adverb with it: 一次, 一起, but not 一|天气 nor 一|开会.
    private func isCount(before next: SpeechUnit) -> Bool {
        guard let hanzi = next.hanzi else { return false }
        if "起直定共般样同旦些切".unicodeScalars.contains(hanzi) { return true }
        return (MeasureWord.isSingle(hanzi) || "节轮集".unicodeScalars.contains(hanzi))
            && (next.word == unit.word || following?.word != next.word)
    }

    private static let partsOfDay: Set = ["早上", "上午", "中午", "下午", "晚上", "凌晨", "清晨", "傍晚"]

    /// Whether 一 is given or taken for another number: 买一送一, 押一付三, 假一赔三, 以一当十.
    private func isInBargain(before next: SpeechUnit) -> Bool {
        guard let first = previous?.hanzi, let second = next.hanzi, isDigit(following) else { return false }
        return "买押退假满拍以举".unicodeScalars.contains(first) && "送赠付赔发当敌反".unicodeScalars.contains(second)
    }

    /// Whether 一 before 月, 号, 等, 级 or 流 numbers nothing: 大一号, 降一级, 一月一次; 这一等, 一流泪 and 一号脉 are verbs.
    private func isCounted(before next: SpeechUnit) -> Bool {
        func stands(_ unit: SpeechUnit?, in set: String) -> Bool {
            unit?.hanzi.map(set.unicodeScalars.contains) ?? false
        }
        switch next.hanzi {
        case "月": return following?.hanzi == "一" && stands(self.unit(at: 3), in: "次个回换")
        case "号": return stands(previous, in: "大小") || following?.hanzi == "脉"
        case "等": return stands(previous, in: "这那") || stands(following, in: "到就再你我他她您")
        case "级":
            return stands(previous, in: "差升低降跳") || stands(beforePrevious, in: "升降跳") && previous?.hanzi == "了"
                || previous?.hanzi == "高" && beforePrevious?.hanzi != "最"
                || beforePrevious?.hanzi == "一" && previous?.hanzi == "级"
                || following?.hanzi == "一" && self.unit(at: 3)?.hanzi == "级"
        case "流": return stands(following, in: "泪鼻血汗眼口")
        default: return false
        }
    }

    /// Whether 一 numbers a quarter, a trial, a company, a year of study or a point of a list.
    private func numbersAStage(before next: SpeechUnit) -> Bool {
        // 这一季度 and 最后一战 count.
        if let hanzi = previous?.hanzi, "这那每某另同上下哪首后死水决".unicodeScalars.contains(hanzi) { return false }
        let isWord = next.word == unit.word
        switch (next.hanzi, following?.hanzi) {
        case ("季", "度"), ("单", "元"), ("车", "间"), ("类", "疫"), ("类", "新"), ("期", "工"), ("期", "项"), ("期", "临"): return true
        case ("环", "路"), ("环", "内"), ("环", "外"), ("本", "线"): return true
        case ("战", let event?): return "爆后期时前中结".unicodeScalars.contains(event)
        case ("把", "手"): return isWord && following?.word == unit.word
        case ("审", _), ("汽", _), ("中", _): return isWord
        case ("区", _): return following?.word != next.word
        // 一是安全，二是质量.
        case ("是", _): return previous == nil
        default: break
        }
        // 大一新生 and 上大一时, but 扩大一些, 太大一时 and 高一点.
        guard let year = previous?.hanzi, "大研高".unicodeScalars.contains(year),
            beforePrevious?.hanzi.map("读上念是在到从升考和入刚才我你他她届级".unicodeScalars.contains) ?? true
        else { return false }
        // 大一大二.
        if next.hanzi == year, isDigit(following) { return true }
        return next.hanzi.map("学新的时上".unicodeScalars.contains) ?? false
            || ["分班", "分科", "下学", "下册", "物理", "化学", "数学", "语文", "英语"].contains(text(from: 1, count: 2))
    }

    /// Whether 一 numbers a class, a team, a unit of an army: 二年级一班, 一班的学生, 一组和三组, 一队领先二队.
    private func numbersAGroup(_ next: SpeechUnit) -> Bool {
        guard let group = next.hanzi, Self.groups.contains(group) else { return false }
        let groupText = String(group)
        if groupText == "班", previous?.hanzi == "级" { return true }
        // 初一一班.
        if groupText == "班", isDigit(previous), beforePrevious?.hanzi.map("初高大".unicodeScalars.contains) ?? false {
            return true
        }
        // What is counted has 两; 二 numbers. But 一队人 counts.
        if hasSecond(group) { return !beginsAnotherWord(next) && following?.hanzi != "人" }
        let joint = text(from: 2, count: 1)
        if !joint.isEmpty, "和与跟对".contains(joint), text(from: 4, count: 1) == groupText,
            isDigit(unit(at: 3))
        {
            return true
        }
        guard "班组连营厂".contains(groupText) else { return false }
        switch previous?.hanzi {
        case nil, "是": return following?.hanzi == "的"
        case "在", "到", "去": return following == nil ? groupText == "班" : following?.hanzi == "的"
        default: return false
        }
    }

    /// Whether 二班 stands near 一班: not 第二班, which may follow a whole 一班, and not 接二连三.
    private func hasSecond(_ group: Unicode.Scalar) -> Bool {
        let near = Array(text(from: -Self.reach, count: 2 * Self.reach).unicodeScalars)
        return near.indices.dropFirst().contains { place in
            near[place] == group && near[place - 1] == "二"
                && (place < 2 || !"第接".unicodeScalars.contains(near[place - 2]))
        }
    }

    /// Whether what follows 一 is no group but the beginning of a word or of a number: 一院子, 一班车, 一连几天.
    private func beginsAnotherWord(_ next: SpeechUnit) -> Bool {
        guard let following, let hanzi = following.hanzi else { return false }
        // But 一连二连 are two companies.
        if next.hanzi == "连", isDigit(following) || "几两数好多串".unicodeScalars.contains(hanzi) {
            return unit(at: 3)?.hanzi != "连"
        }
        // 一班|长 is cut as 一|班长.
        return following.word == next.word && next.word != unit.word && hanzi != "长"
    }

    /// Whether 一世 is the number of a king, an emperor or a pope, and no lifetime.
    private func numbersASovereign(_ next: SpeechUnit) -> Bool {
        next.hanzi == "世" && Self.sovereigns.contains(text(from: -2, count: 2)) && text(from: 2, count: 2) != "英名"
    }

    /// How the names of kings, emperors and popes end.
    private static let sovereigns = Set(
        """
        查理 莎白 亨利 德华 乔治 姆斯 威廉 特烈 里希 彼得 山大 古拉 保罗 琳娜 破仑 路易 索瓦 利普 腓力 约翰 理查 道夫 利安 奥托 拉德 若昂 德罗 鲁士
        流士 西斯 塞提 摩斯 巴斯 莱曼 默德 坦丁 丁尼 利奥 庇护 本笃 高利 瑟夫 朗茨 卡尔 塔夫 蒂安 西里 玛丽 波德 克托 贝托 伊凡 格里
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let groups = Set("班组队连营团排厂院".unicodeScalars)
    /// How far 一班 and 二班 may be apart.
    private static let reach = 16

    private func unit(at distance: Int) -> SpeechUnit? {
        units.indices.contains(index + distance) ? units[index + distance] : nil
    }

    /// So many hanzi from a distance on, as far as the phrase has them.
    private func text(from distance: Int, count: Int) -> String {
        let places = (index + distance..<index + distance + count).clamped(to: units.indices)
        return String(String.UnicodeScalarView(units[places].compactMap(\.hanzi)))
    }

    /// Whether 一 is one of two numbers that a word joins: 一比零, 三比一领先, 一加一, 百分之一的人, 一至三天.
    private func isTerm(before next: SpeechUnit) -> Bool {
        switch (next.hanzi, following?.hanzi) {
        case ("大", "于"), ("小", "于"), ("除", "以"): return true
        case (let joint?, let number) where Self.joints.contains(joint):
            if isDigit(following) || number == "两" || following?.rule == .letter { return true }
        default: break
        }
        // 三比一个 counts again, and so does 百分之一百.
        guard let joint = previous?.hanzi, let before = beforePrevious?.hanzi, next.word != unit.word,
            !isPower(next), !(next.hanzi.map(MeasureWord.isSingle) ?? false)
        else { return false }
        switch (before, joint) {
        case ("分", "之"), ("除", "以"): return true
        default: return Self.digits.contains(before) && Self.operations.contains(joint)
        }
    }

    /// Whether 一 stands beside letters as part of a name: H1N1, B1层, 1F.
    private func isInName(before next: SpeechUnit) -> Bool {
        next.rule == .letter || unit.rule == .writtenForm && previous?.rule == .letter && !isPower(next)
    }

    private func isPower(_ unit: SpeechUnit) -> Bool {
        unit.hanzi.map(MeasureWord.powers.contains) ?? false
    }

    /// Whether 1日 is no date: 1日游, 1日内, 1日三餐, 1日元.
    private var isSpanOfDays: Bool { following?.hanzi.map("游内间之三元".unicodeScalars.contains) ?? false }

    /// Whether equal characters stand on both sides: 看一看, 好不好.
    private var isBetweenEquals: Bool {
        guard let previous, let hanzi = previous.hanzi, !isDigit(previous) else { return false }
        return hanzi == next?.hanzi && previous.spoken?.tone != 5
    }

    /// Whether 不 stands between a verb and its complement: 看不见, 来不及, 对不起.
    private var isBeforeComplement: Bool {
        guard let complement = next?.hanzi, Self.complements.contains(complement), let verb = previous?.hanzi else {
            return false
        }
        // 不上不下 is no verb and complement.
        return Self.verbs.contains(verb) && following?.hanzi != "不" && beforePrevious?.hanzi != "不"
    }

    /// The tone of the next syllable; a neutral one counts with that of its character.
    private func tone(of next: SpeechUnit) -> Int {
        guard next.spoken?.tone == 5 else { return next.spoken?.tone ?? 0 }
        // The lexicon has 个 neutral in many words.
        return next.hanzi == "个" ? 4 : next.reading?.tone ?? 5
    }
}
