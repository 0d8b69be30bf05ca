extension TextTokenizer {
    /// The units of what a written form says: hanzi, capital letters, pinyin with tone digits and marks.
    ///
    /// If each is how one character of the form is said, it stands for that one (2024 → 二零二四); otherwise all stand for
    /// all of it.
    func units(spoken: String, for source: ArraySlice<SourceCharacter>) -> [SpeechUnit] {
        let whole = Self.positions(source)
        let said = Array(spoken.unicodeScalars)
        let isOneToOne = said.count == source.count && zip(said, source).allSatisfy(Self.says)
        let text = said.enumerated().map { index, scalar in
            SourceCharacter(scalar: scalar, position: isOneToOne ? source[source.startIndex + index].position : 1)
        }
        var units = units(ofSpoken: text)
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
            let (scalar, position) = (text[index].scalar, text[index].position)
            if lexicon.contains(scalar) {
                units.append(SpeechUnit(.hanzi(scalar), at: position...position, rule: .writtenForm))
                index += 1
            } else if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: false) {
                units += syllables.map { SpeechUnit($0, at: position...position, rule: .writtenForm) }
                index = end
            } else if let (letters, end) = LatinScanner.letters(in: text, at: index) {
                units += latin.spelled(letters, rule: .letter)
                index = end
            } else {
                if let symbol = Mark.symbol(of: scalar) {
                    units.append(SpeechUnit(.mark(symbol, of: scalar), at: position...position, rule: .writtenForm))
                }
                index += 1
            }
        }
        return units
    }
}
