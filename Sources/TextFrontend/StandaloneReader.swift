/// Reads characters that stand alone between words by what stands beside them: 教我, 种了, 睡不着, 高兴地说.
///
/// No dictionary tells how these are read by themselves, and the network knows too little of everyday language: it
/// takes 教 for jiào in every sentence, 没 for mò, 为您 for wéi nín. `standalone.tsv` has the rules. A few words are
/// there too that are none beside some others: 得到 in 听得到.
struct StandaloneReader: Sendable {
    /// How far `把…` looks back and `…服务` ahead.
    private static let reach = 16

    /// A line of the table.
    private struct Rule: Sendable {
        /// What the word has behind its first character; empty for most.
        var rest: ArraySlice<Unicode.Scalar>
        /// One for each character; nil: another stage shall decide.
        var readings: [PinyinSyllable]?
        var before: [Neighbour]
        var after: [Neighbour]
    }

    /// What may stand on one side.
    private enum Neighbour: Sendable {
        case anything, something, nothing, word, sentenceStart
        case text([Unicode.Scalar])
        case oneOf(Set<Unicode.Scalar>)
        case earlier([Unicode.Scalar])
        case later([Unicode.Scalar])
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
                    before: Self.neighbours(cells[2]), after: Self.neighbours(cells[3])))
        }
        self.rules = rules
    }

    private static func neighbours(_ cell: Substring) -> [Neighbour] {
        cell.split(separator: " ").flatMap { token -> [Neighbour] in
            let scalars = Array(token.unicodeScalars)
            switch token {
            case "*": return [.anything]
            case "+": return [.something]
            case "^", "$": return [.nothing]
            case "word": return [.word]
            case "。": return [.sentenceStart]
            default: break
            }
            if scalars.first == "[", scalars.last == "]" {
                return [.oneOf(Set(scalars.dropFirst().dropLast()))]
            }
            if scalars.count > 1, scalars.last == "…" { return [.earlier(scalars.dropLast())] }
            if scalars.count > 1, scalars.first == "…" { return [.later(Array(scalars.dropFirst()))] }
            return [.text(scalars)]
        }
    }

    /// Gives such characters in a run of hanzi their readings; other words stay as they are.
    ///
    /// - Parameter startsSentence: Whether the run is the beginning of a sentence.
    func apply(to words: inout [LexiconWord], of run: [Unicode.Scalar], startsSentence: Bool) {
        for index in words.indices {
            let word = words[index].scalars
            let place = word.startIndex
            guard let own = rules[run[place]] else { continue }
            let previousLength = index > 0 ? words[index - 1].scalars.count : 0
            let rule = own.first { rule in
                word.dropFirst().elementsEqual(rule.rest)
                    && rule.before.contains {
                        fits($0, before: place, in: run, wordLength: previousLength, startsSentence: startsSentence)
                    } && rule.after.contains { fits($0, after: word.endIndex, in: run) }
            }
            guard let readings = rule?.readings else { continue }
            words[index].syllables = readings
            words[index].isToldByNeighbours = true
        }
    }

    private func fits(
        _ neighbour: Neighbour, before place: Int, in run: [Unicode.Scalar], wordLength: Int, startsSentence: Bool
    ) -> Bool {
        switch neighbour {
        case .anything: true
        case .something: place > 0
        case .nothing: place == 0
        case .word: wordLength > 1
        case .text(let text): run[..<place].suffix(text.count).elementsEqual(text)
        case .oneOf(let characters): place > 0 && characters.contains(run[place - 1])
        case .earlier(let text): Self.contains(text, in: run[..<place].suffix(Self.reach))
        case .sentenceStart: startsSentence && place == 0
        case .later: false
        }
    }

    private func fits(_ neighbour: Neighbour, after end: Int, in run: [Unicode.Scalar]) -> Bool {
        let rest = run[end...]
        return switch neighbour {
        case .anything: true
        case .something, .word: !rest.isEmpty
        case .nothing: rest.isEmpty
        case .text(let text) where text.last == "$": rest.elementsEqual(text.dropLast())
        case .text(let text): rest.starts(with: text)
        case .oneOf(let characters): rest.first.map(characters.contains) ?? false
        case .later(let text): Self.contains(text, in: rest.prefix(Self.reach))
        case .earlier, .sentenceStart: false
        }
    }

    /// Whether a short text stands somewhere in another.
    private static func contains(_ text: [Unicode.Scalar], in run: ArraySlice<Unicode.Scalar>) -> Bool {
        run.indices.contains { run[$0...].starts(with: text) }
    }
}
