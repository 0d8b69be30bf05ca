/// What stands behind a number as a sign or in Latin letters: %, ℃, km/h, m².
///
/// A unit is looked for right after a number, after one space, or after a hanzi of a number (5万km), and must be all of
/// a word (`5kg`, not `5kgs`). A slash is 每: km/h is 公里每小时, and the length is 公里 wherever it is km; a point joins two:
/// N·m is 牛米. The amounts of data have no name in speech but their letters: 8GB.
struct UnitSymbol {
    /// What is said before the number: 百分之, 千分之.
    var prefix: String?
    /// What is said after it.
    var name = ""
    /// Whether a lone 2 before it is 两: not before degrees of temperature.
    var takesLiang = true

    /// The unit behind the number that starts at `start` and ends here, if there is one.
    static func take(afterNumberAt start: Int, from scanner: inout FormScanner) -> UnitSymbol? {
        scanner.attempt { scanner in
            let isSpaced = scanner.current == " "
            scanner.index = scanner.skippingSpace(scanner.index)
            if let prefix = takeProportion(&scanner) { return UnitSymbol(prefix: prefix) }
            if !isSpaced, let power = PowerLetter.take(afterNumberAt: start, from: &scanner) {
                return UnitSymbol(name: power)
            }
            let isInRow = isBehindUnit(start, in: scanner)
            if isInRow, let current = scanner.attempt({ takeCurrent(afterNumberAt: start, from: &$0) }) {
                return UnitSymbol(name: current)
            }
            if let inch = scanner.attempt({ takeInch(afterNumberAt: start, from: &$0) }) {
                return UnitSymbol(name: inch)
            }
            let length = scanner.letterRun(at: scanner.index)
            if !isInRow, length > 0, isName(length, afterNumberAt: start, in: scanner) { return nil }
            if length > 0, let currency = takeCode(&scanner, length) { return UnitSymbol(name: currency) }
            if !isSpaced || length > 0 || scanner.current.map(spaceable.contains) ?? false,
                let name = take(from: &scanner)
            {
                return UnitSymbol(name: name, takesLiang: !name.hasSuffix("氏度"))
            }
            return nil
        }
    }

    /// Whether a unit stands at a place.
    static func isUnit(at place: Int, in scanner: FormScanner) -> Bool {
        var scanner = scanner
        scanner.index = scanner.skippingSpace(place)
        return take(from: &scanner) != nil
    }

    /// The unit that begins here, with what it is counted per.
    static func take(from scanner: inout FormScanner) -> String? {
        if let power = scanner.attempt(takeRoundPower) { return power }
        guard let name = takeProduct(from: &scanner) else { return nil }
        // mg/kg/次 has two.
        let pers = (0..<2).map { _ in scanner.attempt(takeDivisor) ?? "" }
        return name + pers.joined()
    }

    /// What a unit is counted per: m/s, L/100km, kg/人; of 30GB/短信 it is nothing.
    private static func takeDivisor(_ scanner: inout FormScanner) -> String? {
        guard scanner.take("/") else { return nil }
        if scanner.isHanzi(scanner.index) { return isDivisor(at: scanner.index, in: scanner) ? "每" : nil }
        // J/(kg·℃).
        if scanner.take("(") { return takeProduct(from: &scanner).flatMap { scanner.take(")") ? "每" + $0 : nil } }
        let hundred = scanner.attempt { $0.takeDigits() == "100" ? "百" : nil } ?? ""
        return takeSimple(from: &scanner, isDivisor: true).map { "每" + hundred + $0 }
    }

    /// A unit, or two with a point between them: N·m, kW·h.
    private static func takeProduct(from scanner: inout FormScanner) -> String? {
        guard let name = takeSimple(from: &scanner) else { return nil }
        let factor = scanner.attempt { scanner -> String? in
            guard scanner.take("·") || scanner.take("⋅") else { return nil }
            return takeSimple(from: &scanner).map { $0 == "小时" ? "时" : $0 }
        }
        return name + (factor ?? "")
    }

    /// A small w behind a round number in words: 几w, 几十w, 100多w.
    private static func takeRoundPower(_ scanner: inout FormScanner) -> String? {
        guard scanner.current == "w", scanner.letterRun(at: scanner.index) == 1,
            scanner.scalar(scanner.index - 1).map("几十百千多余".unicodeScalars.contains) ?? false
        else { return nil }
        scanner.index += 1
        return "万"
    }

    /// What a sign of proportion says before its number.
    static func takeProportion(_ scanner: inout FormScanner) -> String? {
        if scanner.take("%") { return "百分之" }
        if scanner.take("‱") { return "万分之" }
        return scanner.take("‰") ? "千分之" : nil
    }

    /// The two strokes of inches before what is measured in them: 55"电视; a quotation mark has its other half before.
    private static func takeInch(afterNumberAt start: Int, from scanner: inout FormScanner) -> String? {
        guard let sign = scanner.current, "\"”″".unicodeScalars.contains(sign) else { return nil }
        let isQuoted = (start - 16..<start).contains { scanner.scalar($0) == "\"" || scanner.scalar($0) == "“" }
        scanner.index += 1
        // 屏幕6.7".
        let isLast =
            !"'’′".unicodeScalars.contains(scanner.scalar(start - 1) ?? " ")
            && (start..<scanner.index).contains { scanner.scalar($0) == "." } && !scanner.isHanzi(scanner.index)
        guard !isQuoted, isLast || screens.starts(at: scanner.index, in: scanner) else { return nil }
        return "英寸"
    }

    private static let screens = PhraseSet("电视 显示 屏 轮 笔记本 手机 平板 自行车 披萨 蛋糕 行李箱 硬盘 键盘")

    private static func takeCode(_ scanner: inout FormScanner, _ length: Int) -> String? {
        guard length == 3, let name = MoneyForm.codes[scanner.string(scanner.index, scanner.index + 3)] else {
            return nil
        }
        scanner.index += 3
        return name
    }

    static func takeSimple(from scanner: inout FormScanner, isDivisor: Bool = false) -> String? {
        if let name = scanner.current.flatMap({ signs[$0] }) {
            scanner.index += 1
            return name
        }
        if scanner.take("°") {
            switch scanner.current {
            case "C" where scanner.letterRun(at: scanner.index) == 1: scanner.index += 1; return "摄氏度"
            case "F" where scanner.letterRun(at: scanner.index) == 1: scanner.index += 1; return "华氏度"
            default: return "度"
            }
        }
        // A kind of steel: 316L不锈钢.
        if steels.starts(at: scanner.index, in: scanner) { return nil }
        let length = scanner.letterRun(at: scanner.index)
        guard (1...longest).contains(length) else { return nil }
        let symbol = scanner.string(scanner.index, scanner.index + length)
        guard
            let name = (isDivisor ? divisors[symbol] : nil) ?? names[symbol] ?? looseNames[symbol.lowercased()]
                ?? joinedName(symbol, in: scanner)
        else { return nil }
        return scanner.attempt { scanner in
            scanner.index += length
            // 5V2A.
            let isInRow =
                symbol == "V" && scanner.isDigit(scanner.index)
                && scanner.scalar(scanner.end(of: scanner.index, where: FormScanner.isDigit)) == "A"
            let power = isInRow ? nil : takePower(&scanner)
            guard isInRow || !scanner.isDigit(scanner.index), !scanner.isLetter(scanner.index) else { return nil }
            // Turns are counted per time only: 3000r/min.
            if symbol == "r", scanner.current != "/" { return nil }
            guard let power else { return name }
            // m/s² is 米每二次方秒.
            if symbol == "s" { return power == "平方" ? "二次方秒" : nil }
            return lengths.contains(symbol.lowercased()) ? power + name : nil
        }
    }

    private static func joinedName(_ symbol: String, in scanner: FormScanner) -> String? {
        let next = scanner.index + symbol.utf8.count
        let isJoined =
            scanner.scalar(next) == "·" && symbol != "U"
            || scanner.scalar(next) == "/"
                && (scanner.isLetter(next + 1) || scanner.scalar(next + 1) == "(")
        return isJoined ? joinedNames[symbol] : nil
    }

    /// A square or a cube: m², m^2, m2.
    private static func takePower(_ scanner: inout FormScanner) -> String? {
        let start = scanner.index
        _ = scanner.take("^")
        if scanner.take("²") || scanner.take("2") { return "平方" }
        if scanner.take("³") || scanner.take("3") { return "立方" }
        scanner.index = start
        return nil
    }

    private static let steels = PhraseSet("L不锈钢 L钢 L材质 L内胆")

    /// Signs that may stand behind a space.
    private static let spaceable = Set("℃℉°㎡㎏㎝㎜㎞㎥".unicodeScalars)

    /// The longest symbol in letters.
    private static let longest = 4
}

extension FormScanner {
    /// How many letters, Greek μ and Ω among them, stand in a row at a place; at most one more than a unit has.
    func letterRun(at place: Int) -> Int {
        var end = place
        while end < place + 5, let scalar = scalar(end), Self.isLetter(scalar) || "μµΩΩ".unicodeScalars.contains(scalar)
        {
            end += 1
        }
        return end - place
    }
}
