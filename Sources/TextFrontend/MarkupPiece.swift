/// What a text is made of once its markup has been read.
enum MarkupPiece: Sendable, Equatable {
    /// Plain text; a character may carry a fixed reading.
    case text([SourceCharacter])
    /// The content of `<say-as>`; inline marks in it are not looked for.
    case interpreted([SourceCharacter], Interpretation)
    /// A `<phoneme>` whose syllables do not fit its content one to one: they are said instead of it.
    case syllables([PinyinSyllable], characters: [SourceCharacter])
    /// The silence of a `<break>`, which may be 0.
    case pause(seconds: Double)
}
