/// A number as it is written, before anything is known of what it counts.
struct Numeral {
    /// The digits before the point, without what separates thousands.
    var whole: String
    /// The digits after each point: none for an integer, one run for a decimal, more for a version number.
    var decimals: [String] = []
    /// Whether commas separate the thousands.
    var isGrouped = false
    /// The fraction that goes with it: `b 分之 a`, complete if there is no whole number.
    var fraction: String?
    var start: Int
    var end: Int

    /// Whether it is digits and nothing else.
    var isPlain: Bool { decimals.isEmpty && fraction == nil && !isGrouped }
}

extension FormScanner {
    /// The number that begins here: digits with thousands, decimals, a fraction, or a sign like ½.
    mutating func takeNumeral() -> Numeral? {
        let start = index
        if let fraction = current.flatMap(NumberSign.fraction) {
            index += 1
            return Numeral(whole: "", fraction: fraction, start: start, end: index)
        }
        guard isDigit(index) else { return nil }
        var numeral = Numeral(whole: takeDigits(), start: start, end: index)
        takeThousands(of: &numeral)
        while current == ".", isDigit(index + 1) {
            index += 1
            numeral.decimals.append(takeDigits())
        }
        if numeral.isPlain { takeFraction(of: &numeral) }
        numeral.end = index
        return numeral
    }

    /// Takes `,ddd` groups after up to three digits, as in 1,234,567.
    private mutating func takeThousands(of numeral: inout Numeral) {
        guard numeral.whole.utf8.count <= 3, numeral.whole.first != "0" else { return }
        while current == ",", (1...3).allSatisfy({ isDigit(index + $0) }), !isDigit(index + 4) {
            index += 1
            numeral.whole += takeDigits()
            numeral.isGrouped = true
        }
    }

    /// Takes `/b` after `a`, a sign like ½ after a number, or `a/b` after a number and a space.
    private mutating func takeFraction(of numeral: inout Numeral) {
        // In 1/2/3 nothing is divided.
        if scalar(numeral.start - 1) == "/", isDigit(numeral.start - 2) { return }
        if let fraction = attempt({ $0.takeDenominator(numerator: numeral.whole) }) {
            (numeral.whole, numeral.fraction) = ("", fraction)
            return
        }
        numeral.fraction = attempt { scanner in
            scanner.index = scanner.skippingSpace(scanner.index)
            if let sign = scanner.current.flatMap(NumberSign.fraction) {
                scanner.index += 1
                return sign
            }
            guard scanner.index > numeral.end, scanner.isDigit(scanner.index) else { return nil }
            let numerator = scanner.takeDigits()
            guard numerator.utf8.count <= 2 else { return nil }
            return scanner.takeDenominator(numerator: numerator)
        }
    }

    /// `/b`, unless it is part of a date like 2024/5/1 or divides by nothing.
    private mutating func takeDenominator(numerator: String) -> String? {
        guard numerator.utf8.count <= 4, take("/"), isDigit(index) else { return nil }
        let denominator = takeDigits()
        guard denominator.utf8.count <= 4, Int(denominator) != 0, !(current == "/" && isDigit(index + 1)) else {
            return nil
        }
        if let (high, low) = bloodPressure(numerator, denominator) { return high + "比" + low }
        return NumberReader.integer(denominator) + "分之" + NumberReader.integer(numerator)
    }

    /// Two pressures, which are no fraction: 120/80mmHg.
    private func bloodPressure(_ high: String, _ low: String) -> (String, String)? {
        guard high.utf8.count == 3, low.utf8.count >= 2, skippingSpace(index) + 4 <= text.count else { return nil }
        let place = skippingSpace(index)
        guard text[place..<place + 4].map(\.scalar) == Array("mmHg".unicodeScalars) else { return nil }
        return (NumberReader.integer(high), NumberReader.integer(low))
    }
}
