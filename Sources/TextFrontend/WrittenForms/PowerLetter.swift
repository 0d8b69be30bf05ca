/// The letters that stand for 万, thousands, millions and billions in amounts: 年薪20w, 播放100W+, ￥3k-5k, $1.2B; 15k is 一万五千.
///
/// W is a watt and k no unit unless money, readers or followers are counted: a currency or one of their words stands
/// before the number, or a word for people, times or money, or a `+` that adds nothing, behind the letter. A small
/// w is no watt unless what has watts stands beside it (20w灯泡).
enum PowerLetter {
    /// 万 behind the number that starts at `start` and ends here, if a letter says so.
    static func take(afterNumberAt start: Int, from scanner: inout FormScanner) -> String? {
        guard let letter = scanner.current, letter == "w" || letter == "W" else { return nil }
        // 2w5 is 两万五.
        if letter == "w", scanner.isDigit(scanner.index - 1), scanner.isDigit(scanner.index + 1),
            !scanner.isDigit(scanner.index + 2), !scanner.isLetter(scanner.index + 2), !scanner.isInName(at: start)
        {
            scanner.index += 1
            return "万"
        }
        guard isAlone(scanner) else { return nil }
        let next = scanner.index + 1
        let isMore = scanner.scalar(next) == "+" && !scanner.isDigit(next + 1)
        let isPower = powers.ends(before: start, in: scanner) || parts.starts(at: next, in: scanner)
        if isPower, letter == "w" {
            scanner.index = next
            return "瓦"
        }
        guard !isPower else { return nil }
        guard
            isMore || letter == "w" && isSmall(afterNumberAt: start, scanner) || counted.starts(at: next, in: scanner)
                || isAnnounced(before: start, by: audience, in: scanner)
        else {
            return nil
        }
        scanner.index += 1
        return "万"
    }

    /// Whether a small w stands neither in a name, behind volts nor in the grade of an oil (5w-30).
    private static func isSmall(afterNumberAt start: Int, _ scanner: FormScanner) -> Bool {
        let next = scanner.index + 1
        let isGrade =
            scanner.scalar(next) == "-" && scanner.isDigit(next + 1)
            && scanner.scalar(scanner.end(of: next + 1, where: FormScanner.isDigit)) != "w"
        // 5w-10w.
        let isRange = scanner.scalar(start - 1) == "-" && scanner.scalar(start - 2) == "w"
        return !isGrade && (isRange || !scanner.isInName(at: start)) && !UnitSymbol.isBehindUnit(start, in: scanner)
    }

    /// Makes a number of thousands of one with a k behind it, and of millions and billions with M and B where a
    /// currency stands before: 3.5k is 3500, $1.2B is 12亿.
    static func takeThousands(of numeral: inout Numeral, from scanner: inout FormScanner) {
        guard let zeros = zeros(scanner.current), isAlone(scanner), numeral.fraction == nil,
            numeral.decimals.count < 2, (numeral.decimals.first ?? "").utf8.count <= 3,
            numeral.whole.utf8.count < 5,
            zeros == 3
                ? isThousands(numeral, scanner)
                : MoneyForm.isCurrency(before: first(of: numeral.start, in: scanner), in: scanner)
        else { return }
        scanner.index += 1
        let decimals = numeral.decimals.first ?? ""
        numeral.whole += decimals + String(repeating: "0", count: zeros - decimals.utf8.count)
        numeral.decimals = []
        numeral.isGrouped = true
    }

    private static func zeros(_ letter: Unicode.Scalar?) -> Int? {
        switch letter {
        case "k", "K": 3
        case "M": 6
        case "B": 9
        default: nil
        }
    }

    private static func isThousands(_ numeral: Numeral, _ scanner: FormScanner) -> Bool {
        !screens.starts(at: scanner.index + 1, in: scanner)
            && (money.starts(at: scanner.index + 1, in: scanner)
                || isAnnounced(before: numeral.start, by: nil, in: scanner))
    }

    private static func isAlone(_ scanner: FormScanner) -> Bool {
        scanner.isDigit(scanner.index - 1) && !scanner.isLetter(scanner.index + 1)
            && !scanner.isDigit(scanner.index + 1)
    }

    /// Where the first number of a range starts whose second one starts at a place: 15k-20k.
    private static func first(of start: Int, in scanner: FormScanner) -> Int {
        guard let sign = scanner.scalar(start - 1), FormScanner.joinsRange(sign) else {
            return start
        }
        let end = scanner.isLetter(start - 2) ? start - 2 : start - 1
        return scanner.start(before: end, reach: 8) { FormScanner.isDigit($0) || $0 == "." }
    }

    private static func isAnnounced(before number: Int, by further: PhraseSet?, in scanner: FormScanner) -> Bool {
        let start = first(of: number, in: scanner)
        if MoneyForm.isSign(scanner.scalar(start - 1)) { return true }
        let place = scanner.start(before: start, reach: 4, where: " :约近达到超过了是为".unicodeScalars.contains)
        return announcements.ends(before: place, in: scanner) || further?.ends(before: place, in: scanner) ?? false
    }

    /// What has pixels or parts is no amount: 4K视频, 2K元素.
    private static let screens = PhraseSet("视频 画质 分辨率 电视 屏 高清 超清 显示 投影 电影 影片 摄像 片源 直播 元素 块状 块儿状")
    /// What a number of watts stands behind or before: 功率100W+, 快充65W+, 1000W元器件.
    private static let powers = PhraseSet("功率 额定 快充 充电 输出 闪充 支持 充电器 充电头 灯泡 灯 电源")
    private static let parts = PhraseSet("元件 元器件 快充 闪充 充 元旦 次声 +快充 +闪充 灯 的灯 的充 电源 音箱 音响 喇叭 电机 适配 投影 风扇 激光 太阳能 光伏 功率 瓦")
    private static let counted = PhraseSet("人 次 元 块 粉 播放 阅读 点赞 赞 浏览 像素 用户 观看 会员 读者 观众")
    private static let money = PhraseSet("元 块 粉")
    private static let announcements = PhraseSet(
        "薪 薪资 薪水 工资 收入 月入 年入 粉丝 涨粉 播放 播放量 点赞 阅读 阅读量 浏览量 存款 存 赚 花 预算 首付 房贷 贷款 总价 彩礼 奖金 身价 估值")
    private static let audience = PhraseSet("破 销量 销售额 营业额")
}
