import TestSupport

@testable import TextFrontend

/// The front end with the network for polyphones, loaded once, and what tests ask it.
enum FrontendFixture {
    static func frontend() throws -> TextFrontend { try loaded.get() }

    private static let loaded = Result { try TextFrontend(models: Golden.models) }

    /// The symbols of a text without chains and ending, a space between them.
    static func symbols(_ text: String, _ options: TextFrontendOptions = .init()) throws -> String {
        try frontend().symbols(for: text, options: options).symbols.dropLast(2).filter { $0 != "-" }
            .joined(separator: " ")
    }

    /// The syllables of a text as they are spoken, a space between them.
    static func spoken(_ text: String, _ options: TextFrontendOptions = .init()) throws -> String {
        try frontend().reading(of: text, options: options).characters.flatMap(\.spoken).joined(separator: " ")
    }
}

extension CharacterReading {
    /// The reading; if its tone is lost in speech, what is spoken.
    var said: String {
        let spoken = spoken.joined()
        return spoken.hasSuffix("5") ? spoken : readings.joined()
    }
}
