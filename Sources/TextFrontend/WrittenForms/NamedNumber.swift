/// Numbers that have become names and are said digit by digit: before what they name (985高校, 315晚会, 318国道), and
/// behind the verb if one calls them for help (打110).
enum NamedNumber {
    /// What a number is known for.
    private static let names: [String: PhraseSet] = [
        "985": PhraseSet("高校 院校 大学 学校 工程 硕士 本科 毕业 名校"), "211": PhraseSet("高校 院校 大学 学校 工程 硕士 本科 毕业 名校"),
        "996": PhraseSet("工作 加班 福报 制度"), "404": PhraseSet("错误 页面 报错"), "502": PhraseSet("错误 报错 胶"),
        "360": PhraseSet("杀毒 安全 浏览器 公司 卫士"), "315": PhraseSet("晚会 曝光 消费者"), "911": PhraseSet("事件 恐怖"),
        "618": PhraseSet("购物 大促 活动 期间 狂欢 年中"), "520": PhraseSet("表白 情人节"), "120": PhraseSet("急救 救护车"),
        "110": PhraseSet("报警 指挥"), "119": PhraseSet("火警 消防 指挥"), "503": PhraseSet("错误 报错"),
    ]

    /// What has a number of three digits as its name; a round one counts.
    private static let numbered = PhraseSet("国道 省道 县道 医院")

    /// What calls for help in an emergency.
    private static let emergencies: Set = ["110", "119", "120", "122"]
    private static let calls = PhraseSet("打 拨 叫 打了 叫了")
    /// What is beaten, shot and played: 打120下.
    private static let counted = Set("下发板枪拳环折球声枚字局盘".unicodeScalars)

    /// Whether the number from `start` to `end` is a name by what stands beside it.
    static func isNamed(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(end)
        if emergencies.contains(number), calls.ends(before: scanner.skippingSpace(before: start) + 1, in: scanner),
            !MeasureWord.isUnit(after: end, in: scanner), !(scanner.scalar(place).map(counted.contains) ?? false)
        {
            return true
        }
        if names[number]?.starts(at: place, in: scanner) ?? false { return true }
        return number.utf8.count == 3 && !number.hasSuffix("00") && numbered.starts(at: place, in: scanner)
    }
}
