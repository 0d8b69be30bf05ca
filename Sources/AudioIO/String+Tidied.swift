extension String {
    /// The text with spaces for control characters and for those that turn the direction of writing, since texts of
    /// files are shown on terminals, and cut between two characters where it is longer than `maximumLength` bytes of
    /// UTF-8.
    ///
    /// - Parameter keepsLines: Whether line breaks and tabs stay.
    package func tidied(maximumLength: Int, keepsLines: Bool = false) -> String {
        var (result, length) = ("", 0)
        for character in self {
            let isControl = character.unicodeScalars.contains { scalar in
                scalar.properties.generalCategory == .control && !(keepsLines && ["\n", "\r", "\t"].contains(scalar))
                    || ("\u{202A}"..."\u{202E}").contains(scalar) || ("\u{2066}"..."\u{2069}").contains(scalar)
            }
            let kept = isControl ? " " : character
            length += kept.utf8.count
            guard length <= maximumLength else { break }
            result.append(kept)
        }
        return result
    }

    /// A library's text as a part of a sentence: some are whole ones, and what they are put into has a full stop of its
    /// own.
    var withoutFullStop: String { String(reversed().drop { $0 == "." || $0 == "\n" }.reversed()) }
}
