/// Spaces that typography puts between figures and hanzi of one form and that nobody hears: 第 2 个, 5 月 6 日.
///
/// They stand behind 第, between a number and what it counts or numbers, and between the parts of a date or a time. Other
/// spaces between figures and hanzi part words and stay.
enum SpaceForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        guard isBehindNumber(scanner, place) || isBeforeNumber(scanner, place) else { return nil }
        scanner.index += 1
        return ""
    }

    private static func isBehindNumber(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard scanner.isDigit(place - 1), let next = scanner.scalar(place + 1) else { return false }
        // iPhone 15 本月上市.
        let start = scanner.start(before: place, where: FormScanner.isDigit)
        guard !scanner.isInName(at: start) else { return false }
        return numbered.contains(next) || MeasureWord.takesLiang(after: place, in: scanner)
    }

    private static func isBeforeNumber(_ scanner: FormScanner, _ place: Int) -> Bool {
        guard scanner.isDigit(place + 1), let previous = scanner.scalar(place - 1) else { return false }
        if previous == "第" { return true }
        guard dateParts.contains(previous), scanner.isDigit(scanner.skippingSpace(before: place - 1)) else {
            return false
        }
        let end = scanner.end(of: place + 1, where: FormScanner.isDigit)
        return scanner.scalar(scanner.skippingSpace(end)).map(dateParts.contains) ?? false
    }

    private static let numbered = Set("年月日号时楼室级届期".unicodeScalars)
    private static let dateParts = Set("年月日号点时分秒".unicodeScalars)
}
