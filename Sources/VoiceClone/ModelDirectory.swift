import Foundation

/// The folder with the checkpoint files: those that `make models` fetches, or TorchScript ones that people have.
///
/// A `speakerEncoder.zip` or `tacotron2.zip` of the AIAS kind, a ZIP archive around one TorchScript file, is taken
/// before the fetched file. That Tacotron 2 is conditioned on a speaker embedding and has no built-in voices.
///
/// ```swift
/// let models = try ModelDirectory.locate()
/// let encoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
/// ```
public struct ModelDirectory: Sendable, Equatable {
    /// The folder.
    public let url: URL

    /// Refers to a folder, whatever it holds.
    public init(_ url: URL) { self.url = url }

    /// The speaker encoder: `speakerEncoder.zip` if it is there, else Resemblyzer's.
    public var speakerEncoder: URL { preferred("speakerEncoder.zip", over: "pretrained.pt") }
    /// Tacotron 2: `tacotron2.zip` if it is there, else the multi-speaker one of ttskit.
    public var tacotron2: URL { preferred("tacotron2.zip", over: "mellotron.kuangdd-mspk.pt") }
    /// The universal HiFi-GAN generator, V1.
    public var hifiGAN: URL { url.appending(path: "generator_universal.pth.tar") }
    /// The MelGAN generator of ttskit.
    public var melGAN: URL { url.appending(path: "melgan.kuangdd.pt") }

    /// The weights of the network for characters with several readings; three tables lie beside them.
    public var polyphones: URL { url.appending(path: PolyphoneNetwork.weightsName) }

    private func preferred(_ own: String, over fetched: String) -> URL {
        let own = url.appending(path: own)
        return FileManager.default.fileExists(atPath: own.path) ? own : url.appending(path: fetched)
    }

    /// Finds the folder: `VOICECLONE_MODELS` if that is set, else `models` in the working directory, else
    /// `voiceclone/models` in the user's cache directory.
    ///
    /// - Throws: ``VoiceCloneError/modelsNotFound(searched:)`` if there is no such folder.
    public static func locate() throws -> ModelDirectory {
        try locate(environment: ProcessInfo.processInfo.environment)
    }

    static func locate(
        environment: [String: String],
        workingDirectory: URL = URL(filePath: FileManager.default.currentDirectoryPath)
    ) throws -> ModelDirectory {
        let candidates: [URL]
        if let named = environment["VOICECLONE_MODELS"], !named.isEmpty {
            // Who names a folder means that one: another found by chance would be a surprise.
            candidates = [URL(filePath: named)]
        } else {
            let cache =
                environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
                ?? FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
            candidates =
                [workingDirectory.appending(path: "models")]
                + [cache?.appending(path: "voiceclone/models")].compactMap { $0 }
        }
        for candidate in candidates {
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isDirectory), isDirectory.boolValue
            {
                return ModelDirectory(candidate)
            }
        }
        throw VoiceCloneError.modelsNotFound(searched: candidates.map(\.path))
    }
}
