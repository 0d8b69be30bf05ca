/// Whether two numbers are a score or a ratio: what a colon between them says, and a hyphen.
///
/// - After 比分, 比例, 决胜局 and their like, after what is compared (粉水比1:15), in 以21:15获胜, between two who play
///   (德国1-2日本), beside `=`, in a list of which one is no time (11:8，9:11), and in one of games to 21.
/// - With a hyphen, before a smaller number between two words, for no range falls: 曼城3-0曼联. Brackets with a word in
///   them belong to who plays, 3-1(25-21) has its sets behind it, and a list of which one falls may be sets: 7-5，6-3.
enum Score {
    /// Whether what begins at `start` is a ratio by its context.
    static func isRatio(at start: Int, in scanner: FormScanner) -> Bool {
        var end = start
        while end < start + 8, scanner.isDigit(end) || ClockForm.isColon(scanner.scalar(end)) { end += 1 }
        // 半场10:00 is when it begins.
        let isFull = scanner.starts(with: ["0", "0"], at: end - 2) || scanner.starts(with: ["3", "0"], at: end - 2)
        return isAnnounced(from: start, to: end, in: scanner) || isCompared(from: start, to: end, in: scanner)
            || !isFull && sets.ends(before: start, in: scanner) || scanner.scalar(end) == "="
            || scanner.scalar(start - 1) == "=" || isListed(at: start, in: scanner)
    }

    /// Whether a word that ends in 比 stands before: 粉水比1:15, but 今天比8:30早.
    private static func isCompared(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.start(before: start, reach: 3, where: " :是为约".unicodeScalars.contains)
        guard scanner.scalar(place - 1) == "比", scanner.isHanzi(place - 2), !comparing.ends(before: place, in: scanner)
        else { return false }
        let next = scanner.skippingSpace(end)
        return !scanner.isHanzi(next) || (scanner.scalar(next).map("的左以最为即".unicodeScalars.contains) ?? false)
    }

    /// Whether two numbers with a hyphen are a score.
    static func contains(_ first: Numeral, _ second: Numeral, in scanner: FormScanner) -> Bool {
        first.isPlain && second.isPlain && second.end - first.start < 8
            && (isAnnounced(from: first.start, to: second.end, in: scanner)
                || sets.ends(before: first.start, in: scanner) && !MeasureWord.isUnit(after: second.end, in: scanner)
                || isBetweenTeams(first, second, in: scanner) || isSet(first, in: scanner)
                || falls(from: first, to: second, in: scanner))
    }

    /// Whether a hyphen joins a number to a smaller one between two words, which may be those who play.
    ///
    /// The number of a figure, of a house or of a lesson (图3-1, 12-3号, 必修2-1), hours of the night (夜间22-6), what
    /// sinks (从80-60) and what a shop takes off (满200-30) are no scores.
    private static func falls(from first: Numeral, to second: Numeral, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(first.end) == "-", scanner.scalar(first.start - 1) != "-",
            let from = Int(first.whole), let to = Int(second.whole), from > to, from < 1000
        else { return false }
        var (left, right) = (scanner.skippingSpace(before: first.start), scanner.skippingSpace(second.end))
        // 曼城(英超)3-1(1-0)皇马.
        if scanner.scalar(left) == ")", scanner.isHanzi(left - 1) {
            let opening = scanner.start(before: left, reach: 8, where: FormScanner.isHanzi)
            if scanner.scalar(opening - 1) == "(" { left = opening - 2 }
        }
        if scanner.scalar(right) == "(", hasPair(scanner, right + 1) { right = left }
        if totals.ends(before: first.start, in: scanner), from < 30, !scanner.isHanzi(right) { return true }
        // 女排3-1.
        if sides.ends(before: left + 1, in: scanner), !scanner.isHanzi(right), !scanner.isLetter(right) { return true }
        let (previous, next) = (scanner.scalar(left), scanner.scalar(right))
        func isPlayer(_ scalar: Unicode.Scalar?, unless others: Set<Unicode.Scalar>) -> Bool {
            scalar.map { FormScanner.isHanzi($0) && !others.contains($0) } ?? false
        }
        // 25-18、25-20 are sets.
        let isListed = from > 5 && (previous == "、" || next == "、" || previous == "/" || next == "/")
        return (isListed || isPlayer(previous, unless: labels) && isPlayer(next, unless: numbered))
            && !MeasureWord.isUnit(after: second.end, in: scanner)
    }

    /// Whether two goals or points stand between two teams, or, if they are equal, behind one.
    private static func isBetweenTeams(_ first: Numeral, _ second: Numeral, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(first.end) == "-", first.whole.utf8.count <= 3, second.whole.utf8.count <= 3,
            teams.ends(before: scanner.skippingSpace(before: first.start) + 1, in: scanner)
        else { return false }
        let next = scanner.skippingSpace(second.end)
        if scanner.scalar(next) == "(", hasPair(scanner, next + 1) { return true }
        return teams.starts(at: next, in: scanner) || first.whole == second.whole && !scanner.isHanzi(next)
    }

    /// Whether a list of pairs with hyphens stands here of which one falls: (11-8，9-11，11-7).
    private static func isSet(_ first: Numeral, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(first.end) == "-" else { return false }
        func belongs(_ scalar: Unicode.Scalar) -> Bool {
            FormScanner.isDigit(scalar) || "-,、 ".unicodeScalars.contains(scalar)
        }
        let start = scanner.start(before: first.start, reach: FormScanner.reach / 2, where: belongs)
        let end = scanner.end(of: first.start, where: belongs)
        // A number of tennis, of table tennis or of volleyball is in each set that stands without brackets.
        let isBracketed = scanner.scalar(start - 1) == "(" && scanner.scalar(end) == ")"
        guard isBracketed || !scanner.isHanzi(scanner.skippingSpace(end)) && !scanner.isLetter(end) else {
            return false
        }
        let pairs = scanner.text[start..<end].split { ",、 ".unicodeScalars.contains($0.scalar) }.map { item in
            item.split(omittingEmptySubsequences: false) { $0.scalar == "-" }.compactMap { part in
                Int(scanner.string(part.startIndex, part.endIndex))
            }
        }
        guard pairs.count > 1 || isBracketed && scanner.isDigit(start - 2),
            pairs.allSatisfy({ $0.count == 2 && $0[0] < 100 }), pairs.contains(where: { $0[0] > $0[1] })
        else { return false }
        return isBracketed
            || pairs.allSatisfy { pair in
                (6...30).contains(pair.max() ?? 0) && (abs(pair[0] - pair[1]) > 1 || pair.max() == 7)
                    && pair[0] != pair[1] && !pair.contains(10)
            } && (Set(pairs.map { $0[0] }).count > 1 || [6, 11, 21, 25].contains(pairs[0][0]))
    }

    /// Whether a pair with a hyphen stands at a place, perhaps behind a word: (25-21), (半场0-0).
    private static func hasPair(_ scanner: FormScanner, _ place: Int) -> Bool {
        let start = scanner.end(of: place) { FormScanner.isHanzi($0) || $0 == ":" }
        let hyphen = scanner.end(of: start, where: FormScanner.isDigit)
        return start < place + 6 && hyphen > start && scanner.scalar(hyphen) == "-" && scanner.isDigit(hyphen + 1)
    }

    private static func isAnnounced(from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.start(before: start, reach: 3, where: " :是为".unicodeScalars.contains)
        if announcements.ends(before: place, in: scanner) { return true }
        let next = scanner.skippingSpace(end)
        return verdicts.starts(at: next, in: scanner)
    }

    /// Whether a list with commas stands here of which one is no time, or which is announced as scores.
    private static func isListed(at place: Int, in scanner: FormScanner) -> Bool {
        func belongs(_ scalar: Unicode.Scalar) -> Bool {
            FormScanner.isDigit(scalar) || ClockForm.isColon(scalar) || ",、 ".unicodeScalars.contains(scalar)
        }
        let start = scanner.start(before: place, reach: FormScanner.reach / 2, where: belongs)
        let end = scanner.end(of: place, where: belongs)
        let items = scanner.text[start..<end].split { ",、 ".unicodeScalars.contains($0.scalar) }
        guard items.count > 1, scanner.scalar(place) != "0" || !scanner.isDigit(place + 1) else { return false }
        let pairs = items.map { item in
            item.split(omittingEmptySubsequences: false) { ClockForm.isColon($0.scalar) }.map(\.count)
        }
        guard pairs.allSatisfy({ $0.count == 2 && $0.allSatisfy((1...3).contains) }) else { return false }
        if announcements.ends(before: start, in: scanner) { return true }
        if isListOfGames(items.map { scanner.string($0.startIndex, $0.endIndex) }) { return true }
        // 10:30、3:2 begins with a time all the same.
        let colon = scanner.end(of: place, where: FormScanner.isDigit)
        let isRound =
            "05".unicodeScalars.contains(scanner.scalar(colon + 2) ?? " ") && (scanner.scalar(colon + 1) ?? "0") > "1"
        return !isRound && pairs.contains { $0[1] != 2 }
    }

    /// Whether each pair is a game to 21, and they do not rise as the times of a list do: 21:15、19:21、21:17.
    private static func isListOfGames(_ items: [String]) -> Bool {
        let games = items.map { $0.split { $0 == ":" || $0 == "∶" }.compactMap { Int($0) } }
        let areGames = games.allSatisfy { game in
            let (most, least) = (game.max() ?? 0, game.min() ?? 0)
            return game.count == 2 && (most == 21 && least < 20 || (22...30).contains(most) && most - least == 2)
        }
        guard areGames else { return false }
        return zip(games, games.dropFirst()).contains { ($1[0], $1[1]) < ($0[0], $0[1]) }
    }

    private static let comparing = PhraseSet("对比 相比 类比 同比 环比")
    private static let sides = PhraseSet("国足 女足 男足 女排 男排 女篮 男篮 国乒 国羽 国队")
    private static let totals = PhraseSet("总分 大分 小分")
    private static let labels = Set("图表例题式节章第条款卷版满号室栋间晚早时班从每修件习址在压算".unicodeScalars)
    private static let numbered = Set("号室单栋楼幢层期月日年级班岁度限施放是得等于儿劳国".unicodeScalars)
    private static let announcements = PhraseSet(
        "比分 比例 比率 比值 之比 赔率 配比 战成 战平 大胜 击败 战胜 不敌 局分 盘分 小分 稀释 杠杆 ROI")
    private static let sets = PhraseSet(
        "一局 二局 三局 四局 五局 六局 七局 首局 次局 末局 决胜局 首盘 次盘 一盘 二盘 三盘 四盘 五盘 决胜盘 半场 加时赛 抢七")
    private static let verdicts = PhraseSet(
        "获胜 取胜 战胜 击败 险胜 大胜 完胜 小胜 胜出 领先 落后 落败 惜败 告负 不敌 淘汰 逆转 战平 力克 轻取 拿下 赢下 反超 稀释 的比分 的比例")
    private static let teams = PhraseSet(
        "中国 国足 女足 韩国 日本 朝鲜 泰国 越南 伊朗 伊拉克 沙特 卡塔尔 澳大利亚 新西兰 美国 加拿大 墨西哥 巴西 阿根廷 乌拉圭 智利 秘鲁 哥伦比亚 厄瓜多尔 英格兰 苏格兰 "
            + "威尔士 爱尔兰 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 丹麦 挪威 芬兰 波兰 捷克 奥地利 匈牙利 希腊 土耳其 俄罗斯 乌克兰 塞尔维亚 克罗地亚 摩洛哥 埃及 "
            + "突尼斯 加纳 喀麦隆 尼日利亚 塞内加尔 南非 曼联 曼城 利物浦 切尔西 阿森纳 热刺 皇马 巴萨 马竞 拜仁 多特 国米 米兰 尤文 罗马 那不勒斯 巴黎 国安 申花 恒大 泰山 "
            + "湖人 勇士 火箭 马刺 热火 快船 凯尔特人 雄鹿 掘金 独行侠 太阳 骑士 尼克斯 国王 雷霆 猛龙 辽宁 广东 浙江 山东 北京 上海")
}
