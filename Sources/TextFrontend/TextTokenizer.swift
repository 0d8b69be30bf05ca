/// The second stage: cuts normalised text into runs of hanzi, typed syllables, letters, marks and spaces.
struct TextTokenizer: Sendable {
    /// A piece of text.
    enum Token: Sendable, Equatable {
        /// Hanzi that the lexicon contains, numbers already in words.
        case hanzi([Unicode.Scalar])
        /// Pinyin, letters or a mark.
        case units([SpeechUnit])
        /// One or more spaces.
        case space
    }

    let lexicon: Lexicon
    let latin: LatinScanner

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
        var index = 0
        while index < text.count {
            let scalar = text[index].scalar
            if lexicon.contains(scalar) {
                hanzi.append(scalar)
                index += 1
            } else if let (units, end) = try latinUnits(in: text, at: index, options: options) {
                append(.units(units))
                index = end
            } else if let (spoken, end) = NumberScanner.number(in: text, at: index) {
                hanzi += spoken.unicodeScalars
                index = end
            } else if Mark.isSpace(scalar) {
                append(.space)
                while index < text.count, Mark.isSpace(text[index].scalar) { index += 1 }
            } else if let symbol = Mark.symbol(of: scalar) {
                append(.units([.mark(symbol)]))
                repeat { index += 1 } while Mark.isDoubled(scalar) && index < text.count && text[index].scalar == scalar
            } else {
                if !Mark.isSilent(scalar) { try refuse(text[index], options) }
                index += 1
            }
        }
        if !hanzi.isEmpty { tokens.append(.hanzi(hanzi)) }
        return tokens
    }

    private func latinUnits(
        in text: [SourceCharacter], at index: Int, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], end: Int)? {
        guard LatinScanner.isLetter(text[index].scalar) else { return nil }
        if options.input != .hanzi,
            let (syllables, end) = latin.pinyin(in: text, at: index, anyCase: options.input == .pinyin)
        {
            return (syllables.map { .syllable($0, isTyped: true) }, skippingJoint(in: text, at: end))
        }
        if options.input == .pinyin {
            throw TextError.invalidPinyin(
                token: LatinScanner.token(in: text, at: index), position: text[index].position)
        }
        return LatinScanner.letters(in: text, at: index)
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
