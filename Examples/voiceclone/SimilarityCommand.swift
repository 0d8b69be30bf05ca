import ArgumentParser
import VoiceClone

/// `voiceclone similarity`: how alike two voices are.
struct SimilarityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similarity", abstract: "Tells how alike two voices are, from −1 to 1.",
        discussion: "Recordings of one speaker have about 0.85, of two speakers 0.55; see Docs/profiles.md.")

    @Argument(help: "A recording or a profile; - for a recording on standard input.")
    var first: String
    @Argument(help: "The other one.")
    var second: String
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if first == "-", second == "-" { throw ValidationError(Input.readTwice) }
    }

    func run() throws {
        let encoder = try shared.encoder()
        let voices = try [first, second].map { path in
            Console.progress("Listening to \(path)")
            let profile = try Input.profile(path, encoder: encoder)
            Console.endProgress()
            for warning in profile.warnings { Console.say("Warning: \(warning)") }
            return try profile.embedding(.standard)
        }
        let similarity = try voices[0].similarity(to: voices[1])
        if shared.json {
            try Console.answer(json: Answer(first: first, second: second, similarity: similarity))
        } else {
            try Console.answer("\(similarity)")
        }
    }

    private struct Answer: Encodable {
        let first: String
        let second: String
        let similarity: Float
    }
}
