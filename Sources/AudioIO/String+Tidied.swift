extension String {
    /// The text with spaces for control characters, since texts of files are shown on terminals, and cut between two
    /// characters where it is longer than `maximumLength` bytes of UTF-8.
    package func tidied(maximumLength: Int) -> String {
        var (result, length) = ("", 0)
        for character in self {
            let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
            let kept = isControl ? " " : character
            length += kept.utf8.count
            guard length <= maximumLength else { break }
            result.append(kept)
        }
        return result
    }
}
