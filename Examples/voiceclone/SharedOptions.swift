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

    /// The folder of models, `nil` if there is none; one that was named must be there.
    func directoryIfAny() throws -> ModelDirectory? {
        if let models, !FileManager.default.fileExists(atPath: models) {
            throw VoiceCloneError.modelsNotFound(searched: [models])
        }
        let isNamed = ProcessInfo.processInfo.environment["VOICECLONE_MODELS"]?.isEmpty == false
        do {
            return try directory()
        } catch VoiceCloneError.modelsNotFound where !isNamed {
            return nil
        }
    }

    /// Loads all models, which takes a second.
    func cloner(vocoder: VocoderChoice, precision: WeightPrecision = .float32) throws -> VoiceCloner {
        Console.progress("Loading models")
        let cloner = try VoiceCloner(models: directory(), vocoder: vocoder, precision: precision)
        Console.endProgress()
        tellMissingNetwork(of: cloner.tacotron2.frontend)
        return cloner
    }

    /// Warns if texts are read without the network for characters with several readings.
    func tellMissingNetwork(of frontend: TextFrontend) {
        guard !frontend.hasPolyphoneNetwork else { return }
        Console.say(
            """
            Warning: the network for characters with several readings is not among the models, so the dictionary alone \
            reads them. Scripts/fetch-models fetches it.
            """)
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
