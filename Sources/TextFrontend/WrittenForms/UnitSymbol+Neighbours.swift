extension UnitSymbol {
    /// Whether another quantity with its unit stands right before a number: 220V 1000W, 220V-240V.
    static func isBehindUnit(_ start: Int, in scanner: FormScanner) -> Bool {
        let end = scanner.scalar(start - 1).map(" -~/".unicodeScalars.contains) ?? false ? start - 1 : start
        let letters = scanner.start(before: end, reach: 4, where: FormScanner.isLetter)
        guard letters < end, scanner.isDigit(letters - 1) else { return false }
        let symbol = scanner.string(letters, end)
        guard names[symbol] != nil || looseNames[symbol.lowercased()] != nil else { return false }
        let digits = scanner.start(before: letters, reach: 8) { FormScanner.isDigit($0) || $0 == "." }
        return !scanner.isLetter(digits - 1)
            && !(scanner.scalar(digits - 1) == " " && scanner.isLetter(digits - 2) && symbol != "V" && symbol != "W")
    }

    /// Whether a wave between volts and hertz says that the current alternates, and no range: 220V~50Hz.
    static func isAlternating(at place: Int, in scanner: FormScanner) -> Bool {
        guard scanner.scalar(place - 1) == "V" else { return false }
        let end = scanner.end(of: scanner.skippingSpace(place + 1)) { FormScanner.isDigit($0) || $0 == "/" }
        return hertz.starts(at: scanner.skippingSpace(end), in: scanner)
    }

    private static let hertz = PhraseSet("Hz hz HZ")

    /// The A of amperes behind volts: 5V 3A.
    static func takeCurrent(afterNumberAt start: Int, from scanner: inout FormScanner) -> String? {
        let volts = scanner.scalar(start - 1) == "V" ? start - 1 : start - 2
        guard scanner.scalar(volts) == "V", scanner.letterRun(at: scanner.index) == 1, scanner.take("A") else {
            return nil
        }
        return "安"
    }

    /// Whether letters behind a number belong to a name: A4L, iPhone 5s, f/2.8L, KFR-35GW.
    ///
    /// After a name and a space a single letter is hardly a unit, unless it measures per something (HGB 135g/L), the number
    /// has decimals (PT 12.5s) or it is that of volts or watts (AC 220V).
    static func isName(_ length: Int, afterNumberAt start: Int, in scanner: FormScanner) -> Bool {
        guard let previous = scanner.scalar(start - 1) else { return false }
        if FormScanner.isLetter(previous)
            || previous == "-" && scanner.isLetter(start - 2) && scanner.isLetter(start - 3)
        {
            return true
        }
        guard length == 1 else { return false }
        if previous == "/" && scanner.isLetter(start - 2) || NamedNumber.brands.ends(before: start, in: scanner) {
            return true
        }
        guard scanner.isInName(at: start) else { return false }
        let isShare = scanner.scalar(scanner.index + 1) == "/" && scanner.isLetter(scanner.index + 2)
        let hasDecimals = (start..<scanner.index).contains { scanner.scalar($0) == "." }
        let isPower = scanner.current == "V" || scanner.current == "W" && scanner.index > start + 1
        return previous != " " || !(isShare || hasDecimals || isPower)
    }
}
