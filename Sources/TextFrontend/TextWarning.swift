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
