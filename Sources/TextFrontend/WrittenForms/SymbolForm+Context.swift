// Signs that mean something only beside certain others.
extension SymbolForm {
    /// ↑ and ▲ before an amount, or behind a share, are what it does: ↑3.5%, ▼0.8%, 82%↑.
    ///
    /// Triangles stand before the points of a list too, so that they move nothing but shares.
    static func direction(_ sign: Unicode.Scalar, _ scanner: FormScanner, _ place: Int) -> String? {
        let name = sign == "↑" || sign == "▲" ? "上升" : "下降"
        guard scanner.isDigit(place + 1) else { return scanner.scalar(place - 1) == "%" ? name : nil }
        var ahead = scanner
        ahead.index = place + 1
        guard ahead.takeNumeral() != nil, let next = ahead.current else { return nil }
        let isShare = next == "%" || next == "‰" || ahead.starts(with: ["个", "百", "分", "点"], at: ahead.index)
        return isShare || (sign == "↑" || sign == "↓") && "℃°度元点万亿".unicodeScalars.contains(next) ? name : nil
    }

    /// Signs of plane figures, before the letters or the number that they have: △ABC, ⊙O, ∠1.
    static func figure(_ sign: Unicode.Scalar, _ scanner: FormScanner, _ place: Int) -> String? {
        let letters = scanner.end(of: place + 1, where: FormScanner.isLetter) - place - 1
        switch sign {
        // Of a list △ is a point, which may stand before letters too.
        case "△": return letters == 3 && (1...3).allSatisfy { scanner.isCapital(place + $0) } ? "三角形" : nil
        case "⊙": return letters == 1 && scanner.isCapital(place + 1) ? "圆" : nil
        default:
            let isNamed = letters > 0 || scanner.scalar(place + 1).flatMap(GreekLetter.name) != nil
            return isNamed || scanner.isDigit(place + 1) ? "角" : nil
        }
    }

    /// √ before what has a root is 根号, behind what makes it a tick 勾: 打√.
    static func root(_ scanner: FormScanner, _ place: Int) -> String {
        guard let next = scanner.scalar(place + 1) else { return scanner.isHanzi(place - 1) ? "勾" : "根号" }
        let isRoot =
            FormScanner.isDigit(next) || FormScanner.isLetter(next) || "([-".unicodeScalars.contains(next)
            || GreekLetter.name(next) != nil || NumberSign.fraction(next) != nil
        return !isRoot && scanner.isHanzi(place - 1) ? "勾" : "根号"
    }

    /// The charge of an ion behind its letters, which nobody counts aloud: Na⁺, SO₄²⁻.
    static func takeIon(from scanner: inout FormScanner) -> String? {
        guard let previous = scanner.scalar(scanner.index - 1),
            FormScanner.isLetter(previous) || previous == ")" || NumberSign.subscripted(previous) != nil
        else { return nil }
        return scanner.attempt { scanner in
            if scanner.current.flatMap(NumberSign.superscript) != nil { scanner.index += 1 }
            guard scanner.take("⁺") || scanner.take("⁻"), scanner.current.flatMap(NumberSign.superscript) == nil else {
                return nil
            }
            return "离子"
        }
    }

    /// A number above the line with nothing before it: the mass of an atom, ¹⁴C, or the degree of a root, ³√27.
    static func takeLeadingNumber(from scanner: inout FormScanner) -> String? {
        scanner.attempt { scanner in
            var digits = ""
            while digits.utf8.count < 4, let digit = scanner.current.flatMap(NumberSign.superscript) {
                digits.append(digit)
                scanner.index += 1
            }
            guard !digits.isEmpty else { return nil }
            if scanner.current == "√" { return NumberReader.integer(digits) + "次" }
            return scanner.isLetter(scanner.index) ? NumberReader.integer(digits) : nil
        }
    }

    /// Crosses for what is not told: ××酒店 and ×月×日 are 某, 138××××5678 has 叉; behind 打 and the like it is drawn.
    ///
    /// One between other hanzi multiplies: 长×宽.
    static func takeUnnamed(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        let end = scanner.end(of: place) { $0 == "×" }
        let count = end - place
        let isBehindHanzi = scanner.isHanzi(place - 1)
        var name: String?
        if count > 1 {
            let isInNumber = isWord(scanner, place - 1) || isWord(scanner, end)
            let isWord = isBehindHanzi || scanner.isHanzi(end)
            name = count > 8 ? nil : isInNumber ? "叉" : isWord ? "某" : nil
        } else if scanner.scalar(place - 1).map(drawing.contains) ?? false, !isWord(scanner, end),
            !scanner.isHanzi(end) || scanner.scalar(end) == "的"
        {
            name = "叉"
        } else if isBehindHanzi, scanner.scalar(end).map("。、,;)的".unicodeScalars.contains) ?? true {
            name = "某"
        } else if let next = scanner.scalar(end), unknown.contains(next), !isWord(scanner, place - 1),
            !isBehindHanzi || scanner.scalar(place - 1).map(unknown.contains) ?? false,
            next == "日" || next == "号" || !scanner.isHanzi(end + 1)
        {
            name = "某"
        }
        guard let name else { return nil }
        scanner.index = end
        return String(repeating: name, count: count)
    }

    /// What is numbered or named and may be left untold.
    private static let unknown = Set("年月日号市县省区镇乡村".unicodeScalars)
    private static let drawing = Set("打画划写填个的".unicodeScalars)
}
