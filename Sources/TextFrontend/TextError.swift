/// What can go wrong between text and symbols.
///
/// Positions count the characters of the text as given (`Character`, so an emoji with modifiers is one), from 1.
public enum TextError: Error, Equatable, Sendable {
    /// The text has no characters at all.
    case emptyText
    /// The text has characters, but only spaces, punctuation or characters that were left out.
    case nothingToSpeak
    /// A character is neither hanzi with a known reading, nor a letter, a digit or a known mark.
    case unreadableCharacter(character: Character, scalar: Unicode.Scalar, position: Int)
    /// A Latin word in text declared to be pinyin is not made of syllables with tone digits.
    case invalidPinyin(token: String, position: Int)
    /// An entry of a user's dictionary cannot be used; `line` is that of the file, from 1.
    case invalidDictionaryEntry(word: String, reason: String, line: Int?)
    /// A tag, an entity or an inline mark is not as it should be; the reason names it and says what is allowed.
    case invalidMarkup(reason: String, position: Int)
    /// A number is not the id of a symbol.
    case invalidSymbolID(Int, index: Int)
    /// A list of symbol ids does not end in `~ _`.
    case unterminatedSequence
    /// A resource of the module is missing or not what it should be.
    case damagedResource(name: String, reason: String)
}
