/// A table of rules that say how characters are read by what stands beside them.
///
/// The head of `standalone.tsv` says how rules are written, in the terms of ``NeighbourPattern``.
struct NeighbourRules: Sendable {
    /// A line of the table.
    struct Rule: Sendable, Equatable {
        /// What the word has behind its first character; empty for most.
        fileprivate var rest: ArraySlice<Unicode.Scalar>
        /// One for each character; nil: another stage shall decide.
        var readings: [PinyinSyllable]?
        fileprivate var before: [NeighbourPattern]
        fileprivate var after: [NeighbourPattern]
    }

    /// By the first character of the word.
    private let rules: [Unicode.Scalar: [Rule]]

    /// Reads a table of the module's resources.
    init(_ name: String, syllables: SyllableTable) throws {
        try self.init(name, text: ResourceFile.text(name), syllables: syllables)
    }

    init(_ name: String, text: String, syllables: SyllableTable) throws {
        func damaged(_ line: some StringProtocol) -> TextError {
            .damagedResource(name: name, reason: "the line \"\(line)\" is no rule")
        }
        func patterns(_ cell: Substring, on side: NeighbourPattern.Side, of line: Substring) throws
            -> [NeighbourPattern]
        {
            try cell.split(separator: " ").map {
                guard let pattern = NeighbourPattern($0, on: side) else { throw damaged(line) }
                return pattern
            }
        }
        var rules: [Unicode.Scalar: [Rule]] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 5, let character = cells[0].unicodeScalars.first,
                cells[2...].allSatisfy({ !$0.isEmpty })
            else {
                throw damaged(line)
            }
            let word = Array(cells[0].unicodeScalars)
            let readings = cells[1].split(separator: " ").compactMap { syllables.syllable(String($0)) }
            guard readings.count == word.count || cells[1] == "-" else { throw damaged(line) }
            rules[character, default: []].append(
                Rule(
                    rest: word.dropFirst(), readings: cells[1] == "-" ? nil : readings,
                    before: try patterns(cells[2], on: .before, of: line),
                    after: try patterns(cells[3], on: .after, of: line)))
        }
        self.rules = rules
    }

    /// The first rule for a word that fits where it stands.
    func rule(for word: ArraySlice<Unicode.Scalar>, at range: Range<Int>, of text: SegmentedText) -> Rule? {
        guard let own = word.first.flatMap({ rules[$0] }) else { return nil }
        return own.first { rule in
            word.dropFirst().elementsEqual(rule.rest)
                && rule.before.contains { $0.stands(beside: range.lowerBound, of: text) }
                && rule.after.contains { $0.stands(beside: range.upperBound, of: text) }
        }
    }
}
