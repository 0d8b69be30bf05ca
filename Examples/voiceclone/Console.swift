import Foundation
import VoiceClone

/// The two streams: answers for programs on standard output, words for people on standard error.
///
/// Messages and answers repeat what stands in strangers' files, so nothing that a terminal obeys gets through.
enum Console {
    /// Whether a person watches.
    static let isWatched = isatty(STDERR_FILENO) == 1

    /// Prints a line of an answer at once.
    static func answer(_ line: String) throws { try print(shown(line)) }

    /// Prints an answer as one JSON object, with sorted keys.
    static func answer(json object: some Encodable) throws { try print(json(object)) }

    /// Prints an answer as one JSON object on a line of its own, with sorted keys.
    static func answer(line object: some Encodable) throws { try print(json(object, isOneLine: true)) }

    private static func print(_ line: String) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
        } catch {
            throw OutputError.unwritableAnswer
        }
    }

    /// A JSON object with sorted keys, for people to read or on one line.
    static func json(_ object: some Encodable, isOneLine: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !isOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(object), as: UTF8.self).withInvisibleCharactersEscaped
    }

    /// Says something to the person who called.
    static func say(_ line: String) {
        // There is nobody to tell that nobody can be told.
        try? FileHandle.standardError.write(contentsOf: Data("\(shown(line))\n".utf8))
    }

    private static func shown(_ text: String) -> String {
        text.tidied(maximumLength: .max, keepsLines: true).replacing("\r", with: " ")
    }

    /// Shows what is going on, on one line that the next one replaces; nothing unless a person watches.
    static func progress(_ text: String) {
        guard isWatched else { return }
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text.tidied(maximumLength: 200)) …".utf8))
    }

    /// Takes the line of progress away.
    static func endProgress() {
        guard isWatched else { return }
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8))
    }
}

/// Two digits behind the point, for people.
func rounded(_ value: some BinaryFloatingPoint) -> String {
    String(format: "%.2f", Double(value))
}
