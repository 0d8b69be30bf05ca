/// What a stretch of text is, where `<say-as interpret-as="…">` says so.
public enum Interpretation: String, Sendable, CaseIterable {
    /// Digits, said one by one; spaces and hyphens between them say nothing.
    case digits
    /// A quantity, whatever stands around it.
    case number
    /// A date: with a year or without.
    case date
    /// A telephone number: digits, with a pause between groups.
    case telephone
}
