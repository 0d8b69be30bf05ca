/// The first stage: reads the markup of a text, SSML and inline marks, and gives what is left of it in pieces.
///
/// - SSML is looked for only in a text that begins with `<speak` (`SSMLScanner` has the rule); in any other text `<`
///   and `&` are ordinary characters.
/// - Inline marks, `银[hang2]行`, are looked for in every text, and inside SSML in text that is neither in `<phoneme>`
///   nor in `<say-as>`.
///
/// The text is read as scalars, each with the position of its `Character`: a `>` with a combining mark behind it is one
/// `Character`, yet it ends a tag. The time is proportional to the length of the text.
struct MarkupReader: Sendable {
    let pinyin: PinyinReader
    /// Whether a scalar of the text as given, traditional forms included, is a hanzi that can have a reading.
    let isHanzi: @Sendable (Unicode.Scalar) -> Bool

    /// The pieces of a text, in its order.
    ///
    /// No piece of text is empty, and none stands next to another one.
    ///
    /// - Throws: `TextError.invalidMarkup`.
    func pieces(of text: String) throws -> [MarkupPiece] {
        let characters = Self.characters(of: text)
        if let scanner = SSMLScanner(characters) {
            var reader = SSMLReader(scanner: scanner, markup: self)
            return try reader.read().map(Self.withoutLineBreaks)
        }
        return characters.isEmpty ? [] : [.text(try fixingReadings(in: characters))]
    }

    /// In XML a line break is a space like others.
    private static func withoutLineBreaks(_ piece: MarkupPiece) -> MarkupPiece {
        guard case .text(var characters) = piece else { return piece }
        for index in characters.indices where Mark.isLineBreak(characters[index].scalar) {
            characters[index].scalar = " "
        }
        return .text(characters)
    }

    /// The scalars of a text, each with the position of its `Character`, counted from 1.
    static func characters(of text: String) -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.utf8.count)
        var position = 0
        for character in text {
            position += 1
            for scalar in character.unicodeScalars {
                result.append(SourceCharacter(scalar: scalar, position: position))
            }
        }
        return result
    }

    /// Text for an error message: as it stands, but of a long one only the beginning.
    static func excerpt(_ text: some Collection<SourceCharacter>) -> String {
        let longest = 40
        let beginning = String(String.UnicodeScalarView(text.prefix(longest).map(\.scalar)))
        return text.count > longest ? beginning + "…" : beginning
    }
}
