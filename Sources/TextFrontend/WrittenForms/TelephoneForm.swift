/// Telephone, identity and card numbers: what is copied or dialled, digit by digit.
///
/// The rules:
///
/// 1. seventeen digits and X are an identity number;
/// 2. `+`, a country code and seven digits and more, with spaces or hyphens between groups: 加 and the digits;
/// 3. groups with single spaces: a mobile number (138 1234 5678), a service number (400 800 1234), an area code that
///    begins with 0 and the number behind it, three groups of four and more (a card), or groups of three and four behind
///    a word for a code (验证码：123 456);
/// 4. groups with hyphens: behind a word for a code (密码938-201) or an area code in brackets, if one starts with 0, if
///    there are more than two, or if they have seven digits and more and are neither two years, nor two round numbers,
///    nor behind a price and the like, nor followed by a unit; but three small ones are numbers (评分9-10-10), and a
///    sum is one (口算20-8-5).
///
/// A bare run of digits is the affair of `IntegerContext`.
enum TelephoneForm {
    /// Digits from which a bare number is taken for a telephone or an identity number.
    static let identifierDigits = 7

    /// Groups beyond this many are no number that anybody dials.
    private static let maximumGroups = 8

    static func take(from scanner: inout FormScanner) -> String? {
        if scanner.current == "+" { return scanner.attempt(takeInternational) }
        // A quick look that spares most numbers the rest.
        guard let next = scanner.scalar(scanner.digitsEnd), " -xX".unicodeScalars.contains(next) else { return nil }
        return scanner.attempt(takeIdentity) ?? scanner.attempt(takeSpaced) ?? scanner.attempt(takeHyphened)
    }

    /// Rule 1.
    private static func takeIdentity(_ scanner: inout FormScanner) -> String? {
        let digits = scanner.takeDigits()
        guard digits.utf8.count == 17, scanner.take("X") || scanner.take("x"),
            !scanner.isLetter(scanner.index), !scanner.isDigit(scanner.index)
        else { return nil }
        return NumberReader.digits(digits) + "X"
    }

    /// Rule 2.
    private static func takeInternational(_ scanner: inout FormScanner) -> String? {
        guard scanner.take("+"), scanner.isDigit(scanner.index), scanner.current != "0" else { return nil }
        let groups = takeGroups(from: &scanner) { $0 == " " || $0 == "-" }
        let count = groups.reduce(0) { $0 + $1.utf8.count }
        guard (10...15).contains(count), groups.count == 1 || groups[0].utf8.count <= 3,
            !MeasureWord.isUnit(after: scanner.index, in: scanner)
        else { return nil }
        return "加" + NumberReader.digits(groups.joined())
    }

    /// Rule 3.
    private static func takeSpaced(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let groups = takeGroups(from: &scanner) { $0 == " " || $0 == "-" }
        guard scanner.text[start..<scanner.index].contains(where: { $0.scalar == " " }) else { return nil }
        let lengths = groups.map(\.utf8.count)
        let isNumber =
            switch (groups[0].prefix(1), lengths) {
            case ("1", [3, 4, 4]): true
            case (_, [3, 3, 4]), (_, [3, 4, 3]): groups[0] == "400" || groups[0] == "800"
            case ("0", _) where (3...4).contains(lengths[0]): (7...8).contains(lengths.dropFirst().reduce(0, +))
            case _ where IdentifierLabel.isCode(before: start, in: scanner):
                (2...4).contains(lengths.count) && lengths.allSatisfy((3...4).contains)
            default: lengths.count > 2 && lengths.dropLast().allSatisfy { $0 == 4 } && lengths[lengths.count - 1] <= 4
            }
        return isNumber ? NumberReader.digits(groups.joined()) : nil
    }

    /// Rule 4.
    private static func takeHyphened(_ scanner: inout FormScanner) -> String? {
        let start = scanner
        let groups = takeGroups(from: &scanner) { $0 == "-" }
        let isDecimal = scanner.current == "." && scanner.isDigit(scanner.index + 1)
        guard groups.count > 1, !isDecimal else { return nil }
        let isCode =
            groups.allSatisfy { (3...4).contains($0.utf8.count) }
            && IdentifierLabel.isCode(before: start.index, in: scanner)
            && !MeasureWord.isUnit(after: scanner.index, in: scanner)
        if isCode || isBehindAreaCode(start.index, in: scanner) { return NumberReader.digits(groups.joined()) }
        guard !scanner.isInEquation(at: start.digitsEnd), scanner.current != ":" else { return nil }
        let count = groups.reduce(0) { $0 + $1.utf8.count }
        let hasLeadingZero = groups.contains { $0.utf8.count > 1 && $0.first == "0" }
        let isRange =
            MeasureWord.isUnit(after: scanner.index, in: scanner) || UnitSymbol.isUnit(at: scanner.index, in: scanner)
            || YearRange.areJoined(groups[0], groups[1]) || areRound(groups[0], groups[1])
            || LifeSpan.contains(groups[0], groups[1], from: start.index, to: scanner.index, in: scanner)
            || groups[0].utf8.count <= groups[1].utf8.count && groups[1].utf8.count < 6
                && LifeSpan.isMeasured(before: start.index, in: scanner)
        // 9-10-10分, 三围90-60-90; 4-3-3 is a formation.
        let areSmall = groups.allSatisfy { $0.utf8.count <= 2 } && groups.contains { $0.utf8.count == 2 }
        if groups.count == 3, areSmall, !hasLeadingZero {
            return groups.map(NumberReader.integer).joined(separator: ",")
        }
        guard hasLeadingZero || groups.count > 2 || count >= identifierDigits && !isRange else { return nil }
        return NumberReader.digits(groups.joined())
    }

    /// Whether an area code in brackets stands before a number: (02)2345-6789.
    private static func isBehindAreaCode(_ start: Int, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(start - 1) == ")" else { return false }
        let opening = scanner.start(before: start - 1, reach: 4, where: FormScanner.isDigit)
        return scanner.scalar(opening) == "0" && scanner.scalar(opening - 1) == "("
    }

    /// The groups of digits from here on, with a separator between each two.
    static func takeGroups(
        from scanner: inout FormScanner, separatedBy isSeparator: (Unicode.Scalar) -> Bool
    ) -> [String] {
        var groups = [scanner.takeDigits()]
        while groups.count < maximumGroups, scanner.current.map(isSeparator) ?? false,
            scanner.isDigit(scanner.index + 1)
        {
            scanner.index += 1
            groups.append(scanner.takeDigits())
        }
        return groups
    }

    /// Whether two numbers are the ends of a range of round numbers, such as 800-1200.
    private static func areRound(_ first: String, _ second: String) -> Bool {
        guard first.hasSuffix("0"), second.hasSuffix("0"), first.utf8.count <= 6, second.utf8.count <= 6,
            let from = Int(first), let to = Int(second)
        else { return false }
        return from < to
    }
}
