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

    /// The rules for the words that begin with one character, in the order of the table.
    private struct Group {
        private let rules: [Rule]
        private let before, after: Candidates

        init(_ rules: [Rule]) {
            self.rules = rules
            (before, after) = (Candidates(rules.map(\.before)), Candidates(rules.map(\.after)))
        }

        /// The rules that what stands right beside a word leaves, and perhaps more.
        func candidates(beside range: Range<Int>, of text: SegmentedText) -> some Sequence<Rule> {
            let before = before.beside(text.scalar(.before, range.lowerBound))
            let after = after.beside(text.scalar(.after, range.upperBound))
            return (before.count < after.count ? before : after).lazy.map { rules[$0] }
        }
    }

    /// The numbers of the rules that fit beside a scalar: most name what they want there, so few are to be tried.
    private struct Candidates {
        private var any: [Int] = []
        private var byScalar: [Unicode.Scalar: [Int]] = [:]

        init(_ cells: [[NeighbourPattern]]) {
            let nearest = cells.map { cell -> Set<Unicode.Scalar>? in
                cell.reduce([]) { set, pattern in pattern.nearest.flatMap { set?.union($0) } }
            }
            any = nearest.indices.filter { nearest[$0] == nil }
            for scalar in nearest.reduce(into: Set<Unicode.Scalar>(), { $0.formUnion($1 ?? []) }) {
                byScalar[scalar] = nearest.indices.filter { nearest[$0]?.contains(scalar) ?? true }
            }
        }

        func beside(_ scalar: Unicode.Scalar?) -> [Int] { scalar.flatMap { byScalar[$0] } ?? any }
    }

    /// By the first character of the word.
    private let groups: [Unicode.Scalar: Group]

    /// Reads a table of the module's resources.
    init(_ name: String, syllables: SyllableTable) throws {
        try self.init(name, text: ResourceFile.text(name), syllables: syllables)
    }

    init(_ name: String, text: String, syllables: SyllableTable) throws {
        func damaged(_ line: some StringProtocol) -> TextError {
            .damagedResource(name: name, reason: "the line \"\(line)\" is no rule")
        }
        // What many characters want beside them is said once, under a name: =name.
        var lists: [Substring: [Substring]] = [:]
        var unused: Set<Substring> = []
        func patterns(_ cell: Substring, on side: NeighbourPattern.Side, of line: Substring) throws
            -> [NeighbourPattern]
        {
            let names = cell.split(separator: " ")
            unused.subtract(names)
            return try names.flatMap { lists[$0] ?? [$0] }.map {
                guard let pattern = NeighbourPattern($0, on: side) else { throw damaged(line) }
                return pattern
            }
        }
        var rules: [Unicode.Scalar: [Rule]] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            if cells.count == 2, line.hasPrefix("="), !cells[1].isEmpty, lists[cells[0]] == nil {
                lists[cells[0]] = cells[1].split(separator: " ")
                unused.insert(cells[0])
                continue
            }
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
        if let name = unused.min() { throw damaged(name) }
        groups = rules.mapValues(Group.init)
    }

    /// The first rule for a word that fits where it stands.
    func rule(for word: ArraySlice<Unicode.Scalar>, at range: Range<Int>, of text: SegmentedText) -> Rule? {
        guard let group = word.first.flatMap({ groups[$0] }) else { return nil }
        return group.candidates(beside: range, of: text).first { rule in
            word.dropFirst().elementsEqual(rule.rest)
                && rule.before.contains { $0.stands(beside: range.lowerBound, of: text) }
                && rule.after.contains { $0.stands(beside: range.upperBound, of: text) }
        }
    }
}
