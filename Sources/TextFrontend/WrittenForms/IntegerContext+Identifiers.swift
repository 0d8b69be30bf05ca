extension IntegerContext {
    /// Rules 3 and 4.
    func isIdentifier(_ number: String) -> Bool {
        let count = number.utf8.count
        if count > 1, number.first == "0" { return !(count == 2 && isInDate) }
        if NumberPlate.contains(from: start, to: end, in: scanner)
            || ChatNumber.contains(number, from: start, to: end, in: scanner)
        {
            return true
        }
        if NamedNumber.isPair(number, from: start, to: end, in: scanner) { return true }
        guard count > 2 else { return false }
        // A train: G123次.
        if scanner.isLetter(start - 1), scanner.scalar(end) == "次" { return true }
        if NamedNumber.isNamed(number, from: start, to: end, in: scanner)
            || RoomNumber.precedes(number, from: end, in: scanner)
            || ServiceNumber.isDialled(number, from: start, to: end, in: scanner)
        {
            return true
        }
        let isAnnounced = IdentifierLabel.stands(before: start, digits: number, in: scanner)
        if isTelephone(number, isAnnounced: isAnnounced) { return true }
        guard !MeasureWord.isUnit(after: end, in: scanner) else { return false }
        if isAnnounced || ServiceNumber.contains(number) || isRoom { return true }
        if count >= TelephoneForm.identifierDigits { return !number.hasSuffix("0000") }
        if RoomNumber.follows(number, before: start, to: end, in: scanner) { return true }
        guard count > 4 || !number.hasSuffix("00") else { return false }
        let next = scanner.skippingSpace(end)
        return isInModel || scanner.scalar(next).map(Self.numbered.contains) ?? false
            || Self.buildings.starts(at: next, in: scanner)
            || "Pp".unicodeScalars.contains(scanner.scalar(next) ?? " ") && !scanner.isLetter(next + 1)
    }

    /// Whether a number is a telephone's, although what follows could count: 电话13800138000张经理.
    private func isTelephone(_ number: String, isAnnounced: Bool) -> Bool {
        let isMobile =
            number.utf8.count == 11 && number.first == "1" && ("3"..."9").contains(number.dropFirst().first ?? "0")
        guard isMobile || isAnnounced && (TelephoneForm.identifierDigits...12).contains(number.utf8.count) else {
            return false
        }
        let isAmount = scanner.scalar(scanner.skippingSpace(end)).map("元人万亿吨股".unicodeScalars.contains) ?? false
        return (isAnnounced || !number.hasSuffix("0000")) && !isAmount
    }

    /// Whether a number is part of a name; a value behind its abbreviation (PLT 210×10^9/L) is none.
    private var isInModel: Bool {
        let isFactor = scanner.scalar(start - 1) == " " && (scanner.scalar(end) == "×" || scanner.scalar(end) == "*")
        return !isFactor && scanner.isInName(at: start)
    }

    /// Whether a figure of a calendar or a clock follows, whose leading zero says nothing: 05月06日.
    private var isInDate: Bool {
        scanner.scalar(scanner.skippingSpace(end)).map("月日点时".unicodeScalars.contains) ?? false
    }

    /// Whether a number stands behind that of a building or of its part: 8栋1602, A座1602, 2单元301.
    private var isRoom: Bool {
        if Self.parts.ends(before: start, in: scanner) { return true }
        switch scanner.scalar(start - 1) {
        case "栋", "幢": return scanner.isDigit(start - 2) || scanner.isLetter(start - 2)
        // 2座 are two.
        case "座": return scanner.isLetter(start - 2)
        default: return false
        }
    }

    private static let buildings = PhraseSet("大楼 大厦")
    private static let parts = PhraseSet("单元 号楼")
    private static let numbered = Set("室房路#".unicodeScalars)
}
