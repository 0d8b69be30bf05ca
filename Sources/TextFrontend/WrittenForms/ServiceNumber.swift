/// Numbers that everybody dials, and those that one is connected to: 10086, 12315, 打110, 转8015.
enum ServiceNumber {
    /// Whether five digits and more are a number that all know.
    static func contains(_ number: String) -> Bool {
        number.utf8.count == 5 && (number.hasPrefix("955") || numbers.contains(number))
    }

    /// Whether a number is dialled by what stands beside it, whatever could be counted with it.
    static func isDialled(_ number: String, from start: Int, to end: Int, in scanner: FormScanner) -> Bool {
        // 12315平台.
        if contains(number), scanner.starts(with: ["平", "台"], at: scanner.skippingSpace(end)) { return true }
        if emergencies.contains(number), isInCallList(start, end, in: scanner) { return true }
        if isHidden(start, end, in: scanner) { return true }
        guard scanner.scalar(start - 1) == "转", (3...5).contains(number.utf8.count), !number.hasSuffix("00") else {
            return false
        }
        return scanner.starts(with: ["分", "机"], at: end)
            || isConnected(start - 2, in: scanner) && !MeasureWord.isUnit(after: end, in: scanner)
    }

    /// Whether some of a number beside it is hidden, or it stands behind an @: 138****8000, Abc@123456.
    private static func isHidden(_ start: Int, _ end: Int, in scanner: FormScanner) -> Bool {
        hidden.starts(at: end, in: scanner) || hidden.ends(before: start, in: scanner)
            || scanner.scalar(start - 1) == "@" && scanner.isLetter(start - 2)
    }

    /// Whether a number, an operator or nothing stands before 转.
    private static func isConnected(_ place: Int, in scanner: FormScanner) -> Bool {
        scanner.scalar(place).map { !FormScanner.isHanzi($0) || "请机".unicodeScalars.contains($0) } ?? false
    }

    /// Whether all numbers of a list are emergencies and one of them is called or is no round number: 110、119或120.
    private static func isInCallList(_ start: Int, _ end: Int, in scanner: FormScanner) -> Bool {
        func belongs(_ scalar: Unicode.Scalar) -> Bool {
            FormScanner.isDigit(scalar) || "、,或和与及".unicodeScalars.contains(scalar)
        }
        let first = scanner.start(before: start, reach: 16, where: belongs)
        let last = min(scanner.end(of: end, where: belongs), end + 16)
        let items = scanner.text[first..<last].split { !FormScanner.isDigit($0.scalar) }.map { item in
            scanner.string(item.startIndex, item.endIndex)
        }
        guard items.count > 1, items.allSatisfy(emergencies.contains) else { return false }
        let isCertain = items.contains("119") || items.contains("114") || items.contains("122")
        return isCertain && !MeasureWord.isUnit(after: last, in: scanner)
            || NamedNumber.calls.ends(before: first, in: scanner)
    }

    private static let hidden = PhraseSet("** xxx XXX")
    static let emergencies: Set = ["110", "114", "119", "120", "122"]
    private static let numbers: Set = [
        "10086", "10010", "12306", "12315", "12345", "12320", "12333", "12366", "12110", "12119", "12122", "12123",
        "12329", "12348", "12355", "12358", "12377", "12378", "12386", "12388", "12389", "12580", "12318", "12328",
        "12369",
        "96110",
    ]
}
