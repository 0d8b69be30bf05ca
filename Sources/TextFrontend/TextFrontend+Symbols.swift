// From units to symbols, of a whole text or sentence by sentence.
extension TextFrontend {
    /// The sentences of all units of a text of so many characters, which they share out.
    func sentences(of units: [SpeechUnit], count: Int) throws -> [TextSentence] {
        let ranges = SentenceSplitter.sentences(of: units)
        return try ranges.enumerated().map { index, range in
            let next = index + 1 < ranges.count ? units[ranges[index + 1].lowerBound].positions.lowerBound : count + 1
            return try sentence(of: units[range], first: index == 0 ? 1 : nil, end: next)
        }
    }

    /// Two sentences that together say what one says, cut at the best place near its middle; none if it is one word.
    package func halves(of sentence: TextSentence) throws -> [TextSentence] {
        guard let cut = SentenceSplitter.middle(of: sentence.units) else { return [] }
        let (left, right) = (sentence.units[..<cut], sentence.units[cut...])
        return [
            try self.sentence(of: left, first: sentence.positions.lowerBound, end: right.first?.positions.lowerBound),
            try self.sentence(of: right, first: nil, end: sentence.positions.upperBound + 1),
        ]
    }

    /// A sentence of some units that has the text from the character `first`, or from its own, up to `end`.
    private func sentence(of units: ArraySlice<SpeechUnit>, first: Int?, end: Int?) throws -> TextSentence {
        let first = first ?? units.map(\.positions.lowerBound).min() ?? 1
        let last = max(first, units.map(\.positions.upperBound).max() ?? first)
        return TextSentence(
            symbols: try sequence(of: units), positions: first...max(last, (end ?? 0) - 1),
            unitPositions: spoken(units).map(\.positions),
            pauseBefore: first == 1 ? SentenceSplitter.pause(before: units) : 0,
            pause: SentenceSplitter.pause(after: units),
            naturalPause: SentenceSplitter.naturalPause(after: units), units: Array(units))
    }

    /// The symbols of some units.
    func sequence(of units: ArraySlice<SpeechUnit>) throws -> SymbolSequence {
        var ids: [Int] = []
        for unit in spoken(units) {
            ids += try symbols(of: unit)
            ids.append(SymbolTable.chain)
        }
        return SymbolSequence(units: ids, table: tables.symbols)
    }

    /// The units that have symbols.
    private func spoken(_ units: ArraySlice<SpeechUnit>) -> [SpeechUnit] {
        units.indices.filter { index in
            switch units[index].content {
            // At the ends a space says nothing; elsewhere phkit makes it `#`.
            case .space: index != units.startIndex && index + 1 != units.endIndex
            // Beside a mark a pause is only longer, and at the ends there is nothing to part.
            case .pause: index != units.startIndex && index + 1 != units.endIndex && units[index - 1].isHeard
            default: true
            }
        }.map { units[$0] }
    }

    func symbols(of unit: SpeechUnit) throws -> [Int] {
        if let syllable = unit.spoken { return tables.syllables.symbols(of: syllable) }
        switch unit.content {
        case .hanzi, .pinyin: preconditionFailure("a syllable was not read")
        case .mark(let mark, _): return [try id(of: String(mark))]
        case .space: return [try id(of: "#")]
        case .pause(let seconds): return [try id(of: seconds < SentenceSplitter.longPause ? "," : ".")]
        }
    }

    private func id(of symbol: String) throws -> Int { try tables.symbols.id(of: symbol, in: "symbols.txt") }
}
