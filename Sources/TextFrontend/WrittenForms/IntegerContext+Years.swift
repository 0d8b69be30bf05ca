extension IntegerContext {
    /// Whether two digits are short for a year: 98年, 08年, 19年5月, 24年春节; but 80年代, and 10年 are ten years.
    ///
    /// Besides a month, a part of the year or what comes once a year says so; a turn of life does (24年毕业) if nothing
    /// stands before the number that it could count, and so do 去年（23年）, 在23年的时候 and 从13年到18年.
    func isShortYear(_ number: String, after next: Int) -> Bool {
        if scanner.scalar(next) == "代" { return false }
        if let first = number.first, "089".contains(first) { return true }
        if isBeforeMonth(next) { return true }
        if isMentioned(next) { return true }
        let previous = scanner.scalar(start - 1)
        if let previous, Self.counting.contains(previous) { return false }
        if Self.seasons.starts(at: next, in: scanner) { return !Self.notSeasons.starts(at: next, in: scanner) }
        let isFree = previous.map { !FormScanner.isHanzi($0) || Self.subjects.contains($0) } ?? true
        return isFree && !number.hasSuffix("0") && Self.turns.starts(at: next, in: scanner)
    }

    /// 5月, 12月, 1-3月.
    private func isBeforeMonth(_ next: Int) -> Bool {
        guard scanner.isDigit(next) else { return false }
        var end = scanner.isDigit(next + 1) ? next + 2 : next + 1
        if let sign = scanner.scalar(end), FormScanner.joinsRange(sign),
            scanner.isDigit(end + 1)
        {
            end = scanner.isDigit(end + 2) ? end + 3 : end + 2
        }
        return scanner.scalar(end) == "月"
    }

    /// 去年（23年）, 今年是24年, 在23年的时候, 从13年到18年.
    private func isMentioned(_ next: Int) -> Bool {
        if scanner.scalar(start - 1) == "(", scanner.scalar(next) == ")" {
            return Self.deictic.ends(before: start - 1, in: scanner)
        }
        if scanner.scalar(start - 1) == "是" {
            return Self.deictic.ends(before: start - 1, in: scanner)
                && !(scanner.scalar(next).map("一合婚来的".unicodeScalars.contains) ?? false)
        }
        if scanner.scalar(start - 1) == "在" { return scanner.starts(with: ["的", "时", "候"], at: next) }
        let isFirst =
            scanner.scalar(start - 1) == "从" && scanner.scalar(next) == "到" && scanner.isDigit(next + 1)
            && scanner.isDigit(next + 2) && scanner.scalar(next + 3) == "年"
        let isSecond =
            scanner.scalar(start - 1) == "到" && scanner.scalar(start - 2) == "年" && scanner.isDigit(start - 3)
            && scanner.isDigit(start - 4) && scanner.scalar(start - 5) == "从"
        let last = isFirst ? next + 4 : next
        return (isFirst || isSecond) && !Self.measures.starts(at: last, in: scanner)
    }

    /// Two digits of a year before a class, a collection, games or a part of it: 24届校招, 22级新生, 24秋冬, 98世界杯, 23Q4.
    func isShortEdition(at next: Int) -> Bool {
        guard let previous = scanner.scalar(start - 1) else { return isShortEdition(next) }
        if "第近约共有出推.-—~到".unicodeScalars.contains(previous) { return false }
        return !FormScanner.isDigit(previous) && !FormScanner.isLetter(previous) && isShortEdition(next)
    }

    private func isShortEdition(_ next: Int) -> Bool {
        // 98世界杯, 24考研; but 30考研 is an age.
        guard let first = scanner.scalar(start), !"34567".unicodeScalars.contains(first) else { return false }
        if Self.collections.starts(at: next, in: scanner) || Self.classes.starts(at: next, in: scanner) { return true }
        guard first == "1" || first == "2" else { return false }
        if scanner.scalar(next) == "Q" || scanner.scalar(next) == "H" { return Self.isPart(at: next, in: scanner) }
        if scanner.scalar(next) == "款" {
            // 24款Model Y, 24款/21款宝马.
            return Self.cars.starts(at: next + 1, in: scanner) || scanner.isLetter(next + 1)
                || scanner.scalar(next + 1) == "/" && scanner.isDigit(next + 2)
        }
        // 21级计科2班; 12级台风 is none.
        guard scanner.scalar(next) == "级", !Self.notClasses.starts(at: next + 1, in: scanner) else { return false }
        let end = scanner.end(of: next + 1) { FormScanner.isHanzi($0) || FormScanner.isDigit($0) }
        return (next + 3..<max(next + 3, min(end, next + 9))).contains { Self.departments.starts(at: $0, in: scanner) }
    }

    /// Whether four digits are the title of a book or a film, or a year at its head: 《1984》, 《1950他们正年轻》.
    func isTitle(_ number: String) -> Bool {
        guard number.utf8.count == 4, scanner.scalar(start - 1) == "《" else { return false }
        return scanner.scalar(end) == "》" || YearRange.isRecent(number) && !MeasureWord.isUnit(after: end, in: scanner)
    }

    /// Whether further years follow in a list that ends in 年: 2001至2010年, 2019，2020年.
    func isInYearList(_ number: String) -> Bool {
        guard number.utf8.count == 4, YearRange.isRecent(number) else { return false }
        var place = end
        for _ in 0..<4 {
            guard let sign = scanner.scalar(place), "、,至到和与及".unicodeScalars.contains(sign),
                (1...4).allSatisfy({ scanner.isDigit(place + $0) }), !scanner.isDigit(place + 5)
            else { return false }
            let other = scanner.string(place + 1, place + 5)
            guard YearRange.isRecent(other), !(number.hasSuffix("00") && other.hasSuffix("00")) else { return false }
            place += 5
            if scanner.scalar(scanner.skippingSpace(place)) == "年" {
                return !countsYears(scanner.skippingSpace(place) + 1)
            }
        }
        return false
    }

    /// Whether a year before our era ends where another era begins: 公元前206—公元220年.
    func isEraBound(_ number: String) -> Bool {
        let behind = scanner.scalar(end).map(FormScanner.joinsRange) ?? false
        // (前310-前250).
        if scanner.scalar(start - 1) == "前", let opening = scanner.scalar(start - 2),
            opening == "(" && behind || FormScanner.isRangeSign(opening), !MeasureWord.isUnit(after: end, in: scanner)
        {
            return true
        }
        guard (3...4).contains(number.utf8.count), Self.eras.ends(before: start, in: scanner),
            let sign = scanner.scalar(end), FormScanner.joinsRange(sign)
        else { return false }
        return Self.eras.starts(at: end + 1, in: scanner) || scanner.scalar(end + 1) == "前" && scanner.isDigit(end + 2)
    }

    /// Whether three digits before 年 are a year: （701年－762年）, 前221年-前206年.
    func isAncient(_ next: Int) -> Bool {
        func isJoint(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { FormScanner.isRangeSign($0) || $0 == "至" } ?? false
        }
        let isBefore = scanner.scalar(start - 1) == "前"
        if scanner.scalar(start - 1) == "(", Self.lives.ends(before: start - 1, in: scanner) { return false }
        if scanner.scalar(next + 1) == ")", isJoint(scanner.scalar(start - 1)), scanner.scalar(start - 6) == "(",
            Self.lives.ends(before: start - 6, in: scanner)
        {
            return false
        }
        let opening = scanner.scalar(isBefore ? start - 2 : start - 1)
        let isJoinedBefore =
            isJoint(opening)
            && scanner.scalar(isBefore ? start - 3 : start - 2).map { $0 == "年" || isBefore && FormScanner.isDigit($0) }
                ?? false
        let second = scanner.scalar(next + 2) == "前" ? next + 3 : next + 2
        let isJoinedBehind =
            isJoint(scanner.scalar(next + 1)) && (0..<3).allSatisfy { scanner.isDigit(second + $0) }
        if isBefore {
            // 前202年—8年.
            let isLast = isJoint(scanner.scalar(next + 1)) && scanner.isDigit(next + 2)
            return isJoinedBefore || isJoinedBehind || isLast || opening == "("
        }
        // 公元25年—220年.
        if isJoinedBefore, (start - 8..<start).contains(where: { Self.eras.starts(at: $0, in: scanner) }) {
            return true
        }
        return opening == "(" && isJoinedBehind || isJoinedBefore && scanner.scalar(next + 1) == ")"
    }

    private static let seasons = PhraseSet(
        "底 初 春节 春晚 春天 春季 夏天 夏季 秋天 秋季 冬天 冬季 冬奥 上半年 下半年 暑假 寒假 国庆 中秋 元旦 高考 校招 春招 秋招 款 Q1 Q2 Q3 Q4 世界杯 奥运 欧洲杯")
    private static let notSeasons = PhraseSet("底子 底蕴 底气 底薪 底色 底线 初心 初衷 初恋 初期 初中 初级 初创 底层 款款 款式 款项")
    static let turns = PhraseSet("毕业 入职 结婚 成立 出生 建国 参军 入伍 入党 改革开放 买的 考上 开业 上市 去世 逝世 生的")
    private static let counting = Set("了用花干满续连第每前后历过隔达近约整经着".unicodeScalars)
    private static let subjects = Set("我你他她们在于从是".unicodeScalars)
    private static let lives = PhraseSet("寿命 树龄 期限 年限 工龄 历史 时间 距今")
    private static let deictic = PhraseSet("去年 今年 前年 明年 后年")
    private static let measures = PhraseSet("不等 以上 以下 有期 徒刑 之间 的经验 的工作经 的历史 的时间 的期限 的寿命")
    private static let collections = PhraseSet("秋冬 春夏 早春 世界杯 奥运 欧洲杯 亚运 冬奥 高考 考研 春晚 春招 秋招 校招")
    private static let classes = PhraseSet(
        "届校招 届秋招 届春招 届毕业 届应届 届学生 届高考 级新生 级学生 级学长 级学姐 级学弟 级学妹 级本科 级硕士 级研究 级博士 级校友 级的学 级的师 级师兄 级师姐 级师弟 级师妹 级同学")
    private static let notClasses = PhraseSet("台风 大风 阵风 以上 以下 地震 伤残 台阶 残疾 风 浪 工伤 玩家")
    private static let departments = PhraseSet("班 专业 学院 系")
    private static let cars = PhraseSet(
        "宝马 奔驰 奥迪 特斯拉 比亚迪 大众 丰田 本田 日产 保时捷 凯美瑞 雅阁 卡罗拉 轩逸 帕萨特 迈腾 途观 汉兰达 理想 蔚来 小鹏 问界 五菱 别克 福特 沃尔沃 雷克萨斯 "
            + "凯迪拉克 路虎 红旗 长安 吉利 哈弗 领克 极氪 思域 朗逸 速腾")
}
