import Checkpoint
import Foundation
import SpeakerEncoder
import Tensor

/// The map from a speaker's embedding to the vector that the multi-speaker Tacotron 2 is conditioned on.
///
/// The public checkpoint never saw an embedding: its voices are points in a space of 32 numbers. The adapter knows of
/// some thousand points how they sound to the speaker encoder, how often their sentences fail to end and how natural
/// they are, and from these what to expect of others (`GaussianProcess`). A linear map of the embedding makes a first
/// guess; from there it descends to where least is expected to be wrong: `SpeakerAdapter+Search.swift`.
///
/// There is one for each `EmbeddingConvention`, made by Training/speaker-adapter: Docs/speaker-adapter.md.
///
/// ```swift
/// let adapter = try SpeakerAdapter.bundled(.standard)
/// let vector = try adapter.speakerVector(for: embedding)
/// ```
public struct SpeakerAdapter: Sendable {
    /// The convention of the embeddings that it takes.
    public let convention: EmbeddingConvention
    /// The first guess: [256] → [32].
    let start: Linear
    /// What is expected of a vector: its embedding [256], the part of its sentences that fail, its naturalness.
    let process: GaussianProcess
    /// The mean of many voices, from which a clone is to be told. [256]
    let crowd: [Double]

    /// The number of values that are expected of a vector.
    package static let outputs = SpeakerEmbedding.dimension + 2

    /// Opens a safetensors file with the tensors `vectors` [known, 32], `metric` [32, 32], `weights` [known, 258] and
    /// `mean` [258], `start.weight` [32, 256] and `start.bias` [32], `crowd` [256], and the convention as text under
    /// `convention`.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or a tensor has another shape;
    ///   ``Tacotron2Error/invalidAdapter(path:reason:)`` if it names no convention or its numbers cannot be right.
    public init(contentsOf url: URL) throws {
        let checkpoint = try Checkpoint(contentsOf: url)
        func refuse(_ reason: String) -> Tacotron2Error { .invalidAdapter(path: url.path, reason: reason) }
        guard let convention = checkpoint.metadata["convention"].flatMap(EmbeddingConvention.init) else {
            // The file may be a stranger's, so its word is quoted, and no longer than it has to be.
            let found = checkpoint.metadata["convention"].map {
                "the convention \(String($0.prefix(40)).debugDescription), which is none"
            }
            throw refuse(
                "its metadata names \(found ?? "no convention") of \(EmbeddingConvention.allCases.map(\.rawValue))")
        }
        self.convention = convention
        let (size, numbers) = (SpeakerEmbedding.dimension, SpeakerVector.dimension)
        func tensor(_ name: String, _ shape: [Int?]) throws -> Tensor {
            let tensor = try checkpoint.tensor(name, shape: shape)
            guard tensor.firstIndexNotFinite == nil else {
                throw refuse("\(name) holds values that are not finite numbers")
            }
            return tensor
        }
        let known = try tensor("vectors", [nil, numbers])
        let gram = try tensor("metric", [numbers, numbers])
        guard gram.transposed() == gram else { throw refuse("metric is not symmetric") }
        process = GaussianProcess(
            known: known, gram: gram,
            weights: try tensor("weights", [known.shape[0], Self.outputs]), mean: try tensor("mean", [Self.outputs]))
        start = Linear(
            weight: try tensor("start.weight", [numbers, size]), bias: try tensor("start.bias", [numbers]))
        crowd = try tensor("crowd", [size]).doubles
    }

    /// The adapter that the package ships for a convention.
    ///
    /// - Throws: `CheckpointError` or ``Tacotron2Error/invalidAdapter(path:reason:)`` if the package's resources are
    ///   missing or damaged.
    public static func bundled(_ convention: EmbeddingConvention) throws -> SpeakerAdapter {
        try SpeakerAdapter(contentsOf: resources.url("adapter-\(convention.rawValue).safetensors"))
    }

    private static let resources = ResourceFolder(module: "Tacotron2")

    /// The vector that is expected to sound like the embedded voice, and well, and to end its sentences; found in some
    /// thirty milliseconds.
    ///
    /// - Throws: ``Tacotron2Error/adapterMismatch(expected:found:)`` if the embedding was made under another
    ///   convention.
    public func speakerVector(for embedding: SpeakerEmbedding) throws -> SpeakerVector {
        try speakerVector(for: embedding, objective: .init())
    }
}
