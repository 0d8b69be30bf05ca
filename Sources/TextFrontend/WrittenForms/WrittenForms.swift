/// How the written forms of a text are said that are neither hanzi nor pinyin: numbers, dates, amounts, units, signs,
/// addresses, Latin words with a usual way to say them.
///
/// This is what the field calls text normalisation: the verbalisation of semiotic classes (Taylor, Text-to-Speech
/// Synthesis, 2009, chapter 5). It is given normalised text, in which all marks and figures are half-width.
///
/// What is said is hanzi, which the lexicon reads later; capital letters, each said by its name; pinyin with tone
/// digits, from the table of Latin words; and marks. Each kind of form is a type of its own, with its rules above it;
/// README.md has examples. Every reader is handed the place where its form may begin and looks a bounded way ahead.
struct WrittenForms: Sendable {
    private let words: LatinWords

    /// The forms with the module's table of Latin words.
    init(latin: LatinScanner) throws {
        words = try LatinWords(text: ResourceFile.text("latin-words.tsv"), latin: latin)
    }

    /// The address that begins at a place of the text; it is looked for before pinyin, which `ni3@hao3.com` has in it.
    static func address(in text: [SourceCharacter], at start: Int) -> (spoken: String, end: Int)? {
        guard LatinScanner.isLetter(text[start].scalar) || FormScanner.isDigit(text[start].scalar) else { return nil }
        var scanner = FormScanner(text: text, index: start)
        return AddressForm.take(.marked, from: &scanner).map { ($0, scanner.index) }
    }

    /// The form that begins at a place of the text, and where it ends; nil if none begins there.
    func spoken(in text: [SourceCharacter], at start: Int) -> (spoken: String, end: Int)? {
        let first = text[start].scalar
        guard Self.canStart(with: first) || first == "!" && start + 1 < text.count && text[start + 1].scalar == "="
        else { return nil }
        var scanner = FormScanner(text: text, index: start)
        return spoken(first, &scanner).map { ($0, scanner.index) }
    }

    /// Whether a form can begin with a scalar: not with hanzi nor with the common marks, which most text is made of.
    private static func canStart(with scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "。", "、", "“", "”", "《", "》", "…", "(", ")", ",", "!", "?", ":", ";", "\"": false
        default: !FormScanner.isHanzi(scalar)
        }
    }

    private func spoken(_ first: Unicode.Scalar, _ scanner: inout FormScanner) -> String? {
        switch first {
        // A date before a telephone number (2024-05-06), that before a range (010-1234567), and how long something takes
        // before the time of day (用时1:23:45).
        case "0"..."9":
            AddressForm.take(.bare, from: &scanner) ?? HexForm.take(from: &scanner) ?? DateForm.take(from: &scanner)
                ?? TelephoneForm.take(from: &scanner) ?? DurationForm.take(from: &scanner)
                ?? ClockForm.take(from: &scanner) ?? QuantityForm.take(from: &scanner)
        // What has a letter as its sign before an address, and a multiplying x before words.
        case "A"..."Z", "a"..."z":
            MoneyForm.take(from: &scanner) ?? Self.unit(&scanner) ?? AddressForm.take(.bare, from: &scanner)
                ?? HexForm.take(from: &scanner) ?? OperatorForm.take(from: &scanner) ?? RomanNumeral.take(
                    from: &scanner)
                ?? LatinForm.take(from: &scanner, words: words)
        case "-", "−":
            OperatorForm.take(from: &scanner) ?? SignForm.takeRange(from: &scanner)
                ?? SignForm.takeMinus(from: &scanner)
        case "~", "〜", "–", "—", "―": SignForm.takeRange(from: &scanner) ?? SignForm.takeDash(from: &scanner)
        case "+":
            TelephoneForm.take(from: &scanner) ?? OperatorForm.take(from: &scanner) ?? SignForm.takePlus(from: &scanner)
        case "^": OperatorForm.takePower(from: &scanner)
        case ".": PointForm.take(from: &scanner)
        case "/": UnitSymbol.takePer(from: &scanner) ?? OperatorForm.take(from: &scanner)
        case " ": OperatorForm.take(from: &scanner) ?? SpaceForm.take(from: &scanner)
        case "√": SymbolForm.takeTick(from: &scanner) ?? SymbolForm.take(from: &scanner)
        case "×":
            SymbolForm.takeUnnamed(from: &scanner) ?? SymbolForm.takeTick(from: &scanner)
                ?? OperatorForm.take(from: &scanner)
        case _ where NumberSign.fraction(first) != nil: QuantityForm.take(from: &scanner)
        case _ where NumberSign.superscript(first) != nil || first == "⁻" || first == "⁺" || first == "ⁿ":
            SymbolForm.takeIon(from: &scanner) ?? OperatorForm.takePower(from: &scanner)
                ?? SymbolForm.takeLeadingNumber(from: &scanner)
        default:
            MoneyForm.take(from: &scanner) ?? Self.unit(&scanner) ?? OperatorForm.take(from: &scanner)
                ?? SymbolForm.take(from: &scanner)
        }
    }

    /// A unit behind a number in hanzi (5万km, 几十kg), behind 几 only of two letters (几g are gigabytes as well), or one that is known by its power (cm²).
    private static func unit(_ scanner: inout FormScanner) -> String? {
        let previous = scanner.scalar(scanner.index - 1) ?? " "
        let end = scanner.index + scanner.letterRun(at: scanner.index)
        let hasPower = end > scanner.index + 1 && (scanner.scalar(end) == "²" || scanner.scalar(end) == "³")
        let isSome = previous == "几" && (end > scanner.index + 1 || scanner.current == "w")
        guard hasPower || isSome || "一二三四五六七八九十百千万亿多余".unicodeScalars.contains(previous) else { return nil }
        return UnitSymbol.take(from: &scanner)
    }
}
