import ArgumentParser
import Foundation
import VoiceClone

/// `voiceclone explain`: how a text is read, and why.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows how each character of a text is read, and which rule says so.",
        discussion: """
            A line for each character: the reading a dictionary has, what is spoken among its neighbours, and the rule. \
            Characters without a known reading are marked with !. What is read wrongly can be mended in the text \
            (银[hang2]行) or with a dictionary (--dictionary, lines of word, tab, pinyin).
            """)

    @Argument(help: "The text; - for standard input.")
    var text: String?
    @Option(help: "A file of texts, one a line; - for standard input. Each gives one answer.")
    var lines: String?
    @Option(help: "A file of your own readings: word, tab, pinyin.")
    var dictionary: String?
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard (text == nil) != (lines == nil) else { throw ValidationError("Give either a text or --lines.") }
        if [text, lines, dictionary].filter({ $0 == "-" }).count > 1 { throw ValidationError(Input.readTwice) }
    }

    func run() throws {
        // Only the network for polyphones is needed, and without it the dictionary reads.
        let frontend = try shared.directoryIfAny().map { try TextFrontend(models: $0.url) } ?? TextFrontend()
        shared.tellMissingNetwork(of: frontend)
        let options = TextFrontendOptions(
            unreadableCharacters: .leaveOut, dictionary: try dictionary.map(Input.dictionary) ?? .init())
        if let lines {
            for line in try Input.text(lines).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                try answer(String(line), frontend, options, isLine: true)
            }
        } else if let text {
            try answer(text == "-" ? Input.text("-") : text, frontend, options, isLine: false)
        }
    }

    private func answer(
        _ text: String, _ frontend: TextFrontend, _ options: TextFrontendOptions, isLine: Bool
    ) throws {
        let reading: TextReading
        do {
            reading = try frontend.reading(of: text, options: options)
        } catch let error as TextError where isLine {
            // A line that says nothing is no reason to keep the others back.
            let failure = Failure(text: text, error: "\(error)")
            return try shared.json ? Console.answer(line: failure) : Console.answer("\(text)\n! \(error)\n")
        }
        if shared.json {
            try isLine ? Console.answer(line: Answer(reading)) : Console.answer(json: Answer(reading))
        } else {
            try Console.answer(reading.table + "\n" + reading.symbols.description + (isLine ? "\n" : ""))
            for warning in reading.warnings { Console.say("Warning: \(warning)") }
        }
    }

    private struct Failure: Encodable {
        let text: String
        let error: String
    }

    /// One entry a character in all lists but `symbols` and `warnings`.
    private struct Answer: Encodable {
        let text: String
        let characters: [String]
        let readings: [String]
        let spoken: [String]
        let rules: [String]
        let symbols: [String]
        let warnings: [String]

        init(_ reading: TextReading) {
            text = reading.text
            characters = reading.characters.map { String($0.character) }
            readings = reading.characters.map { $0.readings.joined(separator: " ") }
            spoken = reading.characters.map { $0.spoken.joined(separator: " ") }
            rules = reading.characters.map(\.explanation)
            symbols = reading.symbols.symbols
            warnings = reading.warnings.map(\.description)
        }
    }
}
