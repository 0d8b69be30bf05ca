/// Signs of arithmetic between numbers or variables, with a space on both sides or on none: 3+5=8, x² ≥ 0, a != b.
///
/// Signs with another meaning (- / * < > x) are operators only between operands: `-` and `/` in an expression (see
/// `FormScanner.isInEquation`), `x` between digits, `<` and `>` with a number behind them; `*` and `x` behind a measure
/// too (100抽*24包). What relates figures or sets (∥, ∈) must have something on both sides, for faces are made of such
/// signs as well. The others are operators between hanzi too (速度=路程÷时间).
enum OperatorForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let isSpaced = scanner.current == " "
        let place = scanner.skippingSpace(scanner.index)
        guard let first = scanner.scalar(place), let (sign, end) = sign(at: place, in: scanner), let name = name(sign)
        else { return nil }
        let next = scanner.skippingSpace(end)
        let isRepeated = scanner.scalar(next) == scanner.scalar(end - 1) || scanner.scalar(place - 1) == first
        guard !isSpaced || next > end, !isRepeated || sign == "+" else { return nil }
        let left = scanner.skippingSpace(before: place)
        guard isOperator(sign, scanner, place: place, left: left, right: next) else { return nil }
        if end > place + 1, sign != "=", !isComparable(scanner, next) { return nil }
        scanner.index = next
        // 5!=120 has a factorial.
        let isFactorial = first == "!" && left == place - 1 && scanner.isDigit(left)
        return isFactorial ? "的阶乘等于" : name
    }

    /// The sign that begins at a place, and where it ends: programs write >= for ≥, and == for equality; an arrow is none.
    private static func sign(at place: Int, in scanner: FormScanner) -> (Unicode.Scalar, end: Int)? {
        guard let first = scanner.scalar(place) else { return nil }
        switch (first, scanner.scalar(place + 1)) {
        case (">", "="): return ("≥", place + 2)
        case ("<", "="): return ("≤", place + 2)
        case ("!", "="), ("<", ">"): return ("≠", place + 2)
        case ("=", "="): return ("=", place + 2)
        case ("=", ">"): return nil
        default: return (first, place + 1)
        }
    }

    /// Whether something stands at a place that a sign of two characters may compare with.
    private static func isComparable(_ scanner: FormScanner, _ place: Int) -> Bool {
        startsOperand(scanner, place) || scanner.isHanzi(place) || MoneyForm.isCurrency(at: place, in: scanner)
            || scanner.scalar(place).map("\"“'".unicodeScalars.contains) ?? false
    }

    /// A power behind an operand: x², 10^8, 2⁻³, xⁿ; behind hanzi only where an expression goes on (身高²=…).
    static func takePower(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        let isBehindWord =
            scanner.isHanzi(place - 1)
            && scanner.scalar(place + 1).map("()[=+-−×÷/".unicodeScalars.contains) ?? false
        guard isOperand(scanner, place - 1) || isBehindWord else { return nil }
        return scanner.attempt { scanner in
            var exponent = ""
            var isNegative = false
            if scanner.take("^") {
                isNegative = scanner.take("-") || scanner.take("−")
                exponent = scanner.takeDigits()
                if exponent.isEmpty, !isNegative, let letter = scanner.current, FormScanner.isLetter(letter) {
                    scanner.index += 1
                    return "的" + String(Character(letter)).uppercased() + "次方"
                }
            } else if scanner.take("ⁿ") {
                // xⁿ⁺¹.
                let isMore = scanner.take("⁺")
                let more = isMore || scanner.take("⁻") ? scanner.current.flatMap(NumberSign.superscript) : nil
                guard let more else { return "的N次方" }
                scanner.index += 1
                return "的N" + (isMore ? "加" : "减") + NumberReader.digits(String(more)) + "次方"
            } else {
                isNegative = scanner.take("⁻")
                // No further than a number may reach, for every place of a longer run comes here.
                while exponent.utf8.count <= NumberReader.maximumDigits,
                    let digit = scanner.current.flatMap(NumberSign.superscript)
                {
                    exponent.append(digit)
                    scanner.index += 1
                }
            }
            guard !exponent.isEmpty, exponent.utf8.count <= NumberReader.maximumDigits else { return nil }
            let unit = scanner.attempt { scanner -> String? in
                guard scanner.isDigit(place - 1) else { return nil }
                scanner.index = scanner.skippingSpace(scanner.index)
                return UnitSymbol.take(from: &scanner)
            }
            // 10³kg is no 立方千克.
            switch exponent {
            case "2" where !isNegative && unit == nil: return "的平方"
            case "3" where !isNegative && unit == nil: return "的立方"
            default: return "的" + (isNegative ? "负" : "") + NumberReader.integer(exponent) + "次方" + (unit ?? "")
            }
        }
    }

    private static func isOperator(
        _ sign: Unicode.Scalar, _ scanner: FormScanner, place: Int, left: Int, right: Int
    ) -> Bool {
        let isBetween = isOperand(scanner, left) && startsOperand(scanner, right)
        switch sign {
        case "x", "X":
            return scanner.isDigit(right)
                && (scanner.isDigit(left) && !scanner.isLetter(left - 1) || isMeasured(scanner, left))
        case "*": return isBetween || isMeasured(scanner, left) && scanner.isDigit(right)
        case "-":
            // CET-4≥425 begins with a name.
            let isName =
                scanner.isDigit(right) && scanner.isCapital(left) && scanner.isLetter(left - 1)
            return isBetween && !isName && scanner.isInEquation(at: place)
        case "/":
            // What has more than one letter is a name or a unit: TCP/IP, kg/m³.
            let isName =
                scanner.isLetter(left) && scanner.isLetter(left - 1)
                || scanner.isLetter(right) && scanner.isLetter(right + 1)
            guard isBetween, !isName, !(scanner.isDigit(left) && scanner.isDigit(right)) else { return false }
            return scanner.scalar(left) == ")" && scanner.isTerm(before: left) || scanner.isInEquation(at: place)
        case "−": return isBetween
        case "+": return isOperand(scanner, left) || scanner.isHanzi(left)
        case "<", ">":
            let isCompared =
                scanner.isDigit(right) || scanner.scalar(right) == "-" || MoneyForm.isCurrency(at: right, in: scanner)
            let isAfterMark = scanner.scalar(left).map("(:,、;。".unicodeScalars.contains) ?? true
            return isBetween || isCompared && (isAfterMark || scanner.isHanzi(left))
        case _ where relations[sign] != nil:
            return (isOperand(scanner, left) || scanner.isHanzi(left))
                && (startsOperand(scanner, right) || scanner.isHanzi(right))
        default: return true
        }
    }

    /// Whether a number and a measure of at most three hanzi end at a place, or what something is counted per: 10片, 50片/盒.
    private static func isMeasured(_ scanner: FormScanner, _ place: Int) -> Bool {
        let start = scanner.start(before: place + 1, reach: 3, where: FormScanner.isHanzi)
        return start <= place && (scanner.isDigit(start - 1) || scanner.scalar(start - 1) == "/")
    }

    /// Whether an operand ends at a place.
    static func isOperand(_ scanner: FormScanner, _ place: Int) -> Bool {
        // The second stroke of |x|.
        let last = scanner.scalar(place) == "|" ? place - 1 : place
        guard let scalar = scanner.scalar(last) else { return false }
        if FormScanner.isDigit(scalar) || FormScanner.isLetter(scalar) { return true }
        return ")]}%∞".unicodeScalars.contains(scalar) || GreekLetter.name(scalar) != nil
            || NumberSign.superscript(scalar) != nil || NumberSign.subscripted(scalar) != nil
            || NumberSign.fraction(scalar) != nil || UnitSymbol.signs[scalar] != nil
    }

    /// Whether an operand starts at a place: a number or a variable, with a sign or without.
    private static func startsOperand(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let scalar = scanner.scalar(place) else { return false }
        if "-−+±".unicodeScalars.contains(scalar) { return scanner.isDigit(place + 1) || scanner.isLetter(place + 1) }
        return FormScanner.isDigit(scalar) || FormScanner.isLetter(scalar)
            || "(√[{|∞∠△⊙∅".unicodeScalars.contains(scalar)
            || GreekLetter.name(scalar) != nil || NumberSign.fraction(scalar) != nil
    }

    /// What an operator is called.
    private static func name(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "+": "加"
        case "-", "−": "减"
        case "×", "*", "x", "X", "✕": "乘"
        case "÷": "除以"
        case "=": "等于"
        case "≠": "不等于"
        case "≈": "约等于"
        case "≡": "恒等于"
        case "<": "小于"
        case ">": "大于"
        case "≤", "≦", "⩽": "小于等于"
        case "≥", "≧", "⩾": "大于等于"
        case "/": "除以"
        default: relations[scalar]
        }
    }

    /// Signs between figures, between lines or between sets.
    private static let relations: [Unicode.Scalar: String] = [
        "∥": "平行于", "⊥": "垂直于", "≌": "全等于", "≅": "全等于", "∽": "相似于", "∝": "正比于", "∩": "交", "∪": "并", "∈": "属于",
        "∉": "不属于", "⊂": "包含于", "⊆": "包含于", "⊃": "包含", "⊇": "包含", "≪": "远小于", "≫": "远大于",
    ]
}
