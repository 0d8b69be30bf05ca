/// What a stretch of text is, where `<say-as interpret-as="…">` says so.
enum Interpretation: String, Sendable, CaseIterable {
    /// Digits, said one by one; spaces and hyphens between them say nothing.
    case digits
    /// A quantity, whatever stands around it.
    case number
    /// A date: with a year or without.
    case date
    /// A telephone number: digits, with a pause between groups.
    case telephone

    /// What it looks like, for messages.
    var examples: String {
        switch self {
        case .digits: "digits (2024)"
        case .number: "a number in digits (1,234.5)"
        case .date: "a date in digits (2024-05-06, 5/6)"
        case .telephone: "a telephone number (010-12345678)"
        }
    }
}
