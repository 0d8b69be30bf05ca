/// Signs that say the same wherever they stand, subscripts, and & @ #.
enum SymbolForm {
    static func take(from scanner: inout FormScanner) -> String? {
        guard let scalar = scanner.current else { return nil }
        if let number = NumberSign.integer(scalar) {
            scanner.index += 1
            return NumberReader.integer(number)
        }
        if NumberSign.subscripted(scalar) != nil { return takeSubscript(&scanner) }
        if let unit = UnitSymbol.signs[scalar] ?? GreekLetter.name(scalar) ?? name(scalar) {
            scanner.index += 1
            return unit
        }
        let place = scanner.index
        let spoken: String? =
            switch scalar {
            // Between letters it is read in English: R&D, Q&A.
            case "&": scanner.isLetter(place - 1) && scanner.isLetter(place + 1) ? "安德" : "和"
            case "@": "艾特"
            case "√": root(scanner, place)
            case "#": hash(scanner, place)
            case "↑", "↓", "▲", "▼": direction(scalar, scanner, place)
            case "△", "⊙", "∠": figure(scalar, scanner, place)
            // 奈雪の茶.
            case "の": scanner.isHanzi(place - 1) && scanner.isHanzi(place + 1) ? "的" : nil
            case "№": scanner.isDigit(scanner.skippingSpace(place + 1)) ? "第" : nil
            // A name for the computer: abc_123.
            case "_": isWord(scanner, place - 1) || isWord(scanner, place + 1) ? "下划线" : nil
            // The point of a licence plate, 京A·12345, says nothing.
            case "·", "•", "‧": scanner.isLetter(place - 1) && scanner.isDigit(place + 1) ? "" : nil
            // 二○二四年, written with a circle.
            case "○", "◯": isDigitName(scanner, place - 1) || isDigitName(scanner, place + 1) ? "零" : nil
            default: nil
            }
        guard let spoken else { return nil }
        scanner.index = scalar == "№" ? scanner.skippingSpace(place + 1) : place + 1
        return spoken
    }

    /// A tick or a cross that judges what follows, or that stands in brackets alone: √正确, (×).
    static func takeTick(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        let previous = scanner.scalar(scanner.skippingSpace(before: place))
        let isAlone = previous == "(" && scanner.scalar(place + 1) == ")"
        let isFirst = previous.map { Mark.isLineBreak($0) || "。,;、:!?".unicodeScalars.contains($0) } ?? true
        let judges =
            isFirst && scanner.isHanzi(place + 1)
            && !(scanner.scalar(place + 1).map("一二两三四五六七八九十百号".unicodeScalars.contains) ?? false)
        guard isAlone || judges, let sign = scanner.current else { return nil }
        scanner.index += 1
        return sign == "√" ? "对" : "错"
    }

    /// A number below the line: H₂O, C₁₂, PM₂.₅.
    private static func takeSubscript(_ scanner: inout FormScanner) -> String {
        func takeDigits() -> String {
            var digits = ""
            while digits.utf8.count < NumberReader.maximumDigits,
                let digit = scanner.current.flatMap(NumberSign.subscripted)
            {
                digits.append(digit)
                scanner.index += 1
            }
            return digits
        }
        let whole = takeDigits()
        guard scanner.current == ".", scanner.scalar(scanner.index + 1).flatMap(NumberSign.subscripted) != nil else {
            return NumberReader.part(whole)
        }
        scanner.index += 1
        return NumberReader.decimal(whole, takeDigits())
    }

    /// `#` before a number, and the key, is 井号, behind one and before hanzi 号 (3#楼); where two enclose a topic they are
    /// marks.
    private static func hash(_ scanner: FormScanner, _ place: Int) -> String? {
        if scanner.isDigit(place - 1), scanner.isHanzi(place + 1) {
            return isEnclosing(scanner, place, step: -1) ? nil : "号"
        }
        if scanner.scalar(place + 1) == "键" { return "井号" }
        // A language of programs: C#.
        if scanner.scalar(place - 1).map("CF".unicodeScalars.contains) ?? false, !scanner.isLetter(place - 2),
            scanner.scalar(place - 2) != "#", !scanner.isLetter(place + 1), !isEnclosing(scanner, place, step: -1)
        {
            return "井"
        }
        guard scanner.isDigit(place + 1), !scanner.isLetter(place - 1), !isEnclosing(scanner, place, step: 1) else {
            return nil
        }
        return "井号"
    }

    /// Whether another `#` stands on one side, without a mark of a sentence between.
    private static func isEnclosing(_ scanner: FormScanner, _ place: Int, step: Int) -> Bool {
        var other = place + step
        while abs(other - place) < FormScanner.reach, let scalar = scanner.scalar(other) {
            if scalar == "#" { return true }
            if "。,!?;、".unicodeScalars.contains(scalar) { return false }
            other += step
        }
        return false
    }

    static func isWord(_ scanner: FormScanner, _ place: Int) -> Bool {
        scanner.isLetter(place) || scanner.isDigit(place)
    }

    private static func isDigitName(_ scanner: FormScanner, _ place: Int) -> Bool {
        scanner.scalar(place).map("零〇一二三四五六七八九○".unicodeScalars.contains) ?? false
    }

    private static func name(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "±": "正负"
        case "∞": "无穷"
        case "∑": "求和"
        case "∏": "求积"
        case "∫": "积分"
        case "∅": "空集"
        case "∀": "任意"
        case "∃": "存在"
        case "∆": "德尔塔"
        case "∵": "因为"
        case "∴": "所以"
        case "°": "度"
        default: nil
        }
    }
}
