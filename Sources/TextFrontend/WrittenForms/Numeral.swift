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

    /// How it is said as a value, with no regard to what it counts.
    var spoken: String {
        if let fraction { return whole.isEmpty ? fraction : NumberReader.integer(whole) + "又" + fraction }
        return decimals.first.map { NumberReader.decimal(whole, $0) } ?? NumberReader.integer(whole)
    }
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
        PowerLetter.takeThousands(of: &numeral, from: &self)
        numeral.end = index
        return numeral
    }

    /// Takes `,ddd` groups after up to three digits, as in 1,234,567.
    private mutating func takeThousands(of numeral: inout Numeral) {
        guard numeral.whole.utf8.count <= 3, numeral.whole.first != "0" else { return }
        guard separatesThousands(after: numeral.whole) else { return }
        while current == ",", (1...3).allSatisfy({ isDigit(index + $0) }), !isDigit(index + 4) {
            index += 1
            numeral.whole += takeDigits()
            numeral.isGrouped = true
        }
    }

    /// Whether the comma here is none between clauses: 身高178，160斤 has two numbers.
    ///
    /// A full-width one between half-width digits separates thousands before nothing but zeros (12，000), and before full
    /// hundreds of what is counted (3，500元).
    private func separatesThousands(after whole: String) -> Bool {
        guard current == ",", isDigit(index + 1), text[index].written == "，",
            scalar(index + 1) == text[index + 1].written
        else {
            return true
        }
        var last = index
        while scalar(last + 4) == ",", isDigit(last + 5), last < index + Self.reach { last += 4 }
        let isHundred = scalar(last + 2) == "0" && scalar(last + 3) == "0"
        if isHundred, scalar(last + 1) == "0" { return true }
        guard isHundred, last == index, whole.utf8.count <= 2 else { return false }
        if whole.utf8.count == 1, MeasureWord.isUnit(after: index + 4, in: self), scalar(index + 4) != "多" {
            return true
        }
        let next = skippingSpace(index + 4)
        let isAbout = scalar(next) == "多" || scalar(next) == "余"
        return scalar(isAbout ? next + 1 : next).map((isAbout ? "元人" : "元人万").unicodeScalars.contains) ?? false
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

    /// `/b`, unless it is part of a date like 2024/5/1, divides by nothing or is a number of its own.
    private mutating func takeDenominator(numerator: String) -> String? {
        let start = index - numerator.utf8.count
        guard numerator.utf8.count <= 4, take("/"), isDigit(index) else { return nil }
        let denominator = takeDigits()
        guard denominator.utf8.count <= 5, Int(denominator) != 0, !(current == "/" && isDigit(index + 1)) else {
            return nil
        }
        if isBloodPressure(numerator, denominator, from: start) {
            return NumberReader.integer(numerator) + "比" + NumberReader.integer(denominator)
        }
        if areNames(numerator, denominator) {
            return NumberReader.digits(numerator) + "," + NumberReader.digits(denominator)
        }
        guard denominator.utf8.count <= 4 || denominator == "10000", !isListed(numerator, denominator, from: start)
        else {
            return nil
        }
        // 百分之一, not 一百分之一.
        let name = NumberReader.integer(denominator)
        return (["100", "1000", "10000"].contains(denominator) ? String(name.dropFirst()) : name) + "分之"
            + NumberReader.integer(numerator)
    }

    /// Whether two numbers are pressures and no fraction: 120/80mmHg, 血压135/85.
    private func isBloodPressure(_ high: String, _ low: String, from start: Int) -> Bool {
        guard let upper = Int(high), let lower = Int(low), (70...300).contains(upper), (30..<upper).contains(lower)
        else {
            return false
        }
        if starts(with: Array("mmHg".unicodeScalars), at: skippingSpace(index)) { return true }
        return (start - 24..<start).contains { starts(with: ["血", "压"], at: $0) }
    }

    /// Whether a slash only parts two numbers.
    ///
    /// They are a price and how many it buys (199/2件), sizes (170/92A; 女，165/48), pages (第3/5页), floors (2/6层), two
    /// houses (1/2号楼), generations (70/80后), frequencies (50/60Hz), schools (985/211) or vertebrae (L4/5), two pairs with
    /// hyphens (6-3/7-5), the last figures of number plates (尾号4/9).
    private func isListed(_ first: String, _ second: String, from start: Int) -> Bool {
        if let price = Int(first), let count = Int(second), price > 8, price > count,
            Self.portions.starts(at: skippingSpace(index), in: self)
        {
            return true
        }
        if MoneyForm.isSign(scalar(start - 1)) || scalar(start - 1) == "第" { return true }
        let place = scalar(start - 1) == ":" ? start - 1 : start
        // 12/25℃ are two temperatures.
        if current == "℃" { return true }
        let isSize =
            first.utf8.count == 3 && second.utf8.count >= 2 && (current.map("ABCY".unicodeScalars.contains) ?? false)
        if current == "-" && isDigit(index + 1) && scalar(start - 1) == "-" { return true }
        if NamedNumber.isNamed(first, from: start, to: start + first.utf8.count, in: self)
            || Self.houses.starts(at: index, in: self)
            || first.utf8.count > 1 && second.utf8.count > 1 && Self.currents.starts(at: skippingSpace(index), in: self)
        {
            return true
        }
        if let label = scalar(start - 1), "CTLS".unicodeScalars.contains(label), !isLetter(start - 2),
            Int(second) == Int(first).map({ $0 + 1 })
        {
            return true
        }
        if let tall = Int(first), let heavy = Int(second), (140...199).contains(tall), (35...120).contains(heavy),
            Self.people.ends(
                before: self.start(before: start, reach: 2, where: ",: ".unicodeScalars.contains), in: self)
        {
            return true
        }
        return isSize || Self.plates.ends(before: place, in: self)
            || first.utf8.count == 2 && second.utf8.count == 2 && second.hasSuffix("0") && current == "后"
    }

    /// Whether two numbers are said digit by digit: the size of a tyre (245/45 R18), two rooms (801/802).
    private func areNames(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == 3 else { return false }
        let next = skippingSpace(index)
        let isTyre = second.utf8.count == 2 && (scalar(next) == "R" || scalar(next) == "r") && isDigit(next + 1)
        return isTyre || second.utf8.count == 3 && Int(second) == Int(first).map { $0 + 1 } && scalar(next) != "的"
    }

    private static let currents = PhraseSet("Hz hz HZ V")
    private static let houses = PhraseSet("号楼 号线 号院 号门 栋 幢 单元 层 楼")
    private static let people = PhraseSet("男 女 身高 身高体重")
    private static let portions = PhraseSet("件 盒 箱 瓶 袋 包 斤 双 条 套 只 罐 支 枚 桶 g kg ml mL L")
    private static let plates = PhraseSet("尾号 限行 楼层 轮胎")
}
