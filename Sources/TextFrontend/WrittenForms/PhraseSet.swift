/// Words that decide about a form by standing before or behind it, quick to rule out by their first or last scalar.
struct PhraseSet: Sendable {
    private let phrases: [[Unicode.Scalar]]
    private let firsts: Set<Unicode.Scalar>
    private let lasts: Set<Unicode.Scalar>

    /// The words of a text that is cut at spaces.
    init(_ words: String) {
        phrases = words.split(separator: " ").map { Array($0.unicodeScalars) }
        firsts = Set(phrases.compactMap(\.first))
        lasts = Set(phrases.compactMap(\.last))
    }

    /// Whether one of the words begins at a place of the text.
    func starts(at place: Int, in scanner: FormScanner) -> Bool {
        guard let first = scanner.scalar(place), firsts.contains(first) else { return false }
        return phrases.contains { scanner.starts(with: $0, at: place) }
    }

    /// Whether one of the words ends before a place of the text.
    func ends(before place: Int, in scanner: FormScanner) -> Bool {
        guard let last = scanner.scalar(place - 1), lasts.contains(last) else { return false }
        return phrases.contains { scanner.ends(with: $0, before: place) }
    }
}
