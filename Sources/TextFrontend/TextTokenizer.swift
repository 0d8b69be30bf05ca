/// The second stage: cuts normalised text into runs of hanzi, typed syllables, letters, marks and spaces.
///
/// What is written in figures and signs is spoken first (`WrittenForms`).
struct TextTokenizer: Sendable {
    /// A piece of text.
    enum Token: Sendable, Equatable {
        /// Hanzi that the lexicon contains, written forms already in words.
        case hanzi([Unicode.Scalar])
        /// Pinyin, letters or a mark.
        case units([SpeechUnit])
        /// One or more spaces.
        case space
    }

    let lexicon: Lexicon
    let latin: LatinScanner
    let forms: WrittenForms

    /// The tokens of a text.
    ///
    /// - Throws: `TextError.unreadableCharacter`, `TextError.invalidPinyin`, as the options want it.
    func tokens(of text: [SourceCharacter], options: TextFrontendOptions) throws -> [Token] {
        var tokens: [Token] = []
        var hanzi: [Unicode.Scalar] = []
        func append(_ token: Token) {
            if !hanzi.isEmpty { tokens.append(.hanzi(hanzi)) }
            hanzi = []
            tokens.append(token)
        }
        func append(spoken: String) {
            for token in self.tokens(ofSpoken: spoken) {
                if case .hanzi(let run) = token { hanzi += run } else { append(token) }
            }
        }
        var index = 0
        // Up to here letters are letters: a run that is no pinyin as a whole has none in it, and is looked at once.
        var lettersEnd = 0
        while index < text.count {
            let scalar = text[index].scalar
            if lexicon.contains(scalar) {
                hanzi.append(scalar)
                index += 1
            } else if options.input != .pinyin, let (spoken, end) = WrittenForms.address(in: text, at: index) {
                append(spoken: spoken)
                index = end
            } else if index >= lettersEnd, let (units, end) = try typedSyllables(in: text, at: index, options: options)
            {
                append(.units(units))
                index = end
            } else if let (spoken, end) = forms.spoken(in: text, at: index) {
                if index >= lettersEnd, LatinScanner.isLetter(scalar) {
                    lettersEnd = LatinScanner.run(in: text, at: index).endIndex
                }
                append(spoken: spoken)
                index = end
            } else if let (units, end) = LatinScanner.letters(in: text, at: index) {
                if index >= lettersEnd { lettersEnd = LatinScanner.run(in: text, at: index).endIndex }
                append(.units(units))
                index = end
            } else if Mark.isSpace(scalar) {
                append(.space)
                while index < text.count, Mark.isSpace(text[index].scalar) { index += 1 }
            } else if let symbol = Mark.symbol(of: scalar) {
                append(.units([.mark(symbol)]))
                index += 1
                while Mark.isDoubled(scalar), index < text.count, text[index].scalar == scalar { index += 1 }
            } else {
                if !Mark.isSilent(scalar) { try refuse(text[index], options) }
                index += 1
            }
        }
        if !hanzi.isEmpty { tokens.append(.hanzi(hanzi)) }
        return tokens
    }

    /// Pinyin that begins at a place of the text, if the options look for it.
    private func typedSyllables(
        in text: [SourceCharacter], at index: Int, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], end: Int)? {
        guard options.input != .hanzi, LatinScanner.isLetter(text[index].scalar) else { return nil }
        if let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: options.input == .pinyin) {
            return (syllables.map { .syllable($0, isTyped: true) }, skippingJoint(in: text, at: end))
        }
        guard options.input == .pinyin else { return nil }
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
}
