/// Finds numbers in text and decides how each is said.
///
/// The rules, first match first; README.md has an example of each:
/// 1. groups joined by hyphens, if one starts with 0, if there are more than two or seven digits and more: digit by digit;
/// 2. two numbers joined by `-` or `~`: both, with 到 between them;
/// 3. `a/b`: b 分之 a;
/// 4. more than one point: digit by digit, each point 点;
/// 5. before 年: four digits from 1001 to 2999, or two that begin with 0, 8 or 9 (but not before 年代): digit by digit;
/// 6. leading zero, or seven digits and more that neither end in 0000 nor stand before a unit: digit by digit;
/// 7. anything else is a quantity, with 点 and decimals, 百分之 for `%`, 千分之 for `‰`, 负 for a minus sign.
struct NumberScanner {
    /// Digits from which a bare number is taken for a telephone or an identity number.
    static let identifierDigits = 7

    private let text: [SourceCharacter]
    private var index: Int

    private init(text: [SourceCharacter], index: Int) {
        self.text = text
        self.index = index
    }

    /// The number that begins at a place of the text, in hanzi, and where it ends; nil if none begins there.
    static func number(in text: [SourceCharacter], at start: Int) -> (spoken: String, end: Int)? {
        var scanner = NumberScanner(text: text, index: start)
        let isNegative = scanner.takeMinus()
        guard scanner.peekDigit() else { return nil }
        let spoken = scanner.identifier() ?? scanner.quantityOrRange()
        return ((isNegative ? "负" : "") + spoken, scanner.index)
    }

    /// Takes a minus sign that belongs to the number after it: one that does not follow a letter or a digit.
    private mutating func takeMinus() -> Bool {
        guard scalar(index) == "-" || scalar(index) == "−", isDigit(index + 1) else { return false }
        if index > 0, isDigit(index - 1) || LatinScanner.isLetter(text[index - 1].scalar) { return false }
        index += 1
        return true
    }

    /// Rule 1: takes groups of digits joined by hyphens, if they are no range.
    private mutating func identifier() -> String? {
        let start = index
        var groups = [takeDigits()]
        while scalar(index) == "-", isDigit(index + 1) {
            index += 1
            groups.append(takeDigits())
        }
        let count = groups.reduce(0) { $0 + $1.count }
        let hasLeadingZero = groups.contains { $0.count > 1 && $0.first == "0" }
        let isFollowedByMore = scalar(index) == "." && isDigit(index + 1)
        if groups.count > 1, !isFollowedByMore,
            hasLeadingZero || groups.count > 2 || count >= Self.identifierDigits && !isYear(groups[0], beforeYear: groups[1])
        {
            return NumberReader.digits(groups.joined())
        }
        index = start
        return nil
    }

    /// Whether a range of two groups is one of years.
    private func isYear(_ first: String, beforeYear second: String) -> Bool {
        first.count == 4 && second.count == 4 && isBeforeYear(digits: second)
    }

    /// Rules 2 to 7.
    private mutating func quantityOrRange() -> String {
        let start = index
        let first = quantity()
        guard let sign = scalar(index), sign == "-" || sign == "~" || sign == "〜", isDigit(index + 1) else { return first }
        let end = index
        index += 1
        let second = quantity()
        let afterSecond = index
        guard isBeforeYear(digits: digits(end + 1, afterSecond)) else { return first + "到" + second }
        // 1998-2003年: the first number is a year because the second is.
        index = start
        let year = takeDigits()
        index = afterSecond
        return (year.count == 4 ? NumberReader.digits(year) : first) + "到" + second
    }

    private mutating func quantity() -> String {
        let start = index
        var whole = takeDigits()
        let isGrouped = takeThousands(&whole)
        var parts: [String] = []
        while scalar(index) == ".", isDigit(index + 1) {
            index += 1
            parts.append(takeDigits())
        }
        if parts.count > 1 { return ([whole] + parts).map(NumberReader.digits).joined(separator: "点") }
        if parts.isEmpty, !isGrouped, let fraction = takeFraction(numerator: whole) { return fraction }
        let spoken = parts.first.map { NumberReader.decimal(whole, $0) } ?? integer(whole, isGrouped, start)
        guard let sign = scalar(index), sign == "%" || sign == "‰" else { return spoken }
        index += 1
        // Before a sign of proportion the number is no identifier and 2 is 二.
        let value = parts.first.map { NumberReader.decimal(whole, $0) } ?? NumberReader.integer(whole)
        return (sign == "%" ? "百分之" : "千分之") + value
    }

    /// Rules 5 to 7 for a number without decimals, and 两 before what is counted.
    private func integer(_ number: String, _ isGrouped: Bool, _ start: Int) -> String {
        if isBeforeYear(digits: number) { return NumberReader.digits(number) }
        if isGrouped { return NumberReader.integer(number) }
        let isIdentifier =
            number.count >= Self.identifierDigits && !number.hasSuffix("0000") && !MeasureWord.isUnit(after: index, in: text)
        if isIdentifier || number.count > 1 && number.first == "0" { return NumberReader.digits(number) }
        if number == "2", MeasureWord.takesLiang(after: index, in: text), !MeasureWord.isOrdinal(before: start, in: text) {
            return "两"
        }
        return NumberReader.integer(number)
    }

    /// Rule 5: whether digits that end here are a year.
    private func isBeforeYear(digits: String) -> Bool {
        // A space between digits and hanzi is typography.
        let next = scalar(index) == " " ? index + 1 : index
        guard scalar(next) == "年" else { return false }
        switch digits.count {
        case 4: return (1001...2999).contains(Int(digits) ?? 0)
        case 2: return "089".contains(digits.prefix(1)) && scalar(next + 1) != "代"
        default: return false
        }
    }

    /// Takes `,ddd` groups after up to three digits, as in 1,234,567.
    private mutating func takeThousands(_ whole: inout String) -> Bool {
        guard whole.count <= 3, whole.first != "0" else { return false }
        var end = index
        while scalar(end) == ",", (1...3).allSatisfy({ isDigit(end + $0) }), !isDigit(end + 4) { end += 4 }
        guard end > index else { return false }
        whole += digits(index, end)
        index = end
        return true
    }

    /// Rule 3: takes `/b`, unless it is part of a date like 2024/5/1.
    private mutating func takeFraction(numerator: String) -> String? {
        guard scalar(index) == "/", isDigit(index + 1) else { return nil }
        let start = index
        index += 1
        let denominator = takeDigits()
        if scalar(index) == "/" || index - start > 5 || numerator.count > 4 || Int(denominator) == 0 {
            index = start
            return nil
        }
        return NumberReader.integer(denominator) + "分之" + NumberReader.integer(numerator)
    }

    private mutating func takeDigits() -> String {
        let start = index
        while isDigit(index) { index += 1 }
        return digits(start, index)
    }

    /// The digits between two places, without what separates them.
    private func digits(_ start: Int, _ end: Int) -> String {
        String(String.UnicodeScalarView(text[start..<end].map(\.scalar).filter(Self.isDigit)))
    }

    private func peekDigit() -> Bool { isDigit(index) }

    private func isDigit(_ index: Int) -> Bool { scalar(index).map(Self.isDigit) ?? false }

    private func scalar(_ index: Int) -> Unicode.Scalar? { text.indices.contains(index) ? text[index].scalar : nil }

    /// Whether a scalar is an ASCII digit.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
