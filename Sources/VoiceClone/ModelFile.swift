import Foundation

/// One of the files in a ``ModelDirectory``: what it is for, and what was found in it.
public struct ModelFile: Sendable {
    /// What a file is for.
    public enum Role: String, Sendable, Codable, CaseIterable {
        /// From a recording to an embedding.
        case speakerEncoder = "speaker encoder"
        /// From text to a mel spectrogram.
        case tacotron2 = "Tacotron 2"
        /// From a mel spectrogram to sound.
        case hifiGAN = "HiFi-GAN"
        /// From a mel spectrogram to sound.
        case melGAN = "MelGAN"
        /// From a sentence to the readings of its characters; what is missing here the dictionary does, less well.
        case polyphones
    }

    /// What a usable file holds.
    public struct Contents: Sendable, Equatable {
        /// The size of the file in bytes.
        public let bytes: Int
        /// The SHA-256 of the file.
        public let digest: SHA256Digest
        /// The container.
        public let format: CheckpointFormat
        /// The network in a few words, from the shapes of its tensors.
        public let layout: String
        /// The number of tensors.
        public let tensors: Int
        /// The number of values in all tensors.
        public let parameters: Int
        /// The digest of the speaker encoder's weights, which profiles carry; `nil` for the other networks.
        public let weights: SHA256Digest?
    }

    /// What the file is for.
    public let role: Role
    /// Where it is, or should be.
    public let url: URL
    /// What it holds; the error if it is missing, damaged, or another network.
    public let contents: Result<Contents, any Error>

    /// Loads the file and describes it.
    init(role: Role, url: URL) {
        (self.role, self.url) = (role, url)
        contents = Result {
            let checkpoint = try Checkpoint(contentsOf: url)
            let (layout, weights) = try role.load(checkpoint, at: url)
            return Contents(
                bytes: try Self.size(of: url), digest: try SHA256Digest(contentsOf: url), format: checkpoint.format,
                layout: layout, tensors: checkpoint.names.count, parameters: Self.parameters(of: checkpoint),
                weights: weights)
        }
    }
}

extension ModelFile {
    /// The size of a file in bytes.
    private static func size(of url: URL) throws -> Int {
        // A link has a size of its own.
        let file = url.resolvingSymlinksInPath()
        guard let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize else {
            throw CheckpointError.unreadable(path: url.path, reason: "it has no size")
        }
        return size
    }

    /// The number of values in all tensors.
    ///
    /// Expanded views, which no network here has, may claim any number.
    private static func parameters(of checkpoint: Checkpoint) -> Int {
        checkpoint.names.reduce(0) { sum, name in
            let (next, overflow) = sum.addingReportingOverflow((checkpoint.shape(of: name) ?? []).reduce(1, *))
            return overflow ? .max : next
        }
    }
}

extension ModelFile.Role {
    /// Loads the network, since nothing less shows that it can be used, and says what it is.
    fileprivate func load(_ checkpoint: Checkpoint, at url: URL) throws -> (layout: String, weights: SHA256Digest?) {
        switch self {
        case .speakerEncoder:
            let checkpoint = SpeakerEncoder.unwrapped(checkpoint)
            let encoder = try SpeakerEncoder(checkpoint)
            let hidden = checkpoint.shape(of: "lstm.weight_hh_l0")?.last ?? 0
            return (
                "GE2E, \(checkpoint.layerCount("lstm.weight_hh_l")) LSTM layers of \(hidden)", encoder.weightsDigest
            )
        case .tacotron2:
            let tacotron2 = try Tacotron2(checkpoint, frontend: TextFrontend())
            let name = tacotron2.takesEmbeddings ? "rtvc" : "mspk"
            return ("\(name), \(tacotron2.configuration.speakerVector) numbers for a speaker", nil)
        case .hifiGAN:
            _ = try HiFiGAN(checkpoint)
            return ("generator of \(checkpoint.shape(of: "conv_pre.bias")?.first ?? 0) channels", nil)
        case .polyphones:
            let network = try PolyphoneNetwork(contentsOf: url.deletingLastPathComponent())
            return ("g2pM, \(network.characterCount) characters with several readings", nil)
        case .melGAN:
            _ = try MelGAN(checkpoint)
            return ("generator of \(checkpoint.shape(of: "generator.1.bias")?.first ?? 0) channels", nil)
        }
    }
}

extension ModelDirectory {
    /// Looks at every file that the package can use: what is there, what it holds, and what is wrong with it.
    ///
    /// Each is loaded and hashed, which takes a second or two for all of them.
    public func inventory() -> [ModelFile] {
        let urls: [ModelFile.Role: URL] = [
            .speakerEncoder: speakerEncoder, .tacotron2: tacotron2, .hifiGAN: hifiGAN, .melGAN: melGAN,
            .polyphones: polyphones,
        ]
        return ModelFile.Role.allCases.compactMap { role in urls[role].map { ModelFile(role: role, url: $0) } }
    }
}
