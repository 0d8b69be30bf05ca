/// Decides from what stands around an integer whether it is a quantity or is said digit by digit.
///
/// Digit by digit are (README.md has examples):
///
/// 1. years: four digits from 1001 to 2999 before 年, but not where a round number counts years (近1200年, 2000年前); two
///    that begin with 0, 8 or 9, and any two before a month, a season (24年春节), a turn of life (24年毕业) or a class
///    (22级新生); up to four after 公元前, three in brackets (（701年－762年）); 19xx and 20xx before 届 级 款 版, a
///    part of a year (上半年, Q1), a holiday (新年) or games (巴黎奥运会), behind a greeting (迎接2025), in a list that ends
///    in 年, in a title (《1984》) and in the number of a document (国办发〔2023〕12号); 1901 to 2049 before a hanzi that
///    they do not count (2025蛇年);
/// 2. generations: two digits that end in 0 or 5 before 后 (90后; 80、90后; 7080后), or before 前 if no hanzi stands before
///    them;
/// 3. what has a leading zero, and seven digits and more that neither end in 0000 nor stand before a unit;
/// 4. three digits and more in a name: after Latin letters (A380), after an `IdentifierLabel` (电话, 尾号), behind a
///    building or a floor (8栋1602, 5楼501), before 室 房 路 大楼 教室 # or P, the service numbers (10086, 955xx), what is
///    called by its number (985高校, 318国道, 打110), words of the net (`ChatNumber`) and number plates; but round hundreds
///    below 10000 are quantities (T1000);
/// 5. two digits behind a number of metres or seconds: 1米78, 9秒58;
/// 6. two digits other than 0 before 折: 85折.
///
/// Anything else is a quantity; a lone 2 before what it counts is 两.
struct IntegerContext {
    let scanner: FormScanner
    /// Where the number starts.
    let start: Int
    /// Where what counts as its context begins: behind the number, or behind the range that it is part of.
    let end: Int

    /// How a plain integer is said here.
    func spoken(_ number: String) -> String {
        if isYear(number) || isGeneration(number) || isDiscount(number) || isIdentifier(number) || isDecimals(number) {
            return NumberReader.digits(number)
        }
        let isCounted =
            MeasureWord.takesLiang(after: end, in: scanner)
            && !MeasureWord.isOrdinal(from: start, to: end, in: scanner) && !scanner.isJoinedToName(at: start)
        return isCounted ? NumberReader.counted(number) : NumberReader.integer(number)
    }

    /// Rule 1.
    func isYear(_ number: String) -> Bool {
        let next = scanner.skippingSpace(end)
        let count = number.utf8.count
        if count == 4, YearRange.isRecent(number) {
            if Self.hasEdition(scanner, next) || isGreeted || isInDocumentNumber || isBareYear(number) { return true }
        }
        if isInReign(number) { return true }
        if isTitle(number) || isInYearList(number) || isEraBound(number) { return true }
        if count == 2, isShortEdition(at: next) { return true }
        guard scanner.scalar(next) == "年" else { return false }
        if count == 3 || count == 4, Self.eras.ends(before: start, in: scanner) { return true }
        switch count {
        case 4: return YearRange.named.contains(Int(number) ?? 0) && !(number.hasSuffix("00") && countsYears(next + 1))
        case 2: return isShortYear(number, after: next + 1) && !countsYears(next + 1)
        case 3: return isAncient(next) || isReported(number, after: next + 1)
        default: return false
        }
    }

    /// Whether a year is welcomed or bidden farewell: 迎接2025, but 迎接2000人.
    private var isGreeted: Bool {
        Self.greetings.ends(before: start, in: scanner) && !MeasureWord.isUnit(after: end, in: scanner)
    }

    /// Whether a year stands in brackets inside the number of a document or of a case: 〔2023〕12号, (2021)沪02民终456号.
    private var isInDocumentNumber: Bool {
        guard let opening = scanner.scalar(start - 1), let closing = scanner.scalar(end),
            "〔[【(".unicodeScalars.contains(opening), "〕]】)".unicodeScalars.contains(closing)
        else { return false }
        let rest = end + 1
        let close = scanner.end(of: rest) { $0 != "号" && (FormScanner.isHanzi($0) || FormScanner.isDigit($0)) }
        return scanner.scalar(close) == "号" && (rest..<close).contains(where: scanner.isDigit)
    }

    /// Whether 年 in front of `next` closes a span of time: 近1200年, 2000年前, 1500年的历史.
    func countsYears(_ next: Int) -> Bool {
        if let previous = scanner.scalar(start - 1), Self.spans.contains(previous) { return true }
        let place = scanner.scalar(next) == "的" ? next + 1 : next
        return Self.spanEnds.starts(at: place, in: scanner)
    }

    /// Rule 2.
    private func isGeneration(_ number: String) -> Bool {
        // 7080后, 9095后.
        if number.utf8.count == 4, scanner.scalar(end) == "后", let first = Int(number.prefix(2)),
            let second = Int(number.suffix(2)), first.isMultiple(of: 5), second.isMultiple(of: 5), first >= 50
        {
            return second == (first + 5) % 100 || second == (first + 10) % 100
        }
        guard number.utf8.count == 2, number.hasSuffix("0") || number.hasSuffix("5") else { return false }
        if scanner.scalar(end) == "前", !scanner.isHanzi(start - 1) {
            return number > "50" && (scanner.scalar(end + 1).map("的都和们也是出,。、)".unicodeScalars.contains) ?? true)
        }
        // 80、90后, 70/80后.
        var last = end
        while last < end + 9, scanner.scalar(last) == "、" || scanner.scalar(last) == "/", scanner.isDigit(last + 1),
            scanner.isDigit(last + 2)
        {
            last += 3
        }
        return scanner.scalar(last) == "后" && !(scanner.scalar(last + 1).map("面来边退".unicodeScalars.contains) ?? false)
    }

    /// Rule 6.
    private func isDiscount(_ number: String) -> Bool {
        guard number.utf8.count == 2, !number.contains("0"), scanner.scalar(scanner.skippingSpace(end)) == "折" else {
            return false
        }
        return !(scanner.scalar(scanner.skippingSpace(end) + 1).map("叠扇磨射线纸返算合断腾".unicodeScalars.contains) ?? false)
    }

    /// Rule 5.
    private func isDecimals(_ number: String) -> Bool {
        guard number.utf8.count == 2, scanner.scalar(start - 1) == "米" || scanner.scalar(start - 1) == "秒" else {
            return false
        }
        return scanner.isDigit(start - 2) && !MeasureWord.isUnit(after: end, in: scanner)
    }

    private static func hasEdition(_ scanner: FormScanner, _ place: Int) -> Bool {
        if editions.starts(at: place, in: scanner) { return true }
        if isPart(at: place, in: scanner) { return true }
        // 2024·北京, in titles.
        if scanner.scalar(place) == "·", scanner.isHanzi(place + 1) { return true }
        // 2024巴黎奥运会.
        return (place + 2...place + 3).contains {
            games.starts(at: $0, in: scanner) && hosts.ends(before: $0, in: scanner)
        }
    }

    /// Whether a part of a year, or an estimate of it, follows: 2024Q1, 23H2, 2025E.
    static func isPart(at place: Int, in scanner: FormScanner) -> Bool {
        let isHalf =
            scanner.scalar(place) == "H" && (scanner.scalar(place + 1).map("12".unicodeScalars.contains) ?? false)
        let isQuarter = scanner.scalar(place) == "Q" && scanner.isDigit(place + 1)
        if isHalf || isQuarter { return !scanner.isDigit(place + 2) && !scanner.isLetter(place + 2) }
        return scanner.scalar(place) == "E" && !scanner.isLetter(place + 1) && !scanner.isDigit(place + 1)
    }

    static let eras = PhraseSet("公元前 公元 纪元前")
    private static let editions = PhraseSet(
        "届 级 款 版 赛季 财年 学年 春晚 上半年 下半年 年度 奥运 冬奥 亚运 残奥 大运会 世界杯 欧洲杯 亚洲杯 世博 新年 春节 元旦 国庆 中秋 高考 中考 考研 国考 跨年 第一季度 第二季度 第三季度 第四季度 "
            + "一季度 二季度 三季度 四季度 加油 再见 你好 暑假 寒假 春季 秋季 夏季 冬季 暑期 全国两会 两会 全年 胡润 福布斯 CBA NBA WTA ATP")
    private static let greetings = PhraseSet("迎接 喜迎 你好 再见 告别 展望 回顾 走进 相约 拥抱 我的 你的 我们的 属于")
    private static let games = PhraseSet("奥运 冬奥 亚运 残奥 大运会 世界杯 世博")
    private static let hosts = PhraseSet(
        "北京 巴黎 东京 伦敦 里约 雅典 悉尼 平昌 索契 米兰 巴西 南非 德国 日韩 法国 上海 杭州 广州 成都 深圳 多哈 仁川 卡塔尔 俄罗斯 洛杉矶")
    private static let spans = Set("近约达有逾历经满整了隔过共".unicodeScalars)
    private static let spanEnds = PhraseSet("前 来 历史 以前 以来 之久 以上 时间 左右")
}
