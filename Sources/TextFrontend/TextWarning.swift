/// What a text has that is not spoken.
public enum TextWarning: Sendable, Equatable {
    /// An emoji, a control character or another sign that no reader would say.
    case dropped(Character, position: Int)
    /// A character without a reading, left out on request.
    case unreadable(Character, position: Int)
}

extension TextWarning: CustomStringConvertible {
    /// What was left out, and where.
    public var description: String {
        switch self {
        case .dropped(let character, let position):
            "Character \(position) of the text, \(TextError.name(of: character)), is not spoken."
        case .unreadable(let character, let position):
            "Character \(position) of the text, \(TextError.name(of: character)), has no known reading and was left out."
        }
    }
}

extension TextWarning {
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
        return positions(unreadable).map { .unreadable(characters[$0 - 1], position: $0) }
            + positions(dropped).map { .dropped(characters[$0 - 1], position: $0) }
    }
}
