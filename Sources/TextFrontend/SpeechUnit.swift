/// What is spoken, one symbol group each.
enum SpeechUnit: Sendable, Equatable {
    /// A syllable; `isTyped` if the text gave it as pinyin.
    case syllable(PinyinSyllable, isTyped: Bool)
    /// A letter of the English alphabet, 0 to 25, by its name (`Aa`, in words of capitals) or as in a word (`A`).
    case letter(Int, isName: Bool)
    /// One of the ten marks.
    case mark(Character)

    /// Whether the unit is heard, not only a pause.
    var isHeard: Bool {
        if case .mark = self { false } else { true }
    }
}
