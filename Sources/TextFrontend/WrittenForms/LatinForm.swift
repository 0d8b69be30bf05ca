/// What begins with a Latin letter and is not said letter by letter as it stands.
///
/// - A word of Resources/latin-words.tsv.
/// - `No.` before a number: 第.
/// - A single letter before a sign of proportion: 百分之X.
/// - A key of music: F#调.
/// - A single letter that is no English word of its own, such as the x of an equation, the v of v1.2: by its name.
enum LatinForm {
    static func take(from scanner: inout FormScanner, words: LatinWords) -> String? {
        scanner.attempt { takeWord(&$0, words) } ?? scanner.attempt(takeNumero) ?? scanner.attempt(takeShare)
            ?? scanner.attempt(takeKey) ?? scanner.attempt(takeLetter)
    }

    private static func takeWord(_ scanner: inout FormScanner, _ words: LatinWords) -> String? {
        let start = scanner.index
        guard !scanner.isLetter(start - 1) else { return nil }
        let letters = letterEnd(scanner, start, words)
        // Wi-Fi is looked for before Wi.
        if scanner.scalar(letters) == "-" {
            let end = letterEnd(scanner, letters + 1, words)
            if end > letters + 1, !scanner.isLetter(end), let spoken = words.spoken(scanner.string(start, end)) {
                scanner.index = end
                return spoken
            }
        }
        guard !scanner.isLetter(letters), let spoken = words.spoken(scanner.string(start, letters)) else { return nil }
        scanner.index = letters
        return spoken
    }

    private static func letterEnd(_ scanner: FormScanner, _ start: Int, _ words: LatinWords) -> Int {
        var end = start
        while end < start + words.longest, scanner.isLetter(end) { end += 1 }
        return end
    }

    private static func takeNumero(_ scanner: inout FormScanner) -> String? {
        guard !scanner.isLetter(scanner.index - 1), scanner.take("N") || scanner.take("n"),
            scanner.take("o") || scanner.take("O"), scanner.take(".")
        else { return nil }
        scanner.index = scanner.skippingSpace(scanner.index)
        return scanner.isDigit(scanner.index) ? "第" : nil
    }

    private static func takeShare(_ scanner: inout FormScanner) -> String? {
        guard !scanner.isLetter(scanner.index - 1), let letter = scanner.current else { return nil }
        scanner.index += 1
        return UnitSymbol.takeProportion(&scanner).map { $0 + String(Character(letter)).uppercased() }
    }

    /// F#调 is 升F.
    private static func takeKey(_ scanner: inout FormScanner) -> String? {
        guard let letter = scanner.current, ("A"..."G").contains(letter), !scanner.isLetter(scanner.index - 1),
            scanner.scalar(scanner.index + 1) == "#", keys.starts(at: scanner.index + 2, in: scanner)
        else { return nil }
        scanner.index += 2
        return "升" + String(Character(letter))
    }

    private static let keys = PhraseSet("调 大调 小调 和弦")

    private static func takeLetter(_ scanner: inout FormScanner) -> String? {
        let place = scanner.index
        guard let letter = scanner.current, ("a"..."z").contains(letter), !scanner.isLetter(place - 1),
            !scanner.isLetter(place + 1)
        else { return nil }
        let isInEnglish =
            scanner.scalar(place + 1) == " " && scanner.isLetter(place + 2)
            || scanner.scalar(place - 1) == " " && scanner.isLetter(place - 2)
            || "'’-".unicodeScalars.contains(scanner.scalar(place - 1) ?? " ") && scanner.isLetter(place - 2)
        guard !isInEnglish, scanner.scalar(place + 1) != "'",
            scanner.scalar(place + 1) != "-" || !scanner.isLetter(place + 2)
        else {
            return nil
        }
        scanner.index += 1
        return String(Character(letter)).uppercased()
    }
}
