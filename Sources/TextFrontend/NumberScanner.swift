/// Finds numbers in text and decides how each is said.
///
/// The rules, first match first (README.md has examples):
///
/// 1. groups joined by hyphens are said digit by digit if one starts with 0, if there are more than two of them, or if
///    they have seven digits and more and no unit after them;
/// 2. two numbers joined by `-` or `~` are a range: both, with 到 between them;
/// 3. more than one point: digit by digit, each point 点;
/// 4. `a/b`: b 分之 a, but not in a date like 2024/5/1;
/// 5. before 年, four digits from 1001 to 2999, and two that begin with 0, 8 or 9 (but not 年代): digit by digit;
/// 6. a leading zero, or seven digits and more that neither end in 0000 nor stand before a unit: digit by digit;
/// 7. anything else is a quantity, with 点 and decimals, 百分之 for `%`, 千分之 for `‰`, 负 for a minus sign, 两 for a
///    lone 2 before what it counts.
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
        guard scanner.isDigit(start + (isNegative ? 1 : 0)) else { return nil }
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
        let isLong = count >= Self.identifierDigits && !MeasureWord.isUnit(after: index, in: text)
        let hasDecimals = scalar(index) == "." && isDigit(index + 1)
        if groups.count > 1, hasLeadingZero || groups.count > 2 || isLong, !hasDecimals {
            return NumberReader.digits(groups.joined())
        }
        index = start
        return nil
    }

    /// Rules 2 to 7.
    private mutating func quantityOrRange() -> String {
        let start = index
        let first = quantity()
        let end = index
        guard let sign = scalar(end), sign == "-" || sign == "~" || sign == "〜", isDigit(end + 1) else { return first }
        index += 1
        let second = quantity()
        // In 3-5% the sign belongs to both numbers.
        for proportion in ["百分之", "千分之"] where second.hasPrefix(proportion) && !first.hasPrefix(proportion) {
            return proportion + first + "到" + second
        }
        // In 1998-2003年 the first number is a year because the second is.
        let areYears = end - start == 4 && index - end == 5 && isBeforeYear(digits: digits(end + 1, index))
        return (areYears ? NumberReader.digits(digits(start, end)) : first) + "到" + second
    }

    /// Rules 3 to 7: takes one number with what belongs to it.
    private mutating func quantity() -> String {
        let start = index
        var whole = takeDigits()
        let isGrouped = takeThousands(&whole)
        var decimals: [String] = []
        while scalar(index) == ".", isDigit(index + 1) {
            index += 1
            decimals.append(takeDigits())
        }
        if decimals.count > 1 { return ([whole] + decimals).map(NumberReader.digits).joined(separator: "点") }
        if decimals.isEmpty, !isGrouped, let fraction = takeFraction(numerator: whole) { return fraction }
        let proportion = takeProportion()
        if let fraction = decimals.first { return (proportion ?? "") + NumberReader.decimal(whole, fraction) }
        if let proportion { return proportion + NumberReader.integer(whole) }
        return isGrouped ? NumberReader.integer(whole) : integer(whole, from: start)
    }

    /// Rules 5 to 7 for a plain integer that ends here.
    private func integer(_ number: String, from start: Int) -> String {
        if isBeforeYear(digits: number) { return NumberReader.digits(number) }
        let isIdentifier =
            number.count >= Self.identifierDigits && !number.hasSuffix("0000")
            && !MeasureWord.isUnit(after: index, in: text)
        if isIdentifier || number.count > 1 && number.first == "0" { return NumberReader.digits(number) }
        let isCounted =
            MeasureWord.takesLiang(after: index, in: text) && !MeasureWord.isOrdinal(before: start, in: text)
        return number == "2" && isCounted ? "两" : NumberReader.integer(number)
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

    /// Takes a sign of proportion and gives what is said before the number.
    private mutating func takeProportion() -> String? {
        guard let sign = scalar(index), sign == "%" || sign == "‰" else { return nil }
        index += 1
        return sign == "%" ? "百分之" : "千分之"
    }

    /// Rule 4: takes `/b`, unless it is part of a date like 2024/5/1.
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

    private func isDigit(_ index: Int) -> Bool { scalar(index).map(Self.isDigit) ?? false }

    private func scalar(_ index: Int) -> Unicode.Scalar? { text.indices.contains(index) ? text[index].scalar : nil }

    /// Whether a scalar is an ASCII digit.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
