/// How `TextFrontend` treats a text.
public struct TextFrontendOptions: Sendable, Equatable {
    /// What to do with a character that has no reading.
    public enum UnreadableCharacters: Sendable, Equatable {
        /// Throw `TextError.unreadableCharacter`, which names the character and its position.
        case `throw`
        /// Read the text as if the character were not there.
        case leaveOut
    }

    /// What Latin letters in the text stand for.
    public enum Input: Sendable, Equatable {
        /// A word of valid syllables with tone digits 1–5 (`ni3 hao3`) or with tone marks (`nǐ hǎo`) is pinyin; others
        /// are letters.
        ///
        /// Words in capitals and single capital letters (`A4`, `MA5`) are letters and a number.
        case automatic
        /// No Latin word is pinyin, but for what markup says.
        case hanzi
        /// All Latin words must be pinyin with tones, in either case; another one is an error.
        case pinyin
    }

    /// What to do with a character that has no reading.
    public var unreadableCharacters: UnreadableCharacters

    /// What Latin letters in the text stand for.
    public var input: Input

    /// The user's own readings.
    public var dictionary: PronunciationDictionary

    /// Makes options: by default an unreadable character throws, and pinyin is recognised by its tones.
    public init(
        unreadableCharacters: UnreadableCharacters = .throw, input: Input = .automatic,
        dictionary: PronunciationDictionary = .init()
    ) {
        self.unreadableCharacters = unreadableCharacters
        self.input = input
        self.dictionary = dictionary
    }
}
