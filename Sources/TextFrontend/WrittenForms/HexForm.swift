/// Numbers to the base of 16, digit by digit: 0x1F.
enum HexForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard scanner.current == "0", scanner.scalar(start + 1) == "x" || scanner.scalar(start + 1) == "X",
            !scanner.isDigit(start - 1), !scanner.isLetter(start - 1), scanner.scalar(start - 1) != "."
        else { return nil }
        let end = scanner.end(of: start + 2) { FormScanner.isDigit($0) || FormScanner.isLetter($0) }
        let digits = scanner.string(start + 2, end)
        guard (2...16).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else { return nil }
        scanner.index = end
        return "零X" + digits.uppercased().map { $0.isNumber ? NumberReader.digits(String($0)) : String($0) }.joined()
    }
}
