import ArgumentParser
import VoiceClone

/// `voiceclone voices`: the names of the built-in voices.
struct VoicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voices", abstract: "Lists the built-in voices, one a line.")

    @OptionGroup var shared: SharedOptions

    func run() throws {
        let names = try names()
        if shared.json {
            try Console.answer(json: ["voices": names])
        } else if !names.isEmpty {
            try Console.answer(names.joined(separator: "\n"))
        }
    }

    /// The voices of the models; without any models, those of the ones that are fetched.
    private func names() throws -> [String] {
        // The fetched Tacotron 2 is known, only another one is looked at.
        guard let file = try shared.directoryIfAny()?.tacotron2, file.pathExtension == "zip",
            try Tacotron2(contentsOf: file).takesEmbeddings
        else { return SpeakerVector.trainedNames }
        Console.say("\(file.path) has no built-in voices: it speaks in those of recordings and profiles.")
        return []
    }
}
