extension MarkupReader {
    /// What is written in a text apart from its markup, place by place: a character as it is, what a reference stands
    /// for, nothing where there are tags, comments and inline marks.
    ///
    /// - Parameter text: A text that ``pieces(of:)`` reads.
    /// - Returns: As many strings as the text has characters.
    func writing(of text: String) -> [String] {
        let characters = Self.characters(of: text)
        var result = [String](repeating: "", count: characters.last?.position ?? 0)
        func write(_ stretch: [SourceCharacter]) {
            // In <phoneme> and <say-as> a bracket is no mark, and need not be a right one.
            for character in (try? fixingReadings(in: stretch)) ?? stretch {
                result[character.position - 1].unicodeScalars.append(character.scalar)
            }
        }
        guard var scanner = SSMLScanner(characters) else {
            write(characters)
            return result
        }
        var stretch: [SourceCharacter] = []
        while let item = try? scanner.next() {
            switch item {
            case .text(let text): stretch += text
            case .tag:
                write(stretch)
                stretch = []
            }
        }
        return result
    }
}
