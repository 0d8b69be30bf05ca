extension IntegerContext {
    /// Whether four digits without 年 are a year by the hanzi behind them, which they do not count: 2025蛇年, 祝2025发财.
    ///
    /// A round number is none, nor what an amount is announced before or goes on behind: 售价1999, 1999包邮, 2024左右.
    func isBareYear(_ number: String) -> Bool {
        let place = scanner.skippingSpace(end)
        guard let year = Int(number), YearRange.bare.contains(year), !number.hasSuffix("00"), scanner.isHanzi(place),
            isFreeOfAmounts(number, before: place)
        else { return false }
        if Self.occasions.starts(at: place, in: scanner) { return true }
        return !MeasureWord.isUnit(after: end, in: scanner) && !Self.further.starts(at: place, in: scanner)
            && !(scanner.scalar(place).map(Self.continuing.contains) ?? false)
    }

    /// Whether nothing stands before the number that announces an amount: a mark or a hanzi of another kind.
    ///
    /// Prices look like years of the last century (定金1999锁定), so that these want more: 于1956在, 他1998参军.
    private func isFreeOfAmounts(_ number: String, before next: Int) -> Bool {
        let place = scanner.start(before: start, reach: 3, where: " :(《“\"【[#".unicodeScalars.contains)
        guard let previous = scanner.scalar(place - 1) else { return true }
        if FormScanner.isHanzi(previous) {
            guard !Self.announcing.contains(previous), !LifeSpan.isMeasured(before: place, in: scanner) else {
                return false
            }
            return number.hasPrefix("20") || "在于自从祝".unicodeScalars.contains(previous)
                || Self.turns.starts(at: next, in: scanner)
        }
        return ",。、!?;…\n\t)》”】]".unicodeScalars.contains(previous) && !scanner.isDigit(place - 2)
    }

    /// Whether a year of a reign has the year of our era in brackets behind it: 贞观元年（627年）, 光绪二十四年（1898）.
    func isInReign(_ number: String) -> Bool {
        guard (3...4).contains(number.utf8.count), scanner.scalar(start - 1) == "(", scanner.scalar(start - 2) == "年"
        else { return false }
        let isNamed = scanner.scalar(end) == "年" && scanner.scalar(end + 1) == ")"
        if isNamed { return true }
        guard number.utf8.count == 4, number < "1950", !number.hasSuffix("00"), scanner.scalar(end) == ")" else {
            return false
        }
        // 元年 and 二十四年 are no terms of a contract, as 一年（1680） is.
        if scanner.scalar(start - 3) == "元" { return true }
        let digits = scanner.start(before: start - 2, reach: 3) {
            FormScanner.isDigit($0) || "一二三四五六七八九十".unicodeScalars.contains($0)
        }
        return digits < start - 3 && scanner.isHanzi(start - 3) || Self.reigns.ends(before: digits, in: scanner)
    }

    /// Whether three digits before 年 begin a clause in which something happens that befalls a throne: 618年李渊称帝.
    func isReported(_ number: String, after next: Int) -> Bool {
        guard number.utf8.count == 3, !number.hasSuffix("0"), number.first != "1",
            !(scanner.isHanzi(start - 1) || scanner.isLetter(start - 1))
        else { return false }
        return (next..<next + 12).contains { Self.events.starts(at: $0, in: scanner) }
    }

    private static let reigns = PhraseSet(
        "民国 光绪 康熙 乾隆 道光 咸丰 同治 宣统 嘉庆 雍正 顺治 洪武 建文 永乐 洪熙 宣德 正统 景泰 天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 "
            + "咸平 景德 天圣 景祐 庆历 皇祐 皇佑 嘉祐 嘉佑 治平 熙宁 元丰 元祐 元佑 绍圣 元符 崇宁 大观 政和 宣和 靖康 建炎 绍兴 隆兴 乾道 淳熙 绍熙 庆元 嘉泰 开禧 嘉定 宝庆 绍定 端平 嘉熙 淳祐 淳佑 宝祐 宝佑 景定 咸淳 "
            + "至元 大德 至正 昭和 明治 大正")
    /// What is held, printed or grown in a year and begins with what could count.
    private static let occasions = PhraseSet(
        "开始 男装 女装 天气 种植 的春 的夏 的秋 的冬 的最后 的第一 的我 的你 的新年 的愿望 开学 开年 开局 开工 国际 国家 国内 国考 国庆 国产 国潮 国漫 国风 人工智能 人形 天猫 天津 天府 本科 台湾 家博 家电 家居 家装 行业 集训 女足 女排 女篮 男足 男篮 男排 女子 男子 场地 部编 双十 双1 "
            + "双旦 美国 美洲 美网 美加 日本 欧洲 欧冠 欧国联 英国 英雄 英超 港股 韩国 公考 公务 公益 公开 小米 小升初 全国 全球 全新 全省 全市 全民 一起 一路 一定 上海 下学期 上学期 成都 世界 学术 车展 "
            + "市场 校园 校招 院士 期末 期中 日历 单招 多哈 立春 立夏 立秋 立冬 环法 环球 环保 安徽 首届 首都 多么 拉美 县域 乡村 同比 就业")
    /// What is counted or measured and that `MeasureWord` does not know, and what is bought.
    private static let further = PhraseSet(
        "度 词 字 卷 课 村 县 市 校 院 馆 队 团 班 线 杆 丈 顷 石 斗 听 世 代 辈 刻 旬 日 期 楼 室 房 弄 巷 磅 盎 焦 牛 帕 安 赫 像素 兆 种 类 样 组 例 亩 户 枪 拳 针 幕 环 股 帧 比 桩 项 宗 路 车 页 号 码 "
            + "单 学时 学分 卢 法郎 泰铢 克拉 现 优惠 券 积分 金币 钻 粉 赞 票 卡 秒 封 新增 收 成交 入手 走起 出售 打包 带走 拿 抢 买 卖 拍 拼 领 返 抵 立减 满")
    /// What goes on behind an amount.
    private static let continuing = Set("了的多左以上下起包送即就都也还再不比和与及或跟同等加减乘除是为到至块余几吗呢吧啊呀嘛开乃而且则者之因所一全成两".unicodeScalars)
    /// What announces an amount.
    private static let announcing = Set("价格售卖花要仅只共计约近超达满值付收有了才额费薪数量第号差给还借存充扣罚赚亏均需省减增降涨过每各产销资租账款钱利润".unicodeScalars)
    private static let events = PhraseSet("称帝 即位 登基 迁都 驾崩 篡 起兵 灭亡 之变 之战 之乱 建国号 统一")
}
