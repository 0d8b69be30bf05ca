extension TextTokenizer {
    /// The units of what a written form says: hanzi, capital letters, pinyin with tone digits and marks.
    ///
    /// If each is how one character of the form is said, it stands for that one (2024 → 二零二四); otherwise all stand for all
    /// of it.
    func units(spoken: String, for source: ArraySlice<SourceCharacter>) -> [SpeechUnit] {
        let whole = Self.positions(source)
        var units = units(ofSpoken: spoken.unicodeScalars.map { SourceCharacter(scalar: $0, position: 1) })
        let isOneToOne =
            units.count == source.count && zip(spoken.unicodeScalars, source).allSatisfy(Self.says)
        for (index, character) in zip(units.indices, source) where isOneToOne {
            units[index].positions = character.position...character.position
        }
        for index in units.indices where !isOneToOne { units[index].positions = whole }
        return units
    }

    /// Whether a scalar is how a digit or a letter is said by itself.
    private static func says(_ spoken: Unicode.Scalar, _ character: SourceCharacter) -> Bool {
        if FormScanner.isDigit(character.scalar) {
            return String(spoken) == NumberReader.digits(String(character.scalar))
        }
        return character.scalar == spoken || character.scalar.properties.uppercaseMapping == String(spoken)
    }

    private func units(ofSpoken text: [SourceCharacter]) -> [SpeechUnit] {
        var units: [SpeechUnit] = []
        var index = 0
        while index < text.count {
            let scalar = text[index].scalar
            if lexicon.contains(scalar) {
                units.append(SpeechUnit(.hanzi(scalar), at: 1...1, rule: .writtenForm))
                index += 1
            } else if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: false) {
                units += syllables.map { SpeechUnit($0, at: 1...1, rule: .writtenForm) }
                index = end
            } else if let (letters, end) = LatinScanner.letters(in: text, at: index) {
                units += letters.map { SpeechUnit($0.content, at: 1...1, rule: .writtenForm) }
                index = end
            } else {
                if let symbol = Mark.symbol(of: scalar) {
                    units.append(SpeechUnit(.mark(symbol, of: scalar), at: 1...1, rule: .writtenForm))
                }
                index += 1
            }
        }
        return units
    }
}
