extension TextTokenizer {
    /// The tokens of what a written form says: hanzi, capital letters, pinyin with tone digits and marks.
    func tokens(ofSpoken spoken: String) -> [Token] {
        let text = spoken.unicodeScalars.map { SourceCharacter(scalar: $0, position: 0) }
        var tokens: [Token] = []
        var index = 0
        while index < text.count {
            let scalar = text[index].scalar
            let hanzi = text[index...].prefix { lexicon.contains($0.scalar) }
            if !hanzi.isEmpty {
                tokens.append(.hanzi(hanzi.map(\.scalar)))
                index = hanzi.endIndex
            } else if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: false) {
                tokens.append(.units(syllables.map { .syllable($0, isTyped: true) }))
                index = end
            } else if let (units, end) = LatinScanner.letters(in: text, at: index) {
                tokens.append(.units(units))
                index = end
            } else {
                if Mark.isSpace(scalar) { tokens.append(.space) }
                if let symbol = Mark.symbol(of: scalar) { tokens.append(.units([.mark(symbol)])) }
                index += 1
            }
        }
        return tokens
    }
}
