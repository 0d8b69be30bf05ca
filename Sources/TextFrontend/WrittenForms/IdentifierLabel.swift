/// Words before a number that say that it is one to dial, to type or to copy: 电话, 尾号*4567, 取件码：5821, 信用卡9527.
///
/// - What ends in 号 or 码, unless that is a size, a mark or a limit (尺码, 信号, 起码), counts itself (3号, 100码) or is paid
///   for (专家号300);
/// - words that everybody knows for it (电话, 端口), and ID, UID, PIN, SN;
/// - an account or a card before four digits that are no round number, but not what one pays with it (刷信用卡1280), and a
///   bank before four digits in brackets (工行(8866));
/// - an order, a group that one joins or a mobile before six digits and more that are no round number: 订单583921, but
///   手机1999 is a price.
///
/// A round number that is said to be rough or grown is an amount behind any of them: 账号2000左右, 代码3000了.
enum IdentifierLabel {
    static func stands(before start: Int, digits number: String, in scanner: FormScanner) -> Bool {
        if number.utf8.count < 6, number.hasSuffix("00"), rough.starts(at: start + number.utf8.count, in: scanner) {
            return false
        }
        if isCode(before: start, in: scanner) || isSerial(before: end(before: start, in: scanner), in: scanner) {
            return true
        }
        let close = scanner.start(before: start, reach: 3, where: " :是为".unicodeScalars.contains)
        if announcements.ends(before: close, in: scanner) { return true }
        if letters.ends(before: close, in: scanner) {
            let first = scanner.start(before: close, reach: 4, where: FormScanner.isLetter)
            return scanner.string(first, close).utf8.count <= 3
        }
        if number.utf8.count >= 6, !number.hasSuffix("000") { return orders.ends(before: close, in: scanner) }
        return isAccount(number, before: start, in: scanner)
    }

    /// Whether the number is to be typed, in groups too: 验证码：123 456.
    static func isCode(before start: Int, in scanner: FormScanner) -> Bool {
        let place = end(before: start, in: scanner)
        if codes.ends(before: place, in: scanner) { return true }
        return scanner.scalar(place - 1) == "码" && isName(before: place, unless: sizes, in: scanner)
    }

    /// Where the label before a number ends: before a colon, 是 or 为, an asterisk and an opening bracket.
    private static func end(before start: Int, in scanner: FormScanner) -> Int {
        scanner.start(before: start, reach: 3, where: " :是为*([【\"“".unicodeScalars.contains)
    }

    /// 工号, 病历号, QQ号; but 专家号 and 普通号 are places in a queue, with a price.
    private static func isSerial(before place: Int, in scanner: FormScanner) -> Bool {
        scanner.scalar(place - 1) == "号" && isName(before: place, unless: marks, in: scanner)
            && !visits.ends(before: place, in: scanner)
    }

    private static func isName(before place: Int, unless others: Set<Unicode.Scalar>, in scanner: FormScanner) -> Bool {
        guard let previous = scanner.scalar(place - 2) else { return false }
        return FormScanner.isLetter(previous)
            || FormScanner.isHanzi(previous) && !others.contains(previous) && !counting.contains(previous)
    }

    private static func isAccount(_ number: String, before start: Int, in scanner: FormScanner) -> Bool {
        guard number.utf8.count == 4 else { return false }
        let place = end(before: start, in: scanner)
        if scanner.scalar(start - 1) == "*" { return accounts.ends(before: place, in: scanner) }
        guard !number.hasSuffix("00") else { return false }
        if scanner.scalar(start - 1) == "(", scanner.scalar(start + 4) == ")", banks.ends(before: place, in: scanner) {
            return true
        }
        guard accounts.ends(before: place, in: scanner) else { return false }
        // 刷信用卡1280, 还了银行卡3562.
        return !(place - 6..<place - 3).contains { scanner.scalar($0).map(paying.contains) ?? false }
    }

    /// What ends in 码 and is no code.
    private static let sizes = Set("数尺起筹页砝加鞋均大小扫价明源打刷亮行解译转像维款乱".unicodeScalars)
    /// What ends in 号 and is no number.
    private static let marks = Set("信挂逗句括引符口称记叹问分冒星井大小中加特暗呼别绰外年国旗军徽病伤谥庙顿字讯".unicodeScalars)
    private static let counting = Set("零〇一二两三四五六七八九十百千几每这那某此该多".unicodeScalars)
    private static let paying = Set("刷还用付充存往从由".unicodeScalars)
    private static let codes = PhraseSet("会议号 口令")
    private static let visits = PhraseSet("专家号 特需号 普通号 黄牛号")
    private static let rough = PhraseSet("左右 以上 以下 上下 出头 了")
    private static let letters = PhraseSet("ID id PIN SN")
    private static let accounts = PhraseSet("账户 帐户 信用卡 借记卡 储蓄卡 银行卡 贷记卡 公积金卡")
    private static let banks = PhraseSet("银行 工行 农行 中行 建行 交行 招行 邮储 浦发 民生 光大 中信 兴业 平安 华夏 广发")
    private static let orders = PhraseSet("订单 工单 运单 保单 批次 加群 基金 手机 微信 抖音 快手")
    private static let announcements = PhraseSet(
        "电话 热线 致电 拨打 拨通 客服 短信 邮编 车次 航班 端口 报警 火警 匪警 急救 扣扣 分机 门牌 QQ QQ群 "
            + "直播间 末四位 末四位数 后四位 末三位 末4位 后4位 尾数")
}
