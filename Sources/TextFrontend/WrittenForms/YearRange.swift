/// Which numbers may be years, by what else speaks for it.
enum YearRange {
    /// Before 年: 1000年 are a span of time, and of years after 2999 nobody writes.
    static let named = 1001...2999
    /// Two such numbers with a hyphen, the smaller one first (1998-2003); others are amounts more often.
    static let joined = 1800...2099
    /// Without 年, before what has a year: 2025蛇年; a later number is an amount more often.
    static let bare = 1900...2049

    /// Whether four digits are a year of the last or of this century, to which words for years are looked for.
    static func isRecent(_ number: String) -> Bool { number.hasPrefix("19") || number.hasPrefix("20") }

    /// Whether two numbers of four digits are years one after the other.
    static func areJoined(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == 4, second.utf8.count == 4, let from = Int(first), let to = Int(second) else {
            return false
        }
        return from < to && joined.contains(from) && joined.contains(to)
    }
}
