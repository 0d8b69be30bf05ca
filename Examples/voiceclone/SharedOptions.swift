import ArgumentParser
import Foundation
import VoiceClone

/// What every command that needs models takes.
struct SharedOptions: ParsableArguments {
    @Option(help: "The folder of models. If left out: VOICECLONE_MODELS, ./models or the user's cache directory.")
    var models: String?
    @Flag(help: "Print the answer as one JSON object on standard output.")
    var json = false

    func directory() throws -> ModelDirectory { try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate() }

    /// Loads all models, which takes a second.
    func cloner(vocoder: VocoderChoice, precision: WeightPrecision = .float32) throws -> VoiceCloner {
        Console.progress("Loading models")
        defer { Console.endProgress() }
        return try VoiceCloner(models: directory(), vocoder: vocoder, precision: precision)
    }

    func encoder() throws -> SpeakerEncoder {
        Console.progress("Loading the speaker encoder")
        defer { Console.endProgress() }
        return try SpeakerEncoder(contentsOf: directory().speakerEncoder)
    }
}

extension WeightPrecision: ExpressibleByArgument {}

extension VocoderChoice: ExpressibleByArgument {
    static var help: ArgumentHelp { "The vocoder: \(allCases.map(\.rawValue).joined(separator: ", "))." }
}
