import ArgumentParser
import VoiceClone

/// `voiceclone voices`: the names of the built-in voices.
struct VoicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices", abstract: "Lists the built-in voices, one a line.")

    @Flag(help: "Print the answer as one JSON object on standard output.")
    var json = false

    func run() throws {
        if json {
            try Console.answer(json: ["voices": SpeakerVector.trainedNames])
        } else {
            try Console.answer(SpeakerVector.trainedNames.joined(separator: "\n"))
        }
    }
}
