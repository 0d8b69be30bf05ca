/// What a stretch of text is, where `<say-as interpret-as="…">` says so.
public enum Interpretation: String, Sendable, CaseIterable {
    /// Digits that are said one by one.
    case digits
    /// A quantity.
    case number
    /// A date.
    case date
    /// A telephone number.
    case telephone
}
