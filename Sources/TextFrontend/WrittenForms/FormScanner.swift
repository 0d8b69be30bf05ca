/// A place in a text and the steps from there that the readers of written forms have in common.
///
/// Whatever looks ahead or back is bounded by `reach`, so that a text of nothing but beginnings takes linear time; what
/// runs on is consumed by whoever read it: digits, an address.
///
/// A `take…` that returns nil has moved nothing. Private ones may have: whoever calls them does so in `attempt`.
struct FormScanner {
    /// How far a reader looks for what decides about a form: the end of an equation, the `@` of an address.
    static let reach = 64

    let text: [SourceCharacter]
    var index: Int

    /// The scalar at a place; nil outside the text.
    func scalar(_ place: Int) -> Unicode.Scalar? {
        place >= 0 && place < text.count ? text[place].scalar : nil
    }

    /// The scalar at the scanner's place.
    var current: Unicode.Scalar? { scalar(index) }

    func isDigit(_ place: Int) -> Bool { scalar(place).map(Self.isDigit) ?? false }

    func isLetter(_ place: Int) -> Bool { scalar(place).map(Self.isLetter) ?? false }

    func isCapital(_ place: Int) -> Bool { scalar(place).map { ("A"..."Z").contains($0) } ?? false }

    func isHanzi(_ place: Int) -> Bool { scalar(place).map(Self.isHanzi) ?? false }

    /// A place, or the one after it if a space stands there: between digits and hanzi it is typography.
    func skippingSpace(_ place: Int) -> Int { scalar(place) == " " ? place + 1 : place }

    /// The place before a place, or the one before that if a space stands there.
    func skippingSpace(before place: Int) -> Int { scalar(place - 1) == " " ? place - 2 : place - 1 }

    /// Whether the text goes on with a word at a place.
    func starts(with word: [Unicode.Scalar], at place: Int) -> Bool {
        guard place >= 0, place + word.count <= text.count else { return false }
        return word.indices.allSatisfy { text[place + $0].scalar == word[$0] }
    }

    /// Whether a word ends before a place.
    func ends(with word: [Unicode.Scalar], before place: Int) -> Bool { starts(with: word, at: place - word.count) }

    /// The text between two places.
    func string(_ start: Int, _ end: Int) -> String {
        String(String.UnicodeScalarView(text[start..<end].lazy.map(\.scalar)))
    }

    /// The scalars between two places.
    func scalars(_ start: Int, _ end: Int) -> [Unicode.Scalar] { text[start..<end].map(\.scalar) }

    /// Where a run of some scalars ends that begins at a place; no further than `reach`.
    func end(of place: Int, where belongs: (Unicode.Scalar) -> Bool) -> Int {
        var end = place
        while end < place + Self.reach, let scalar = scalar(end), belongs(scalar) { end += 1 }
        return end
    }

    /// Where a run of some scalars begins that ends before a place; no further back than `reach`.
    func start(before place: Int, reach: Int = FormScanner.reach, where belongs: (Unicode.Scalar) -> Bool) -> Int {
        var start = place
        while start > place - reach, let scalar = scalar(start - 1), belongs(scalar) { start -= 1 }
        return start
    }

    /// Where the digits end that begin here.
    var digitsEnd: Int {
        var end = index
        while isDigit(end) { end += 1 }
        return end
    }

    /// Steps over a scalar if it stands here.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    /// The digits from here on; the scanner stands behind them.
    mutating func takeDigits() -> String {
        let (start, end) = (index, digitsEnd)
        index = end
        return String(unsafeUninitializedCapacity: end - start) { bytes in
            for place in start..<end { bytes[place - start] = UInt8(truncatingIfNeeded: text[place].scalar.value) }
            return end - start
        }
    }

    /// What a reader makes of the text from here on; if it makes nothing of it, the scanner stays.
    mutating func attempt<Result>(_ reader: (inout FormScanner) -> Result?) -> Result? {
        let start = index
        if let result = reader(&self) { return result }
        index = start
        return nil
    }

    /// One form, or two of a kind with 到 between them if a sign of range joins them.
    mutating func takeSpan(of reader: (inout FormScanner) -> String?) -> String? {
        guard let first = attempt(reader) else { return nil }
        let second = attempt { scanner in scanner.takeRangeSign() ? reader(&scanner) : nil }
        return second.map { first + "到" + $0 } ?? first
    }

    /// Steps over a sign of range, with a space on both sides or on none; two dashes are a pause.
    mutating func takeRangeSign() -> Bool {
        let isSpaced = current == " "
        let place = skippingSpace(index)
        guard let sign = scalar(place), Self.isRangeSign(sign), scalar(place + 1) != sign,
            (scalar(place + 1) == " ") == isSpaced,
            !(sign == "-" && (isInEquation(at: place) || continuesName(at: place - 1))),
            !(sign == "~" && UnitSymbol.isAlternating(at: place, in: self))
        else { return false }
        index = skippingSpace(place + 1)
        return true
    }

    static func isRangeSign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "~", "〜", "–", "—", "―": true
        default: false
        }
    }

    /// Whether a scalar joins two numbers to a range: a sign, 到 or 至.
    static func joinsRange(_ scalar: Unicode.Scalar) -> Bool { isRangeSign(scalar) || scalar == "到" || scalar == "至" }

    /// Whether a scalar is an ASCII digit.
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Whether a scalar is an ASCII letter.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// Whether a scalar is one of the hanzi in use, 〇 among them.
    static func isHanzi(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FA1F: true
        default: false
        }
    }
}
