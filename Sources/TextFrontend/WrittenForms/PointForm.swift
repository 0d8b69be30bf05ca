/// Points that end no sentence: in names of files, in initials, behind the numbers and letters of a list.
///
/// - Between words of letters 点: Node.js, ASP.NET; but behind a point a capital with small letters, or behind small letters,
///   begins a sentence. Before the ending of a name of a file 点 too: 文件.txt.
/// - At the head of an amount or a share without its zero 零点: .5元.
/// - Behind the initials of a name or an abbreviation nothing, unless nothing follows in the line: J.K.罗琳, U.S.A.,
///   Ph.D.
/// - Behind a number or a single letter with which a line, a sentence or a clause begins a short rest: 1.打开电源, A.选项一.
enum PointForm {
    static func take(from scanner: inout FormScanner) -> String? {
        let place = scanner.index
        guard scanner.current == ".", scanner.scalar(place + 1) != "." else { return nil }
        if let fraction = scanner.attempt(takeFraction) { return fraction }
        guard
            let spoken = betweenLetters(scanner, place) ?? behindInitials(scanner, place) ?? behindLabel(scanner, place)
        else { return nil }
        scanner.index += 1
        return spoken
    }

    /// A number without its zero, before money or a share: .5元.
    private static func takeFraction(_ scanner: inout FormScanner) -> String? {
        if let previous = scanner.scalar(scanner.index - 1), !",、(:~- ".unicodeScalars.contains(previous) { return nil }
        scanner.index += 1
        let digits = scanner.takeDigits()
        guard (1...3).contains(digits.utf8.count) else { return nil }
        if MoneyForm.isMoney(after: scanner.index, in: scanner) { return NumberReader.decimal("0", digits) }
        return UnitSymbol.takeProportion(&scanner).map { $0 + NumberReader.decimal("0", digits) }
    }

    private static func betweenLetters(_ scanner: FormScanner, _ place: Int) -> String? {
        let (start, end) = (scanner.start(before: place, where: FormScanner.isLetter), scanner.wordEnd(from: place + 1))
        let (left, right) = (place - start, end - place - 1)
        if scanner.isHanzi(place - 1) || scanner.isDigit(place - 1) {
            return fileEndings.contains(scanner.string(place + 1, end).lowercased()) ? "点" : nil
        }
        // 打开APP.2.点击: a number begins another point of a list.
        guard left > 0, right > 0, scanner.isLetter(place + 1), !scanner.isAccented(start - 1), !scanner.isAccented(end)
        else { return nil }
        let isInitial = left == 1 && scanner.isCapital(place - 1) || right == 1 && left <= 2
        if isInitial { return "" }
        // ASP.NET, but NBA.The begins a sentence.
        let beginsSentence =
            scanner.isCapital(place + 1) && !(scanner.isCapital(place - 1) && scanner.isCapital(place + 2))
        return beginsSentence ? nil : "点"
    }

    private static func behindInitials(_ scanner: FormScanner, _ place: Int) -> String? {
        guard scanner.isSingleLetter(place - 1) else { return nil }
        let next = scanner.skippingSpace(place + 1)
        let goesOn = scanner.isHanzi(next) || scanner.isLetter(next) || scanner.isDigit(next)
        let isLast = scanner.scalar(place - 2) == "." && scanner.isLetter(place - 3)
        // J. K. Rowling.
        let isFirst = scanner.isCapital(place - 1) && next > place + 1 && scanner.isCapital(next)
        return isLast && goesOn || isFirst ? "" : nil
    }

    private static func behindLabel(_ scanner: FormScanner, _ place: Int) -> String? {
        let next = scanner.skippingSpace(place + 1)
        guard scanner.isHanzi(next) || scanner.isLetter(next) else { return nil }
        var start = place
        if scanner.isSingleLetter(place - 1) {
            start = place - 1
            // Choices stand in one line: A. 苹果 B. 香蕉.
            if scanner.scalar(start - 1) == " " { return "," }
        } else {
            // 1., 12., 1.2.
            start = scanner.start(before: place, reach: longestLabel) { FormScanner.isDigit($0) || $0 == "." }
        }
        guard start < place, scanner.scalar(place - 1) != "." else { return nil }
        guard let previous = scanner.scalar(scanner.skippingSpace(before: start)) else { return "," }
        return Mark.isLineBreak(previous) || openings.contains(previous) ? "," : nil
    }

    private static let longestLabel = 6
    private static let openings = Set("。!?;:,、(“\"".unicodeScalars)
    private static let fileEndings: Set<String> = [
        "txt", "md", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "json", "xml", "html", "htm", "jpg",
        "jpeg",
        "png", "gif", "svg", "psd", "zip", "rar", "mp3", "mp4", "wav", "avi", "mov", "mkv", "exe", "apk", "iso", "dmg",
        "py", "js", "css", "java", "cpp", "swift", "com", "cn", "net", "org",
    ]
}

extension FormScanner {
    /// Where the letters and digits end that begin at a place.
    fileprivate func wordEnd(from place: Int) -> Int {
        end(of: place) { Self.isLetter($0) || Self.isDigit($0) }
    }

    /// Whether a letter stands at a place with no other beside it.
    fileprivate func isSingleLetter(_ place: Int) -> Bool {
        isLetter(place) && !isLetter(place - 1) && !isLetter(place + 1) && !isDigit(place - 1)
            && !isAccented(place - 1)
    }

    /// Whether a letter of pinyin that is none of the English alphabet stands at a place: nǐ.hǎo is no name.
    fileprivate func isAccented(_ place: Int) -> Bool {
        scalar(place).map { LatinScanner.isPinyinScalar($0) && !Self.isLetter($0) } ?? false
    }
}
