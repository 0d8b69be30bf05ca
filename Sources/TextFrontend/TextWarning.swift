/// What of a text is not spoken, or not as a reader would.
public enum TextWarning: Sendable, Equatable {
    /// An emoji, a control character or another sign that no reader would say.
    case dropped(Character, position: Int)
    /// A character without a reading, left out on request.
    case unreadable(Character, position: Int)
    /// A foreign word that is not in the table, so that its letters are named one by one.
    case spelled(String, position: Int)
}

extension TextWarning: CustomStringConvertible {
    /// What was left out or spelled, and where.
    public var description: String {
        switch self {
        case .dropped(let character, let position):
            "Character \(position) of the text, \(TextError.name(of: character)), is not spoken."
        case .unreadable(let character, let position):
            "Character \(position) of the text, \(TextError.name(of: character)), has no known reading and was left out."
        case .spelled(let word, let position):
            """
            "\(word.prefix(40))" at character \(position) is spelled by its letters: English words are not known. Write it in \
            characters or pinyin.
            """
        }
    }
}

extension TextWarning {
    /// The words of four letters and more that are spelled, but for those in capitals, which is how they are meant, and
    /// for addresses.
    static func spelled(_ units: [SpeechUnit], in text: String) -> [TextWarning] {
        guard units.contains(where: { $0.rule == .letter }) else { return [] }
        let characters = Array(text)
        var words: [ClosedRange<Int>] = []
        for unit in units where unit.rule == .letter {
            // Each letter of an address stands for the whole of it.
            if let last = words.last, unit.positions.lowerBound <= last.upperBound + 1 {
                words[words.count - 1] = last.lowerBound...max(last.upperBound, unit.positions.upperBound)
            } else {
                words.append(unit.positions)
            }
        }
        return words.compactMap { positions in
            let word = String(characters[positions.lowerBound - 1...positions.upperBound - 1])
            guard word.count >= 4, word.allSatisfy(\.isLetter), word != word.uppercased() else { return nil }
            return .spelled(word, position: positions.lowerBound)
        }
    }

    /// What the stages left out, as characters of the text.
    ///
    /// A character of which something is spoken, such as a digit in a keycap, is not left out.
    static func warnings(
        dropped: [SourceCharacter], unreadable: [SourceCharacter], units: [SpeechUnit], in text: String
    ) -> [TextWarning] {
        guard !dropped.isEmpty || !unreadable.isEmpty else { return [] }
        let characters = Array(text)
        var isTold = [Bool](repeating: false, count: characters.count)
        var last: ClosedRange<Int>?
        for unit in units where unit.positions != last {
            for position in unit.positions { isTold[position - 1] = true }
            last = unit.positions
        }
        // A character may have lost several of its scalars.
        func positions(_ lost: [SourceCharacter]) -> [Int] {
            lost.map(\.position).filter { position in
                defer { isTold[position - 1] = true }
                return !isTold[position - 1]
            }
        }
        let warnings =
            positions(unreadable).map { (position: $0, warning: Self.unreadable(characters[$0 - 1], position: $0)) }
            + positions(dropped).map { (position: $0, warning: Self.dropped(characters[$0 - 1], position: $0)) }
        return warnings.sorted { $0.position < $1.position }.map(\.warning)
    }
}
