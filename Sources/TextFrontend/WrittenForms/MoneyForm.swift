/// Amounts with a sign or a code of currency before them: ¥12.50, US$3, ¥1.5亿.
///
/// The currency is said behind the number, and behind the 万 or 亿 that follows it. Amounts are decimals as written,
/// without closing zeros: ¥12.50 is 十二点五元, ¥12.00 is 十二元; 12.50元 is said the same.
enum MoneyForm {
    /// The amount, or the range of amounts, that begins with a currency here.
    static func take(from scanner: inout FormScanner) -> String? {
        scanner.takeSpan { scanner in
            guard let currency = takeCurrency(&scanner) else { return nil }
            scanner.index = scanner.skippingSpace(scanner.index)
            let isNegative = scanner.current == "-" && scanner.isDigit(scanner.index + 1) && scanner.take("-")
            guard let first = scanner.takeNumeral(), first.fraction == nil, first.decimals.count < 2 else { return nil }
            let power = PowerLetter.take(afterNumberAt: first.start, from: &scanner) ?? ""
            let second = scanner.attempt { scanner -> Numeral? in
                guard scanner.takeRangeSign(), let second = scanner.takeNumeral() else { return nil }
                return second.fraction == nil && second.decimals.count < 2 ? second : nil
            }
            var spoken = amount(first) + power
            if let second {
                spoken += "到" + amount(second) + (PowerLetter.take(afterNumberAt: first.start, from: &scanner) ?? "")
            }
            spoken += takeScale(&scanner)
            skipName(currency, in: &scanner)
            let per = scanner.attempt { $0.take("/") && $0.isHanzi($0.index) ? "每" : nil } ?? ""
            return (isNegative ? "负" : "") + spoken + currency + per
        }
    }

    /// Whether a currency begins at a place.
    static func isCurrency(at place: Int, in scanner: FormScanner) -> Bool {
        var scanner = scanner
        scanner.index = place
        guard takeCurrency(&scanner) != nil else { return false }
        return scanner.isDigit(scanner.skippingSpace(scanner.index))
    }

    /// Whether what follows a number is money, so that its decimals are said without closing zeros.
    static func isMoney(after end: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.skippingSpace(end)
        return scanner.scalar(place).map("元块".unicodeScalars.contains) ?? false
            || names.starts(at: place, in: scanner)
    }

    /// Whether an amount is announced before a number: 人民币8500.00.
    static func isAnnounced(before start: Int, in scanner: FormScanner) -> Bool {
        let place = scanner.scalar(start - 1) == ":" ? start - 1 : start
        return announcements.ends(before: place, in: scanner)
    }

    /// A decimal without closing zeros; without any a 2 counts what follows: 2.00元 is 两元.
    static func amount(_ whole: String, _ decimals: String) -> String {
        let shortened = shortened(decimals)
        return shortened.isEmpty ? NumberReader.counted(whole) : NumberReader.decimal(whole, shortened)
    }

    /// The decimals without closing zeros.
    static func shortened(_ decimals: String) -> Substring {
        decimals.lastIndex { $0 != "0" }.map { decimals[...$0] } ?? ""
    }

    private static func amount(_ numeral: Numeral) -> String { amount(numeral.whole, numeral.decimals.first ?? "") }

    /// 万, 亿 and 多 behind the digits.
    private static func takeScale(_ scanner: inout FormScanner) -> String {
        let start = scanner.index
        while scanner.index < start + 4, let scalar = scanner.current, "十百千万亿多余".unicodeScalars.contains(scalar) {
            scanner.index += 1
        }
        return scanner.string(start, scanner.index)
    }

    /// In ¥100元 and HK$100元 the text says the currency itself.
    private static func skipName(_ currency: String, in scanner: inout FormScanner) {
        let name = Array(currency.unicodeScalars)
        if scanner.starts(with: name, at: scanner.index) {
            scanner.index += name.count
        } else if currency.hasSuffix("元") {
            _ = scanner.take("元")
        }
    }

    private static func takeCurrency(_ scanner: inout FormScanner) -> String? {
        if let name = scanner.current.flatMap({ signs[$0] }) {
            scanner.index += 1
            return name
        }
        guard ("A"..."Z").contains(scanner.current ?? " ") else { return nil }
        let length = scanner.letterRun(at: scanner.index)
        guard (1...3).contains(length), !scanner.isLetter(scanner.index - 1) else { return nil }
        let letters = scanner.string(scanner.index, scanner.index + length)
        if let sign = scanner.scalar(scanner.index + length), let name = combined[letters + String(Character(sign))] {
            scanner.index += length + 1
            return name
        }
        guard let name = codes[letters] else { return nil }
        scanner.index += length
        return name
    }

    /// Whether a scalar is the sign of a currency.
    static func isSign(_ scalar: Unicode.Scalar?) -> Bool { scalar.flatMap { signs[$0] } != nil }

    /// Whether the sign or the code of a currency stands before a place.
    static func isCurrency(before place: Int, in scanner: FormScanner) -> Bool {
        isSign(scanner.scalar(place - 1))
            || codePhrases.ends(before: scanner.scalar(place - 1) == " " ? place - 1 : place, in: scanner)
    }

    private static let signs: [Unicode.Scalar: String] = [
        "¥": "元", "$": "美元", "€": "欧元", "£": "英镑", "₩": "韩元", "₹": "卢比",
        "₽": "卢布", "฿": "泰铢", "₫": "越南盾", "₱": "比索", "₺": "里拉", "₪": "谢克尔", "₿": "比特币",
    ]

    private static let combined: [String: String] = [
        "US$": "美元", "HK$": "港元", "NT$": "新台币", "A$": "澳元", "AU$": "澳元", "C$": "加元", "CA$": "加元", "S$": "新加坡元",
        "NZ$": "新西兰元",
        "CN¥": "元", "JP¥": "日元", "R$": "雷亚尔", "MOP$": "澳门元",
    ]

    /// Codes of ISO 4217, and RMB; INR is none, as in Chinese texts it is a blood value.
    static let codes: [String: String] = [
        "CNY": "元", "RMB": "元人民币", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元", "KRW": "韩元",
        "AUD": "澳元", "CAD": "加元", "SGD": "新加坡元", "CHF": "瑞士法郎", "TWD": "新台币", "RUB": "卢布",
    ]

    private static let codePhrases = PhraseSet(codes.keys.sorted().joined(separator: " "))

    /// What currencies are called, but 元, which counts other things too.
    static let names = PhraseSet(
        Set(Array(signs.values) + Array(combined.values) + Array(codes.values) + ["港币", "人民币", "美金", "法郎"])
            .subtracting(["元", "元人民币"]).sorted().joined(separator: " "))
    private static let announcements = PhraseSet("人民币 RMB 金额 余额 合计 实付 应付 总价 单价 售价")
}
