extension FormScanner {
    /// Whether a number is part of a name: right after Latin letters, or after those and a hyphen or a space; or after
    /// a hanzi and a hyphen (波音-737), or after a maker of aeroplanes.
    func isInName(at start: Int) -> Bool {
        isJoinedToName(at: start) || scalar(start - 1) == " " && isLetter(start - 2)
            || Self.makers.ends(before: start, in: self)
    }

    /// Whether a number is joined to a name, right behind its letters or with a hyphen: A2座, 歼-20.
    func isJoinedToName(at start: Int) -> Bool {
        guard let previous = scalar(start - 1) else { return false }
        // The x of 1920x1080 multiplies.
        if Self.isLetter(previous) { return !((previous == "x" || previous == "X") && isDigit(start - 2)) }
        if previous == "_" { return true }
        if previous == "-", continuesName(at: start - 2) { return true }
        guard previous == "-" || previous == "·" else { return false }
        return isLetter(start - 2) || isHanzi(start - 2)
    }

    /// Whether digits that end at a place are part of a name themselves: the 7 of i7-12700, the 737 of 波音737-800, the
    /// 2312 of GB-2312-80.
    func continuesName(at place: Int) -> Bool {
        let start = start(before: place + 1, reach: 4, where: Self.isDigit)
        if scalar(start - 1) == "-", isLetter(start - 2) { return start <= place }
        return start <= place && (isLetter(start - 1) || Self.makers.ends(before: start, in: self))
    }

    private static let makers = PhraseSet("波音 空客 国道 省道")
}
