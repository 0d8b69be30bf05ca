/// Latin words that Chinese texts have so often that there is a usual way to say them.
struct LatinWords: Sendable {
    private let forms: [String: String]
    /// The length of the longest word.
    let longest: Int

    /// Reads a table of two columns, word and spoken form: hanzi, capital letters, or pinyin with tone digits.
    init(text: String, latin: LatinScanner) throws {
        let name = "latin-words.tsv"
        var forms: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t")
            guard columns.count == 2 else {
                throw TextError.damagedResource(name: name, reason: "a line has not two columns")
            }
            guard Self.isSpeakable(columns[1], latin) else {
                throw TextError.damagedResource(
                    name: name, reason: "\"\(columns[1])\" is not in the table of syllables")
            }
            forms[columns[0].lowercased()] = String(columns[1])
        }
        self.forms = forms
        longest = forms.keys.map(\.unicodeScalars.count).max() ?? 0
    }

    /// How a word is said, in whatever case it is written; nil if it is not in the table.
    func spoken(_ word: String) -> String? { forms[word.lowercased()] }

    private static func isSpeakable(_ spoken: Substring, _ latin: LatinScanner) -> Bool {
        let text = spoken.unicodeScalars.map { SourceCharacter(scalar: $0, position: 1) }
        return text.indices.allSatisfy { index in
            let isStart = index == 0 || text[index - 1].scalar == " "
            guard isStart, ("a"..."z").contains(text[index].scalar) else { return true }
            return latin.pinyin(in: text, at: index, anyCase: false) != nil
        }
    }
}
