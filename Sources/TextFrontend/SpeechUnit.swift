/// One thing that is said, or one pause, on its way through the front end.
///
/// The tokenizer makes units of the text, ``WordReader`` gives the hanzi their readings, ``ToneSandhi`` what is spoken
/// instead of them, and ``SymbolTable`` turns them into symbols.
struct SpeechUnit: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        /// A character that the lexicon contains.
        case hanzi(Unicode.Scalar)
        /// A syllable without a hanzi: of pinyin in the text, of a letter's name.
        case pinyin
        /// One of the ten marks, for a character of the text.
        case mark(Character, of: Unicode.Scalar)
        /// Space between words, or lines.
        case space(isLineBreak: Bool)
        /// A pause of so many seconds.
        case pause(Double)
    }

    var content: Content
    /// The characters of the given text that it stands for, counted from 1.
    var positions: ClosedRange<Int>
    /// Where its character stands in the normalised text; nil if it is not in the text as such, like 十 in 10.
    var place: Int?
    /// How the syllable is read by itself; nil for a hanzi that has not been read yet, and for what is no syllable.
    var reading: PinyinSyllable?
    /// How the syllable is spoken among its neighbours.
    var spoken: PinyinSyllable?
    /// Where the reading comes from.
    var rule: ReadingRule?
    /// Whether its word or its neighbours leave no doubt of the reading.
    var isCertain = false
    /// Why it is spoken otherwise than it is read.
    var change: ToneChange?
    /// Units of one word have the same number.
    var word = 0
    /// What part of speech the word is.
    var wordClass = WordClass.other

    /// A unit that has no reading.
    init(_ content: Content, at positions: ClosedRange<Int>, place: Int? = nil, rule: ReadingRule? = nil) {
        (self.content, self.positions, self.place, self.rule) = (content, positions, place, rule)
    }

    /// A syllable that is given, with its character if it has one.
    init(
        _ syllable: PinyinSyllable, of hanzi: Unicode.Scalar? = nil, at positions: ClosedRange<Int>,
        place: Int? = nil, rule: ReadingRule
    ) {
        self.init(hanzi.map { .hanzi($0) } ?? .pinyin, at: positions, place: place, rule: rule)
        (reading, spoken) = (syllable, syllable)
    }

    /// The character, if the unit is one of the lexicon's.
    var hanzi: Unicode.Scalar? {
        if case .hanzi(let scalar) = content { scalar } else { nil }
    }

    /// Whether the unit is heard, not only a pause.
    var isHeard: Bool {
        switch content {
        case .hanzi, .pinyin: true
        case .mark, .space, .pause: false
        }
    }

    /// Whether the text, or the user's dictionary, says how the unit is spoken, or it is part of a letter's name, so
    /// that no rule may change it.
    var isGiven: Bool {
        switch rule {
        case .direct, .userDictionary, .letter: true
        default: false
        }
    }

    /// Speaks the syllable with another tone, if it is not given.
    mutating func speak(tone: Int, because change: ToneChange) {
        guard let syllable = spoken, !isGiven, syllable.tone != tone else { return }
        spoken = PinyinSyllable(base: syllable.base, tone: tone)
        self.change = change
    }
}
