import TextFrontend

extension AttentionReport {
    /// The symbols of each unit, with the `-` behind it.
    static func groups(of symbols: SymbolSequence) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = 0
        for (index, symbol) in symbols.symbols.enumerated() where symbol == "-" {
            groups.append(start..<index + 1)
            start = index + 1
        }
        return groups
    }

    static func isHeard(_ symbols: some Collection<String>) -> Bool {
        !symbols.allSatisfy { $0.count == 1 && "!?.,;:\"#()".contains($0) }
    }

    /// The symbols of a unit one by one; the last has what comes behind it too, the `-` and a vowel that fades.
    static func symbols(of group: Range<Int>) -> [Range<Int>] {
        group.dropLast().map { $0..<($0 + 2 == group.upperBound ? Int.max : $0 + 1) }
    }

    /// The frames of each group of symbols, among some frames.
    static func spans(of groups: [Range<Int>], _ path: [Int], in frames: Range<Int>) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var frame = frames.lowerBound
        for group in groups {
            let start = frame
            while frame < frames.upperBound, path[frame] < group.upperBound { frame += 1 }
            spans.append(start..<frame)
        }
        return spans
    }

    /// The unit that gets most of each frame.
    static func maxima(_ attention: [Float], frames: Int, units: Int) -> [Int] {
        (0..<frames).map { frame in
            let row = frame * units
            return (0..<units).max { attention[row + $0] < attention[row + $1] } ?? 0
        }
    }
}
