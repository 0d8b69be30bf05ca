/// Numbers that have become names and are said digit by digit: before what they name (985高校, 315晚会, 318国道), and
/// behind the verb if one calls them for help (打110).
enum NamedNumber {
    /// What a number is known for.
    private static let names: [String: PhraseSet] = [
        "985": PhraseSet("高校 院校 大学 学校 工程 硕 本科 本硕 本, 毕业 名校 、211 和211 及211 或211 /211 &211"),
        "211": PhraseSet("高校 院校 大学 学校 工程 硕 本科 本硕 本, 毕业 名校 、985 和985 及985 或985 /985 &985"),
        "996": PhraseSet("工作 加班 福报 制度 文化 模式 打工 上班 的工作 的生活 的日子 的公司 真累 太累"),
        "715": PhraseSet("工作"), "404": PhraseSet("错误 页面 报错 了 Not"),
        "502": PhraseSet("错误 报错 胶 网关 Bad"),
        "360": PhraseSet("杀毒 安全 浏览器 公司 卫士"), "315": PhraseSet("晚会 曝光 消费者"), "911": PhraseSet("事件 恐怖 袭击"),
        "618": PhraseSet("购物 大促 活动 期间 狂欢 年中 价"), "520": PhraseSet("表白 情人节 快乐 告白 礼物 节 我爱你 ,我爱你 /1314"),
        "120": PhraseSet("急救 救护车 是急救 师、 师, 师。 师的"),
        "110": PhraseSet("报警 指挥 是报警"), "119": PhraseSet("火警 消防 指挥 是火警"), "503": PhraseSet("错误 报错 服务"),
        "114": PhraseSet("查号"), "122": PhraseSet("事故 报警"), "1314": PhraseSet("/520"), "1024": PhraseSet("程序员"),
        "863": PhraseSet("计划"), "973": PhraseSet("计划"),
        "798": PhraseSet("艺术"), "1688": PhraseSet("网站 批发"), "4399": PhraseSet("小游戏 游戏"),
        "2345": PhraseSet("浏览器 网址"), "8848": PhraseSet("手机"), "925": PhraseSet("银 纯银"),
        "999": PhraseSet("足金 纯金 感冒灵 黄金 足银"), "304": steel, "316": steel,
        "115": PhraseSet("师、 师, 师。 师的"), "129": PhraseSet("师、 师, 师。 师的"),
        "201": PhraseSet("不锈钢"), "430": PhraseSet("不锈钢"),
        "442": PhraseSet("阵型"), "433": PhraseSet("阵型"), "352": PhraseSet("阵型"), "532": PhraseSet("阵型"),
        "451": PhraseSet("阵型"), "343": PhraseSet("阵型"), "4231": PhraseSet("阵型"),
    ]

    /// What gives a number its meaning from before it.
    private static let named: [String: PhraseSet] = [
        "1314": PhraseSet("520 520/ 520、 一生一世"), "520": PhraseSet("1314/ 爱你"),
        "618": PhraseSet("京东 天猫 淘宝 今年 去年 明年"), "1573": PhraseSet("国窖"), "1618": PhraseSet("五粮液"),
        "985": PhraseSet("211、 211和 211及 211或 211/ 211&"), "211": PhraseSet("985、 985和 985及 985或 985/ 985&"),
        "404": PhraseSet("返回 报 提示 显示 出现"), "403": PhraseSet("返回 报 提示 显示 出现"),
        "502": PhraseSet("返回 报 提示 显示 出现"), "503": PhraseSet("返回 报 提示 显示 出现"),
        "401": PhraseSet("返回 报 提示 显示 出现"), "235": PhraseSet("铀"), "238": PhraseSet("铀"), "239": PhraseSet("钚"),
        "137": PhraseSet("铯"),
        "996": PhraseSet("被 拒绝 反对 抵制 逃离 告别 实行 推行 天天 常年 长期 大厂 公司"),
        "131": PhraseSet("碘"),
    ]

    private static let steel = PhraseSet("不锈钢 L不锈钢 L钢 L材质 L内胆")

    /// What has models of three and four digits.
    static let brands = PhraseSet("保时捷 法拉利 标致 宝马 迈凯伦 骁龙 天玑 麒麟")
    /// What is traded for a month, of which two digits are the year: 螺纹2410.
    private static let futures = PhraseSet(
        "沪金 沪银 沪铜 沪铝 沪锌 沪镍 螺纹 螺纹钢 热卷 铁矿 铁矿石 焦煤 焦炭 原油 燃油 沥青 甲醇 豆粕 豆油 棕榈 玉米 白糖 棉花 生猪 纯碱 玻璃")
    /// Letters behind the figures of processors, graphics cards and cars: 3060Ti, 7950X, 530Li.
    private static let models: Set<String> = ["Ti", "XT", "XTX", "Li", "Le", "KF", "KS", "HX", "HQ"]

    /// Two digits and what is known by them.
    private static let pairs: [String: PhraseSet] = [
        "84": PhraseSet("消毒"), "58": PhraseSet("同城"), "51": PhraseSet("job"), "55": PhraseSet("开, 开。 开吧 开的"),
        "95": PhraseSet("式 新, 新。 新的 新手机"), "99": PhraseSet("式 新, 新。 新的 新手机"), "56": PhraseSet("式"),
        "81": PhraseSet("式"),
        "59": PhraseSet("式"), "63": PhraseSet("式"), "69": PhraseSet("式"), "79": PhraseSet("式"), "96": PhraseSet("式"),
        "92": PhraseSet("式"), "88": PhraseSet("式"), "54": PhraseSet("式"), "98": PhraseSet("新, 新。 新的"),
    ]
    private static let notNames = PhraseSet("名校友 名校长 名校医 名校工")
    private static let notPairs = PhraseSet("式太极 式拳 式剑 式样")

    /// What has a number of three digits as its name; a round one counts.
    private static let numbered = PhraseSet("国道 省道 县道 医院 部队 高地 中学")

    /// A train without a letter: 1461次列车, 普快2541次.
    private static let trains = PhraseSet("次列车 次普快 次特快 次动车 次高铁 次火车 次慢")
    private static let trainKinds = PhraseSet("普快 普客 特快 列车 动车 高铁 火车 坐")

    /// What calls for help in an emergency.
    static let calls = PhraseSet("打 拨 叫 打了 叫了 拨通 拨通了 拨了 打过 打个 打了个 拨个 拨了个 喂, 喂,是")
    /// What is beaten, shot and played: 打120下.
    private static let counted = Set("下发板枪拳环折球声枚字局盘度来".unicodeScalars)

    /// Whether the number from `start` to `end` is a name by what stands beside it.
    static func isNamed(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(end)
        if ServiceNumber.emergencies.contains(number),
            calls.ends(before: scanner.skippingSpace(before: start) + 1, in: scanner),
            !MeasureWord.isUnit(after: end, in: scanner), !(scanner.scalar(place).map(counted.contains) ?? false)
        {
            return true
        }
        if names[number]?.starts(at: place, in: scanner) ?? false {
            // 共211名校友 counts, and so does 卖出404了.
            return !notNames.starts(at: place, in: scanner)
                && !(scanner.scalar(place) == "了"
                    && scanner.scalar(start - 1).map("了出有共到".unicodeScalars.contains) ?? false)
        }
        if !MeasureWord.isUnit(after: end, in: scanner) {
            if named[number]?.ends(before: start, in: scanner) ?? false { return true }
            if isModel(number, from: start, to: end, in: scanner) { return true }
        }
        if number.utf8.count == 4, !number.hasSuffix("00"), scanner.scalar(place) == "次",
            trains.starts(at: place, in: scanner) || trainKinds.ends(before: start, in: scanner)
        {
            return true
        }
        return (3...5).contains(number.utf8.count) && !number.hasSuffix("00") && numbered.starts(at: place, in: scanner)
            || StockCode.isCode(number, from: start, to: end, in: scanner)
    }

    /// A model by its maker or by the letters behind it (骁龙870, 3060Ti, 7950X), or a month of futures.
    private static func isModel(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let count = number.utf8.count
        guard (3...5).contains(count), !number.hasSuffix("000") else { return false }
        let last = scanner.end(of: end, where: FormScanner.isLetter)
        let letters = last - end > 3 ? "" : scanner.string(end, last)
        if models.contains(letters) || letters == "X" && count == 4 || letters == "K" && count == 5 { return true }
        if !number.hasSuffix("00"), count < 5, brands.ends(before: start, in: scanner) { return true }
        let month = Int(number.suffix(2)) ?? 0
        return count == 4 && number.first == "2" && (1...12).contains(month) && futures.ends(before: start, in: scanner)
    }

    /// The first of two names with a slash between them, which no fraction is: 985/211.
    static func takeListed(from scanner: inout FormScanner) -> String? {
        let end = scanner.digitsEnd
        guard scanner.scalar(end) == "/", end == scanner.index + 3 || end == scanner.index + 4 else { return nil }
        let number = scanner.string(scanner.index, end)
        guard listed.contains(number), names[number]?.starts(at: end, in: scanner) ?? false else { return nil }
        scanner.index = end
        return NumberReader.digits(number)
    }

    private static let listed: Set = ["985", "211", "520", "1314"]

    /// Whether two digits are a name by what stands behind them: 84消毒液, 95式.
    static func isPair(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        // 95新Switch.
        if number.utf8.count == 2, number > "79", scanner.scalar(end) == "新", scanner.isLetter(end + 1) { return true }
        return number.utf8.count == 2 && pairs[number]?.starts(at: end, in: scanner) ?? false
            && !notPairs.starts(at: end, in: scanner) && scanner.scalar(start - 1) != "第"
            && scanner.scalar(start - 1) != "点"
    }
}
