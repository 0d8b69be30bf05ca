/// Says numbers in hanzi.
///
/// Every function takes ASCII digits.
enum NumberReader {
    /// The most digits that are read as a quantity (below 10^16); longer numbers are read digit by digit.
    static let maximumDigits = 16

    private static let digitNames: [Character] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// One digit after the other: 2024 → 二零二四.
    static func digits(_ number: some StringProtocol) -> String {
        String(number.compactMap { $0.wholeNumberValue.map { digitNames[$0] } })
    }

    /// A quantity: 10203 → 一万零二百零三; 10^16 → 一亿亿.
    ///
    /// Leading zeros say nothing; 0 is 零. 2 is 两 before 百, 千, 万 and 亿 unless 十 or 零 stands before it.
    static func integer(_ number: some StringProtocol) -> String {
        guard let value = Int(number), value <= 10_000_000_000_000_000 else { return digits(number) }
        return integer(value)
    }

    /// A quantity from 0 to 10^16.
    static func integer(_ value: Int) -> String {
        let spoken = value == 0 ? "零" : quantity(value, isFirst: true)
        return spoken.hasPrefix("一十") ? String(spoken.dropFirst()) : spoken
    }

    /// A quantity that counts what follows it: a lone 2 is 两, and so is 02.
    static func counted(_ number: some StringProtocol) -> String { Int(number) == 2 ? "两" : integer(number) }

    /// A quantity with decimals, if there are any: 3.14 → 三点一四.
    static func decimal(_ whole: some StringProtocol, _ fraction: some StringProtocol) -> String {
        integer(whole) + (fraction.isEmpty ? "" : "点" + digits(fraction))
    }

    /// A part of a version number: 10 is 十, but 05 and 192 are said digit by digit.
    static func part(_ number: some StringProtocol) -> String {
        number.utf8.count > 2 || number.first == "0" ? digits(number) : integer(number)
    }

    private static let units: [(value: Int, name: String)] = [
        (100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十"),
    ]

    /// A positive quantity; `isFirst` if neither 零 nor 十 stands before it.
    private static func quantity(_ value: Int, isFirst: Bool) -> String {
        guard let unit = units.first(where: { value >= $0.value }) else { return String(digitNames[value]) }
        let (head, rest) = value.quotientAndRemainder(dividingBy: unit.value)
        let spokenHead = head == 2 && unit.value > 10 && isFirst ? "两" : quantity(head, isFirst: isFirst)
        guard rest > 0 else { return spokenHead + unit.name }
        let skipsPlace = rest < unit.value / 10
        return spokenHead + unit.name + (skipsPlace ? "零" : "") + quantity(rest, isFirst: !skipsPlace)
    }
}
