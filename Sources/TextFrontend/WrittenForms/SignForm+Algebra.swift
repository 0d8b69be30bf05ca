extension SignForm {
    /// What a minus says that has no number behind it: y=-x, f(-x), -(a+b), HIV(-), B-, and T-1日.
    static func nameless(_ scanner: FormScanner, _ place: Int) -> String? {
        if isAlgebraic(scanner, place) { return "负" }
        if isTested(scanner, place) { return "阴性" }
        if scanner.scalar(place - 1) == "(", scanner.scalar(place + 1) == ")" { return "负" }
        return isGrade(scanner, place) || isDayBefore(scanner, place) ? "减" : nil
    }

    /// Whether the sign stands in brackets behind what was looked for in blood: HIV(-), 抗体(+).
    static func isTested(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard scanner.scalar(place - 1) == "(", scanner.scalar(place + 1) == ")", let last = scanner.scalar(place - 2)
        else {
            return false
        }
        return FormScanner.isLetter(last) && scanner.isLetter(place - 3) || tested.contains(last)
    }

    /// Whether a variable, a root or a bracket follows that has a sign.
    private static func isAlgebraic(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let next = scanner.scalar(place + 1) else { return false }
        if next == "∞" { return !OperatorForm.isOperand(scanner, place - 1) }
        let isVariable = FormScanner.isLetter(next) && !scanner.isLetter(place + 2)
        guard FormScanner.isLetter(next) || next == "(" || next == "√" || GreekLetter.name(next) != nil else {
            return false
        }
        let previous = scanner.scalar(scanner.skippingSpace(before: place))
        if let previous, "=≈≠<>≤≥×÷±^".unicodeScalars.contains(previous) { return true }
        guard isVariable || next == "(" || next == "√" else { return false }
        switch previous {
        case "(": return scanner.isLetter(place - 2) && isVariable
        case let scalar?
        where FormScanner.isLetter(scalar) || FormScanner.isDigit(scalar) || FormScanner.isHanzi(scalar):
            return false
        case ")", "-", "_": return false
        default: break
        }
        if next == "(" { return isExpression(scanner, place + 2) }
        return scanner.scalar(place + 2).map { NumberSign.superscript($0) != nil || $0 == "^" || $0 == "=" } ?? false
    }

    /// Whether a bracket closes around nothing but a term: (a+b), (-3).
    private static func isExpression(_ scanner: FormScanner, _ start: Int) -> Bool {
        let end = scanner.end(of: start) {
            FormScanner.isLetter($0) || FormScanner.isDigit($0) || "+-−×÷^. ".unicodeScalars.contains($0)
        }
        return scanner.scalar(end) == ")"
            && (start..<end).contains { scanner.scalar($0).map("+-−×÷".unicodeScalars.contains) ?? false }
    }

    /// Whether a letter before the sign is a mark at school or of a bond: 拿了B-, A-级.
    private static func isGrade(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard let letter = scanner.scalar(place - 1), ("A"..."D").contains(letter), !scanner.isLetter(place + 1),
            !scanner.isDigit(place + 1), scanner.scalar(place + 1) != "-"
        else { return false }
        let start = scanner.start(before: place, reach: 3) { $0 == letter }
        let isBehind = scanner.scalar(scanner.skippingSpace(before: start)).map(grading.contains) ?? false
        if !scanner.isHanzi(place + 1) { return isBehind }
        return scanner.scalar(place + 1).map("的成级了吧".unicodeScalars.contains) ?? false
    }

    /// Whether days or years before one that is called T are meant: T-1日.
    private static func isDayBefore(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard scanner.scalar(place - 1) == "T", !scanner.isLetter(place - 2), scanner.isDigit(place + 1) else {
            return false
        }
        let end = scanner.end(of: place + 1, where: FormScanner.isDigit)
        return scanner.scalar(end).map("日年天月个周".unicodeScalars.contains) ?? false
    }

    private static let tested = Set("体原性毒酸".unicodeScalars)
    private static let grading = Set("了是得为级绩到拿评:".unicodeScalars)
}

extension SignForm {
    /// Whether parts of a month or of a day, or letters of rows, stand on both sides: 上旬-中旬, 5月上旬-6月, A-F座.
    static func joinsParts(_ scanner: FormScanner, _ place: Int) -> Bool {
        if monthParts.ends(before: place, in: scanner) {
            return monthParts.starts(at: place + 1, in: scanner) || scanner.isDigit(place + 1)
        }
        if dayParts.ends(before: place, in: scanner) { return days.starts(at: place + 1, in: scanner) }
        if scanner.isDigit(place - 1) || scanner.scalar(place - 1) == "年" {
            return eras.starts(at: place + 1, in: scanner)
        }
        guard let first = scanner.scalar(place - 1), let last = scanner.scalar(place + 1), ("A"..."Z").contains(first),
            ("A"..."Z").contains(last), first < last, !scanner.isLetter(place - 2), !scanner.isLetter(place + 2)
        else { return false }
        return scanner.scalar(place + 2).map("座区栋组段档馆厅排级中之".unicodeScalars.contains) ?? false
    }

    /// Whether an amount behind 满 stands before the sign and a smaller one behind it: 满199元-30元.
    static func isReduction(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard scanner.scalar(place - 1) == "元" || scanner.scalar(place - 1) == "块" else { return false }
        let start = scanner.start(before: place - 1, reach: 6, where: FormScanner.isDigit)
        let end = scanner.end(of: place + 1, where: FormScanner.isDigit)
        guard scanner.scalar(start - 1) == "满", let from = Int(scanner.string(start, place - 1)), end < place + 8,
            let to = Int(scanner.string(place + 1, end))
        else { return false }
        return from > to
    }

    private static let monthParts = PhraseSet("上旬 中旬 下旬 月初 月底 月末")
    private static let dayParts = PhraseSet("夜里 夜间 白天 晚上 早上 上午 下午 今天 明天")
    private static let days = PhraseSet("今天 明天 后天 次日 白天 夜间 晚上 下午 上午")
    private static let eras = PhraseSet("公元 前1 前2 前3 前4 前5 前6 前7 前8 前9")
}
