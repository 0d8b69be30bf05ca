/// Reads characters that stand alone between words by what stands beside them: 教我, 种了, 睡不着, 高兴地说.
///
/// No dictionary tells how these are read by themselves, and the network knows too little of everyday language: it
/// takes 教 for jiào in every sentence, 没 for mò, 为您 for wéi nín. `standalone.tsv` has the rules, in the terms of
/// ``NeighbourPattern``. A few words are there too that are none beside some others: 得到 in 听得到.
struct StandaloneReader: Sendable {
    /// A line of the table.
    private struct Rule: Sendable {
        /// What the word has behind its first character; empty for most.
        var rest: ArraySlice<Unicode.Scalar>
        /// One for each character; nil: another stage shall decide.
        var readings: [PinyinSyllable]?
        var before: [NeighbourPattern]
        var after: [NeighbourPattern]
    }

    /// By the first character of the word.
    private let rules: [Unicode.Scalar: [Rule]]

    /// Reads the table of the module's resources.
    init(syllables: SyllableTable) throws {
        try self.init(text: ResourceFile.text("standalone.tsv"), syllables: syllables)
    }

    init(text: String, syllables: SyllableTable) throws {
        func damaged(_ line: some StringProtocol) -> TextError {
            .damagedResource(name: "standalone.tsv", reason: "the line \"\(line)\" is no rule")
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
            guard cells.count == 5, let character = cells[0].unicodeScalars.first, !cells[2].isEmpty, !cells[3].isEmpty
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

    /// Gives such characters in a run of hanzi their readings; other words stay as they are.
    ///
    /// - Parameter startsSentence: Whether the run is the beginning of a sentence.
    func apply(to words: inout [LexiconWord], of run: [Unicode.Scalar], startsSentence: Bool) {
        for index in words.indices {
            let word = words[index].scalars
            let place = word.startIndex
            guard let own = rules[run[place]] else { continue }
            let rule = own.first { rule in
                word.dropFirst().elementsEqual(rule.rest)
                    && rule.before.contains {
                        $0.stands(before: index, of: words, in: run, startsSentence: startsSentence)
                    } && rule.after.contains { $0.stands(after: index, of: words, in: run) }
            }
            guard let readings = rule?.readings else { continue }
            words[index].syllables = readings
            words[index].isToldByNeighbours = true
        }
    }
}
