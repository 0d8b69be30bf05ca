/// Rooms that are called by their number: 302教室, 教学楼302, 5楼501, 602班.
enum RoomNumber {
    /// Whether a number stands before what it is the number of.
    static func precedes(_ number: String, from end: Int, in scanner: FormScanner) -> Bool {
        guard isPossible(number) else { return false }
        let next = scanner.skippingSpace(end)
        if kinds.starts(at: next, in: scanner) { return true }
        // 602班 is the second class of the sixth grade; 128班 leave a station.
        let start = end - number.utf8.count
        return scanner.scalar(next) == "班" && number.utf8.count == 3 && number.dropFirst().first == "0"
            && !(scanner.scalar(start - 1).map("有共天日开发".unicodeScalars.contains) ?? false)
            && !(scanner.scalar(next + 1).map("次列车机船飞轮高".unicodeScalars.contains) ?? false)
    }

    /// Whether a number stands behind what it is the number of, or behind that of its floor.
    static func follows(_ number: String, before start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        guard isPossible(number), scanner.scalar(end) != "度", scanner.scalar(end) != "°",
            !prices.starts(at: scanner.skippingSpace(end), in: scanner)
        else { return false }
        if scanner.scalar(start - 1) == "楼", scanner.isDigit(start - 2) { return true }
        if kinds.ends(before: start, in: scanner) || buildings.ends(before: start, in: scanner) { return true }
        // 房间305, 房间1216; but 房间128 and 大床房间1580 are prices.
        let room = Int(number.suffix(2)) ?? 0
        return room < (number.utf8.count == 3 ? 10 : 40) && scanner.ends(with: ["房", "间"], before: start)
    }

    private static func isPossible(_ number: String) -> Bool {
        (3...4).contains(number.utf8.count) && !number.hasSuffix("00")
    }

    /// What a room costs is no number of one: 会议室250一天.
    private static let prices = PhraseSet("一天 一晚 一夜 一个月 一个小时 一小时 一次 一间 每")
    private static let kinds = PhraseSet("教室 会议室 宿舍 包厢 包间 诊室 病房 自习室 办公室 寝室 实验室 阅览室")
    private static let buildings = PhraseSet("教学楼 实验楼 办公楼 宿舍楼 图书馆")
}
