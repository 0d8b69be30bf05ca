/// Reads characters that stand alone between words by what stands beside them: 教我, 种了, 睡不着, 高兴地说.
///
/// No dictionary tells how these are read by themselves, and the network knows too little of everyday language: it
/// takes 教 for jiào in every sentence, 没 for mò, 为您 for wéi nín. `standalone.tsv` has the rules.
struct StandaloneReader: Sendable {
    /// How far back `把…` looks.
    private static let reach = 16

    /// A line of the table.
    private struct Rule: Sendable {
        /// Nil: another stage shall decide.
        var reading: PinyinSyllable?
        var before: [Neighbour]
        var after: [Neighbour]
    }

    /// What may stand on one side.
    private enum Neighbour: Sendable {
        case anything, something, nothing, word
        case text([Unicode.Scalar])
        case oneOf(Set<Unicode.Scalar>)
        case earlier([Unicode.Scalar])
    }

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
            guard cells.count == 5, let character = cells[0].unicodeScalars.first, cells[0].unicodeScalars.count == 1
            else {
                throw damaged(line)
            }
            let reading = syllables.syllable(String(cells[1]))
            guard reading != nil || cells[1] == "-", !cells[2].isEmpty, !cells[3].isEmpty else { throw damaged(line) }
            rules[character, default: []].append(
                Rule(reading: reading, before: Self.neighbours(cells[2]), after: Self.neighbours(cells[3])))
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
            default: break
            }
            if scalars.first == "[", scalars.last == "]" {
                return [.oneOf(Set(scalars.dropFirst().dropLast()))]
            }
            if scalars.count > 1, scalars.last == "…" { return [.earlier(scalars.dropLast())] }
            return [.text(scalars)]
        }
    }

    /// Gives such characters in a run of hanzi their readings; other words stay as they are.
    func apply(to words: inout [LexiconWord], of run: [Unicode.Scalar]) {
        for index in words.indices where words[index].scalars.count == 1 {
            let place = words[index].scalars.startIndex
            guard let own = rules[run[place]] else { continue }
            let previousLength = index > 0 ? words[index - 1].scalars.count : 0
            let rule = own.first { rule in
                rule.before.contains { fits($0, before: place, in: run, wordLength: previousLength) }
                    && rule.after.contains { fits($0, after: place, in: run) }
            }
            guard let reading = rule?.reading else { continue }
            words[index].syllables = [reading]
            words[index].isToldByNeighbours = true
        }
    }

    private func fits(_ neighbour: Neighbour, before place: Int, in run: [Unicode.Scalar], wordLength: Int) -> Bool {
        switch neighbour {
        case .anything: true
        case .something: place > 0
        case .nothing: place == 0
        case .word: wordLength > 1
        case .text(let text): run[..<place].suffix(text.count).elementsEqual(text)
        case .oneOf(let characters): place > 0 && characters.contains(run[place - 1])
        case .earlier(let text): Self.contains(text, in: run[..<place].suffix(Self.reach))
        }
    }

    private func fits(_ neighbour: Neighbour, after place: Int, in run: [Unicode.Scalar]) -> Bool {
        let rest = run[(place + 1)...]
        return switch neighbour {
        case .anything: true
        case .something, .word: !rest.isEmpty
        case .nothing: rest.isEmpty
        case .text(let text) where text.last == "$": rest.elementsEqual(text.dropLast())
        case .text(let text): rest.starts(with: text)
        case .oneOf(let characters): rest.first.map(characters.contains) ?? false
        case .earlier: false
        }
    }

    /// Whether a short text stands somewhere in another.
    private static func contains(_ text: [Unicode.Scalar], in run: ArraySlice<Unicode.Scalar>) -> Bool {
        run.indices.contains { run[$0...].starts(with: text) }
    }
}
