extension FormScanner {
    /// Whether a sign at a place is one of arithmetic: an expression surrounds it, without other text between.
    ///
    /// Such an expression has a relation in it or behind it (x-1>0, 5-3等于2), a further operator before the sign (2×5-3),
    /// an announcement before it (口算：12-5), or the shape that no range has.
    func isInEquation(at place: Int) -> Bool {
        var end = place
        while end < place + Self.reach, let scalar = scalar(end) {
            if Self.relations.contains(scalar) || compares(end) { return true }
            guard Self.isInExpression(scalar) else { break }
            end += 1
        }
        if starts(with: ["等", "于"], at: end) { return true }
        var start = place - 1
        while start >= 0, start > place - Self.reach, let scalar = scalar(start) {
            if Self.relations.contains(scalar) || Self.operators.contains(scalar) { return true }
            if scalar == "+" || scalar == "<" || scalar == ">", isDigit(start - 1), isDigit(start + 1) { return true }
            guard Self.isInExpression(scalar) else { break }
            start -= 1
        }
        return isTask(behind: start, to: end, sign: place) || subtracts(at: place)
    }

    /// Whether `<` or `>` stands at a place, alone or before `=`, with a number behind it.
    private func compares(_ place: Int) -> Bool {
        guard scalar(place) == "<" || scalar(place) == ">" else { return false }
        let next = skippingSpace(scalar(place + 1) == "=" ? place + 2 : place + 1)
        return isDigit(next) || scalar(next) == "-" && isDigit(next + 1)
    }

    /// Whether a sum is set: 计算：15-7; but 计算：1-100的和 has a range.
    private func isTask(behind start: Int, to end: Int, sign: Int) -> Bool {
        let isAnnounced = ClockForm.isColon(scalar(start))
        guard Self.tasks.ends(before: isAnnounced ? start : start + 1, in: self) else { return false }
        // 口算20-8-5.
        let first = numberEnd(from: start + 1)
        return isAnnounced && !isHanzi(end) || falls(at: scalar(first) == "-" ? first : sign)
    }

    /// Whether a hyphen at a place can only be a minus.
    ///
    /// - A variable stands before it, or a power, π or a term in brackets: x-1, 3²-2², (a+b)-c. 10²-10³ is a range.
    /// - Variables stand on both sides in brackets that are multiplied or have a power: (a-b)².
    /// - The numbers fall, and a product or a quotient follows: 8-3×2, (5-3)×4; or what is taken off is less than one and
    ///   nothing is counted: 1-0.3, 1-1/3.
    private func subtracts(at place: Int) -> Bool {
        guard scalar(place) == "-", let left = scalar(place - 1), let right = scalar(place + 1),
            Self.isDigit(right) || Self.isLetter(right) || right == "(" || right == "√" || right == "π"
        else { return false }
        let isVariable = Self.isLetter(left) && !isLetter(place - 2)
        let (rightEnd, isFirst) = (numberEnd(from: place + 1), scalar(place - 2) != "-")
        if "xyn".unicodeScalars.contains(left), isVariable, isFirst, Self.isDigit(right), rightEnd < place + 4,
            !isLetter(rightEnd), !isHanzi(rightEnd) || scalar(rightEnd).map("的个项次".unicodeScalars.contains) ?? false
        {
            return true
        }
        if NumberSign.superscript(left) != nil {
            // 90m²-120m² are areas.
            let base = start(before: place) { NumberSign.superscript($0) != nil }
            return scalar(base - 1) != "m" && !starts(with: ["1", "0"], at: place + 1)
        }
        if left == "π" { return true }
        if left == ")", isTerm(before: place - 1) { return true }
        let close = end(of: place + 1) { Self.isDigit($0) || Self.isLetter($0) || ".√π²³".unicodeScalars.contains($0) }
        let isClosed = scalar(close) == ")"
        let factor = scalar(isClosed ? close + 1 : close)
        let isMultiplied = factor.map { "×÷".unicodeScalars.contains($0) } ?? false
        if isVariable, Self.isLetter(right), isClosed {
            return isMultiplied || factor.map { NumberSign.superscript($0) != nil || $0 == "^" } ?? false
        }
        guard falls(at: place) else { return false }
        let isSmall = starts(with: ["0", "."], at: place + 1) && isDigit(place + 3) || isProperFraction(at: place + 1)
        let next = scalar(skippingSpace(fractionEnd(from: rightEnd)))
        return isMultiplied || isSmall && next.map { "。,;、?!)\n".unicodeScalars.contains($0) } ?? true
    }

    /// Whether brackets that close at a place hold a term with a variable or a sign: (a+b), (x-1).
    func isTerm(before close: Int) -> Bool {
        let start = start(before: close) { Self.isInExpression($0) && $0 != "(" && $0 != ")" && $0 != " " }
        guard scalar(start - 1) == "(", start < close, scalar(start) != "+" else { return false }
        return (start..<close).contains { "+-−×÷".unicodeScalars.contains(text[$0].scalar) }
            && (start..<close).contains { isLetter($0) || "+×÷".unicodeScalars.contains(text[$0].scalar) }
    }

    /// Whether the number before a sign is greater than the one behind it.
    private func falls(at place: Int) -> Bool {
        let start = start(before: place, reach: 8) { Self.isDigit($0) || $0 == "." }
        let end = numberEnd(from: place + 1)
        guard let from = Double(string(start, place)), let to = Double(string(place + 1, end)), !isLetter(start - 1),
            scalar(start - 1) != "-"
        else { return false }
        return from > to || from == to && isProperFraction(at: place + 1)
    }

    /// Where digits and points end; no further than a number of a sum is long.
    private func numberEnd(from place: Int) -> Int {
        var end = place
        while end < place + 8, isDigit(end) || scalar(end) == "." && isDigit(end + 1) { end += 1 }
        return end
    }

    private func fractionEnd(from place: Int) -> Int {
        scalar(place) == "/" && isDigit(place + 1) ? numberEnd(from: place + 1) : place
    }

    private func isProperFraction(at place: Int) -> Bool {
        let slash = numberEnd(from: place)
        guard scalar(slash) == "/", let upper = Int(string(place, slash)),
            let lower = Int(string(slash + 1, numberEnd(from: slash + 1)))
        else { return false }
        return upper < lower
    }

    private static func isInExpression(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || isLetter(scalar) || signs.contains(scalar)
    }

    private static let relations = Set("=≠≈≤≥⩽⩾≦≧".unicodeScalars)
    private static let operators = Set("×÷√".unicodeScalars)
    private static let signs = Set(".-−+×÷*/()^ √π²³".unicodeScalars)
    private static let tasks = PhraseSet("计算 口算 心算 笔算 列式 化简 求值")
}
