/// Signs of arithmetic between numbers or variables, with a space on both sides or on none: 3+5=8, x² ≥ 0.
///
/// Signs with another meaning (- / * < > x) are operators only between operands: `-` in an equation, `x` between
/// digits, `<` and `>` with a number behind them. The others are operators between hanzi too (速度=路程÷时间).
enum OperatorForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let isSpaced = scanner.current == " "
        let place = scanner.skippingSpace(scanner.index)
        guard let sign = scanner.scalar(place), let name = name(sign) else { return nil }
        // Programs write == for equality; longer rows of a sign are ornament.
        let end = sign == "=" && scanner.scalar(place + 1) == sign ? place + 2 : place + 1
        let next = scanner.skippingSpace(end)
        let isRepeated = scanner.scalar(next) == sign || scanner.scalar(place - 1) == sign
        guard !isSpaced || next > end, !isRepeated || sign == "+" else { return nil }
        let left = scanner.skippingSpace(before: place)
        guard isOperator(sign, scanner, place: place, left: left, right: next) else { return nil }
        scanner.index = next
        return name
    }

    /// A power behind an operand: x², 10^8, 2⁻³.
    static func takePower(from scanner: inout FormScanner) -> String? {
        guard isOperand(scanner, scanner.index - 1) else { return nil }
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
            switch exponent {
            case "2" where !isNegative: return "的平方"
            case "3" where !isNegative: return "的立方"
            default:
                let unit =
                    scanner.attempt { scanner in
                        scanner.index = scanner.skippingSpace(scanner.index)
                        return UnitSymbol.take(from: &scanner)
                    } ?? ""
                return "的" + (isNegative ? "负" : "") + NumberReader.integer(exponent) + "次方" + unit
            }
        }
    }

    private static func isOperator(
        _ sign: Unicode.Scalar, _ scanner: FormScanner, place: Int, left: Int, right: Int
    ) -> Bool {
        let isBetween = isOperand(scanner, left) && startsOperand(scanner, right)
        switch sign {
        case "x", "X": return scanner.isDigit(left) && scanner.isDigit(right) && !scanner.isLetter(left - 1)
        case "*": return isBetween
        case "-": return isBetween && scanner.isInEquation(at: place)
        case "−": return isBetween
        case "+": return isOperand(scanner, left) || scanner.isHanzi(left)
        case "<", ">":
            let isCompared =
                scanner.isDigit(right) || scanner.scalar(right) == "-" || MoneyForm.isCurrency(at: right, in: scanner)
            let isAfterMark = scanner.scalar(left).map("(（:：,，、;；。".unicodeScalars.contains) ?? true
            return isBetween || isCompared && (isAfterMark || scanner.isHanzi(left))
        case "/": return false
        default: return true
        }
    }

    /// Whether an operand ends at a place.
    static func isOperand(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let scalar = scanner.scalar(place) else { return false }
        if FormScanner.isDigit(scalar) || FormScanner.isLetter(scalar) { return true }
        return scalar == ")" || scalar == "]" || scalar == "%" || scalar == "π" || GreekLetter.name(scalar) != nil
            || NumberSign.superscript(scalar) != nil || NumberSign.subscripted(scalar) != nil
            || NumberSign.fraction(scalar) != nil || UnitSymbol.signs[scalar] != nil
    }

    /// Whether an operand starts at a place: a number or a variable, with a sign or without.
    private static func startsOperand(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let scalar = scanner.scalar(place) else { return false }
        if "-−+±".unicodeScalars.contains(scalar) { return scanner.isDigit(place + 1) || scanner.isLetter(place + 1) }
        return FormScanner.isDigit(scalar) || FormScanner.isLetter(scalar) || "(√[".unicodeScalars.contains(scalar)
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
        default: nil
        }
    }
}

extension FormScanner {
    /// Whether an equation, an inequality or a further operator surrounds a place, without other text between.
    func isInEquation(at place: Int) -> Bool {
        var end = place
        while end < place + Self.reach, let scalar = scalar(end) {
            if Self.relations.contains(scalar) { return true }
            guard Self.isInExpression(scalar) else { break }
            end += 1
        }
        var start = place - 1
        while start >= 0, start > place - Self.reach, let scalar = scalar(start) {
            if Self.relations.contains(scalar) || Self.operators.contains(scalar) { return true }
            guard Self.isInExpression(scalar) else { break }
            start -= 1
        }
        return false
    }

    private static func isInExpression(_ scalar: Unicode.Scalar) -> Bool {
        isDigit(scalar) || isLetter(scalar) || signs.contains(scalar)
    }

    private static let relations = Set("=≠≈≤≥".unicodeScalars)
    private static let operators = Set("×÷√".unicodeScalars)
    private static let signs = Set(".-−+×÷*/()^ √π²³".unicodeScalars)
}
