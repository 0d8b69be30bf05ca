/// The third stage: makes units of normalised text: hanzi, written forms, typed syllables, letters, marks and spaces.
struct TextTokenizer: Sendable {
    let lexicon: Lexicon
    let latin: LatinScanner
    let forms: WrittenForms

    /// The units of a text, the characters that no reader says, and those that have no reading.
    ///
    /// - Parameters:
    ///   - text: Normalised.
    ///   - place: Where it begins in the normalised text as a whole.
    /// - Throws: `TextError.unreadableCharacter`, `TextError.invalidPinyin`, as the options want it.
    func units(
        of text: [SourceCharacter], from place: Int, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], dropped: [SourceCharacter], unreadable: [SourceCharacter]) {
        var units: [SpeechUnit] = []
        units.reserveCapacity(text.count)
        var (dropped, unreadable) = ([SourceCharacter](), [SourceCharacter]())
        var index = 0
        // Up to here letters are letters: a run that is no pinyin as a whole has none in it, and is looked at once.
        var lettersEnd = 0
        while index < text.count {
            let (scalar, position) = (text[index].scalar, text[index].position)
            if let entry = options.dictionary.longestEntry(in: text, at: index) {
                let own = entry.units(for: text[index..<index + entry.length], from: place + index)
                // Each occurrence is a word of its own.
                for var unit in own {
                    unit.word = place + index
                    units.append(unit)
                }
                index += entry.length
            } else if lexicon.contains(scalar) {
                var unit = SpeechUnit(.hanzi(scalar), at: position...position, place: place + index)
                if let reading = text[index].reading {
                    (unit.reading, unit.spoken, unit.rule) = (reading, reading, .direct)
                }
                units.append(unit)
                index += 1
            } else if options.input != .pinyin, let (spoken, end) = WrittenForms.address(in: text, at: index) {
                units += self.units(spoken: spoken, for: text[index..<end])
                index = end
            } else if index >= lettersEnd,
                let (syllables, end) = try typedSyllables(in: text, at: index, options: options)
            {
                units += syllables
                index = end
            } else if let (spoken, end) = forms.spoken(in: text, at: index) {
                if index >= lettersEnd, LatinScanner.isLetter(scalar) {
                    lettersEnd = LatinScanner.run(in: text, at: index).endIndex
                }
                units += self.units(spoken: spoken, for: text[index..<end])
                index = end
            } else if let (letters, end) = LatinScanner.letters(in: text, at: index) {
                if index >= lettersEnd { lettersEnd = LatinScanner.run(in: text, at: index).endIndex }
                units += latin.spelled(letters, rule: .letter)
                index = end
            } else if Mark.isSpace(scalar) {
                let start = index
                while index < text.count, Mark.isSpace(text[index].scalar) { index += 1 }
                let isLineBreak = text[start..<index].contains { Mark.isLineBreak($0.scalar) }
                units.append(SpeechUnit(.space(isLineBreak: isLineBreak), at: Self.positions(text[start..<index])))
            } else if let symbol = Mark.symbol(of: scalar), !Self.isApostrophe(in: text, at: index) {
                let start = index
                index += 1
                while Mark.isRepeatable(scalar), index < text.count, text[index].scalar == scalar { index += 1 }
                units.append(
                    SpeechUnit(.mark(symbol, of: scalar), at: Self.positions(text[start..<index]), rule: .pause))
            } else {
                if UnspokenCharacters.isTypography(scalar) {
                    dropped.append(text[index])
                } else if !Mark.isSilent(scalar), !Self.isApostrophe(in: text, at: index) {
                    try refuse(text[index], options)
                    unreadable.append(text[index])
                }
                index += 1
            }
        }
        return (units, dropped, unreadable)
    }

    /// Whether the character stands inside a Latin word: don't.
    private static func isApostrophe(in text: [SourceCharacter], at index: Int) -> Bool {
        guard text[index].scalar == "'" || text[index].scalar == "’", index > 0, index + 1 < text.count else {
            return false
        }
        return LatinScanner.isLetter(text[index - 1].scalar) && LatinScanner.isLetter(text[index + 1].scalar)
    }

    /// Pinyin that begins at a place of the text, if the options look for it.
    private func typedSyllables(
        in text: [SourceCharacter], at index: Int, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], end: Int)? {
        guard options.input != .hanzi, LatinScanner.isPinyinScalar(text[index].scalar) else { return nil }
        let isDeclared = options.input == .pinyin
        if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: isDeclared)
            ?? latin.diacriticPinyin(in: text, at: index)
        {
            let positions = Self.positions(text[index..<end])
            let units = syllables.map { SpeechUnit($0, at: positions, rule: .direct) }
            return (units, skippingJoint(in: text, at: end))
        }
        guard isDeclared else { return nil }
        let token = LatinScanner.run(in: text, at: index).prefix(40).map(\.scalar)
        throw TextError.invalidPinyin(token: String(String.UnicodeScalarView(token)), position: text[index].position)
    }

    /// The place after an apostrophe or a hyphen that joins typed syllables: `xi1'an1`.
    private func skippingJoint(in text: [SourceCharacter], at index: Int) -> Int {
        guard index + 1 < text.count, "'’-".unicodeScalars.contains(text[index].scalar),
            LatinScanner.isLetter(text[index + 1].scalar)
        else { return index }
        return index + 1
    }

    private func refuse(_ character: SourceCharacter, _ options: TextFrontendOptions) throws {
        guard options.unreadableCharacters == .throw else { return }
        throw TextError.unreadableCharacter(
            character: Character(character.scalar), scalar: character.scalar, position: character.position)
    }

    /// The characters of the given text that a piece stands for; a piece is never empty.
    static func positions(_ text: ArraySlice<SourceCharacter>) -> ClosedRange<Int> {
        guard let first = text.first?.position, let last = text.last?.position else {
            preconditionFailure("a piece of text is empty")
        }
        return first...max(first, last)
    }
}
