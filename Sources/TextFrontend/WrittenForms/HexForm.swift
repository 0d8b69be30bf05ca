/// Numbers to the base of 16, digit by digit: 0x1F, and the address of a device, 00:1A:2B:3C:4D:5E.
enum HexForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let start = scanner.index
        guard !scanner.isDigit(start - 1), !scanner.isLetter(start - 1) else { return nil }
        if scanner.scalar(start + 2) == ":" { return scanner.attempt(takeDevice) }
        guard scanner.current == "0", scanner.scalar(start + 1) == "x" || scanner.scalar(start + 1) == "X",
            scanner.scalar(start - 1) != "."
        else { return nil }
        let end = scanner.end(of: start + 2) { FormScanner.isDigit($0) || FormScanner.isLetter($0) }
        let digits = scanner.string(start + 2, end)
        guard (2...16).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit) else { return nil }
        scanner.index = end
        return "零X" + spoken(digits)
    }

    /// Pairs of digits with colons: three and more if there are letters among them or MAC stands before, or else six.
    private static func takeDevice(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        let end = scanner.end(of: start) { FormScanner.isDigit($0) || FormScanner.isLetter($0) || $0 == ":" }
        let pairs = scanner.string(start, end).split(separator: ":", omittingEmptySubsequences: false)
        guard pairs.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) }) else { return nil }
        let hasLetters = (start..<end).contains(where: scanner.isLetter)
        let label = scanner.start(before: start, reach: 2, where: " :".unicodeScalars.contains)
        let isNamed = hasLetters || labels.ends(before: label, in: scanner)
        guard pairs.count >= (isNamed ? 3 : 6), (start..<end).contains(where: scanner.isDigit) else { return nil }
        scanner.index = end
        return pairs.map { spoken(String($0)) }.joined(separator: ",")
    }

    private static func spoken(_ digits: String) -> String {
        digits.uppercased().map { $0.isNumber ? NumberReader.digits(String($0)) : String($0) }.joined()
    }

    private static let labels = PhraseSet("MAC MAC地址")
}
