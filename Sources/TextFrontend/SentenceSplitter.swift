/// Cuts a text into sentences that can be spoken one by one.
///
/// Cuts lie between lines, behind the marks that end a sentence, and behind long pauses. A sentence of more than 45
/// syllables is cut between its clauses; where that does not suffice, inside its quotations, and at last between words.
/// A word or a number is cut only if it is too long itself, as is a quotation.
enum SentenceSplitter {
    /// A sentence with more syllables and letters than this is cut: some ten seconds of speech.
    static let longest = 45

    /// From so many seconds on a pause ends a sentence.
    static let longPause = 0.4

    /// The longest silence that a break may ask for, in seconds, and the longest between two sentences, however many do.
    static let longestPause = 60.0

    /// Where a sentence that is too long may be cut, the best places first.
    private enum Level: Int {
        case lines, sentences, clauses, quotedSentences, quotedClauses, words, units

        var next: Level? { Level(rawValue: rawValue + 1) }
    }

    /// The sentences, which together are all units; each has something to say.
    static func sentences(of units: [SpeechUnit]) -> [Range<Int>] {
        guard units.contains(where: \.isHeard) else { return [] }
        return split(units.indices, of: units, depths: Quotation.depths(in: units), at: .lines)
    }

    /// Where a sentence is best cut in two: between clauses, else between words, as near to the middle as can be; `nil`
    /// if it is one word.
    static func middle(of units: [SpeechUnit]) -> Int? {
        let (depths, whole) = (Quotation.depths(in: units), length(units.indices, units))
        for level in [Level.clauses, .quotedClauses, .words] {
            let places = cuts(in: units.indices, of: units, depths: depths, at: level).dropFirst().map(\.lowerBound)
            var best: (place: Int, distance: Int)?
            var (start, said) = (0, 0)
            for place in places {
                said += length(start..<place, units)
                start = place
                let distance = abs(2 * said - whole)
                // Each side has something to say.
                guard 0 < said, said < whole, distance < best?.distance ?? .max else { continue }
                best = (place, distance)
            }
            if let best { return best.place }
        }
        return nil
    }

    /// The seconds of the pauses behind all that is heard of a sentence, if they are long enough to end one.
    static func pause(after sentence: ArraySlice<SpeechUnit>) -> Double { pause(in: sentence.reversed()) }

    /// The seconds of the pauses before all that is heard of a sentence.
    static func pause(before sentence: ArraySlice<SpeechUnit>) -> Double { pause(in: sentence) }

    /// The seconds of silence that a reader makes behind a sentence, by what it ends with.
    ///
    /// Inside a sentence the network rests for 0.28 seconds at a comma, by the median.
    static func naturalPause(after sentence: ArraySlice<SpeechUnit>) -> Double {
        sentence.reversed().prefix { !$0.isHeard }.reduce(0.1) { longest, unit in
            switch unit.content {
            case .mark(let mark, _) where ".!?".contains(mark): 0.4
            case .space(isLineBreak: true): 0.4
            case .mark(let mark, _) where ",;:".contains(mark): max(longest, 0.3)
            default: longest
            }
        }
    }

    private static func pause(in units: some Sequence<SpeechUnit>) -> Double {
        let pauses = units.prefix { !$0.isHeard }.map { unit in
            if case .pause(let seconds) = unit.content { seconds } else { 0.0 }
        }
        let sum = pauses.reduce(0, +)
        return sum >= longPause ? min(sum, longestPause) : 0
    }

    private static func split(
        _ range: Range<Int>, of units: [SpeechUnit], depths: [Int], at level: Level
    ) -> [Range<Int>] {
        let pieces = pieces(of: range, of: units, depths: depths, at: level)
        guard let next = level.next else { return pieces }
        return pieces.flatMap { piece in
            // Lines may still hold several sentences; what is short enough need not be cut further.
            level == .lines || length(piece, units) > longest
                ? split(piece, of: units, depths: depths, at: next) : [piece]
        }
    }

    private static func length(_ range: Range<Int>, _ units: [SpeechUnit]) -> Int {
        units[range].count(where: \.isHeard)
    }

    /// Cuts a range where a level allows it; clauses and words are gathered up to the longest length.
    private static func pieces(
        of range: Range<Int>, of units: [SpeechUnit], depths: [Int], at level: Level
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var lastLength = 0
        for piece in cuts(in: range, of: units, depths: depths, at: level) {
            let length = length(piece, units)
            let isGathered = level != .lines && level != .sentences && lastLength + length <= longest
            if let last = pieces.last, length == 0 || lastLength == 0 || isGathered {
                pieces[pieces.count - 1] = last.lowerBound..<piece.upperBound
                lastLength += length
            } else {
                pieces.append(piece)
                lastLength = length
            }
        }
        return pieces
    }

    /// Cuts a range behind every place of a kind, closing marks and spaces included.
    private static func cuts(
        in range: Range<Int>, of units: [SpeechUnit], depths: [Int], at level: Level
    ) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        // A pause that is asked for cuts everywhere, a mark not inside a quotation.
        var (isBehindCut, isForced) = (false, false)
        for index in range {
            let unit = units[index]
            // A cut is made before the first unit behind it that does not belong to it.
            if isBehindCut, !closes(unit) {
                if depths[index] == 0 || isForced || level.rawValue > Level.clauses.rawValue || level == .lines {
                    pieces.append(start..<index)
                    start = index
                }
                (isBehindCut, isForced) = (false, false)
            }
            if case .pause(let seconds) = unit.content, seconds >= longPause { isForced = true }
            isBehindCut = isBehindCut || isCut(index, range, units, level)
        }
        if start < range.upperBound { pieces.append(start..<range.upperBound) }
        return pieces
    }

    /// Whether a level cuts behind a unit.
    private static func isCut(_ index: Int, _ range: Range<Int>, _ units: [SpeechUnit], _ level: Level) -> Bool {
        switch (level, units[index].content) {
        case (.lines, .space(let isLineBreak)): return isLineBreak
        case (.sentences, .pause(let seconds)), (.quotedSentences, .pause(let seconds)): return seconds >= longPause
        case (.sentences, .mark(let mark, _)), (.quotedSentences, .mark(let mark, _)): return ".!?".contains(mark)
        case (.clauses, .mark(let mark, _)), (.quotedClauses, .mark(let mark, _)): return ",;:.!?".contains(mark)
        case (.clauses, .pause), (.quotedClauses, .pause): return true
        case (.units, _): return true
        case (.words, _): return index + 1 < range.upperBound && isBetweenWords(units[index], units[index + 1])
        default: return false
        }
    }

    /// Whether a word ends here and another begins, and both are not parts of one number.
    private static func isBetweenWords(_ unit: SpeechUnit, _ next: SpeechUnit) -> Bool {
        guard unit.word != next.word else { return false }
        let isOneForm = unit.rule == .writtenForm && next.rule == .writtenForm
        return !(isOneForm && next.positions.lowerBound <= unit.positions.upperBound + 1)
    }

    /// Whether a unit belongs to the sentence before it: closing marks, further ends, spaces.
    private static func closes(_ unit: SpeechUnit) -> Bool {
        switch unit.content {
        case .space, .pause: true
        case .mark(let mark, let scalar): ".!?".contains(mark) || Quotation.closers.contains(scalar)
        default: false
        }
    }
}
