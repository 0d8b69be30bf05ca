import Foundation

@testable import TextFrontend

/// Reads bytes as texts.
enum TextFuzzing {
    private static let frontend: TextFrontend = {
        guard let frontend = try? TextFrontend() else { preconditionFailure("the front end's resources are missing") }
        return frontend
    }()

    static func read(_ data: Data) {
        let text = String(decoding: data, as: UTF8.self)
        allowing(TextError.self) {
            let ids = try frontend.symbols(for: text).ids
            precondition(ids.allSatisfy { (0..<145).contains($0) }, "symbols beyond the table")
        }
        allowing(TextError.self) {
            let reading = try frontend.reading(of: text, options: .init(unreadableCharacters: .leaveOut))
            precondition(reading.characters.count == text.count, "characters were lost")
        }
    }

    /// Every character that is read, and every mistake, is at a place in the text.
    static func readMarkup(_ data: Data) {
        let text = String(decoding: data, as: UTF8.self)
        let places = 1...max(text.count, 1)
        do {
            for piece in try frontend.markup.pieces(of: text) {
                switch piece {
                case .text(let characters), .interpreted(let characters, _), .syllables(_, let characters):
                    precondition(characters.allSatisfy { places.contains($0.position) }, "a place beyond the text")
                case .pause(let seconds):
                    precondition((0...SentenceSplitter.longestPause).contains(seconds), "a pause of \(seconds) s")
                }
            }
        } catch TextError.invalidMarkup(_, let position) {
            precondition(places.contains(position), "a mistake at \(position), beyond the text")
        } catch {
            preconditionFailure("an error of another type: \(error)")
        }
    }

    static func readDictionary(_ data: Data) {
        allowing(TextError.self) { _ = try PronunciationDictionary(tsv: String(decoding: data, as: UTF8.self)) }
    }
}
