extension FormScanner {
    /// Whether a number is part of a name: right after Latin letters, or after those and a hyphen or a space; or after
    /// a hanzi and a hyphen (波音-737), or after a maker of aeroplanes.
    func isInName(at start: Int) -> Bool {
        isJoinedToName(at: start) || scalar(start - 1) == " " && isLetter(start - 2)
            || Self.makers.ends(before: start, in: self)
    }

    /// Whether a number is joined to a name, right behind its letters or with a hyphen: A2座, 歼-20.
    func isJoinedToName(at start: Int) -> Bool {
        guard let previous = scalar(start - 1) else { return false }
        // The x of 1920x1080 multiplies.
        if Self.isLetter(previous) { return !((previous == "x" || previous == "X") && isDigit(start - 2)) }
        if previous == "_" { return true }
        if previous == "-", continuesName(at: start - 2) { return true }
        guard previous == "-" || previous == "·" else { return false }
        return isLetter(start - 2) || isHanzi(start - 2)
    }

    /// Whether digits that end at a place are part of a name themselves: the 7 of i7-12700, the 737 of 波音737-800, the
    /// 2312 of GB-2312-80.
    func continuesName(at place: Int) -> Bool {
        let start = start(before: place + 1, reach: 4, where: Self.isDigit)
        if scalar(start - 1) == "-", isLetter(start - 2) { return start <= place }
        return start <= place && (isLetter(start - 1) || Self.makers.ends(before: start, in: self))
    }

    /// Whether a word stands before a number that says that it is one to dial, to type or to copy.
    func announcesIdentifier(before start: Int) -> Bool {
        let place = self.start(before: start, reach: 3, where: " :是为号码".unicodeScalars.contains)
        return Self.announcements.ends(before: place, in: self) || Self.announcements.ends(before: place + 1, in: self)
    }

    /// Whether a word stands before a number that says that it is to be typed, in groups too: 验证码：123 456.
    func announcesCode(before start: Int) -> Bool {
        let place = self.start(before: start, reach: 3, where: " :是为".unicodeScalars.contains)
        return Self.codes.ends(before: place, in: self)
    }

    private static let codes = PhraseSet("证码 动态码 登录码 校验码 取件码 提取码 邀请码 会议号 会议码 口令")
    private static let makers = PhraseSet("波音 空客 国道 省道")
    private static let announcements = PhraseSet(
        "电话 热线 致电 拨打 拨通 客服 手机 号码 短信 尾号 密码 邮编 编码 编号 代码 账号 卡号 学号 工号 房号 证号 单号 车次 航班 端口 证码 报警 火警 匪警 急救 微信 扣扣 分机 "
            + "房间号 门牌 门牌号 QQ QQ号 QQ群 群号 会议号 取件码 提取码 邀请码 动态码 登录码 校验码 凭码 抖音 快手 "
            + "直播间 短号 末四位 末四位数 后四位 末三位")
}
