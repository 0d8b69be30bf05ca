import Checkpoint
import Foundation
import SpeakerEncoder
import Tensor

/// The map from a speaker's embedding to the vector that the multi-speaker Tacotron 2 is conditioned on.
///
/// The public checkpoint never saw an embedding: its voices are points in a space of 32 numbers. The adapter finds the
/// point whose voice the speaker encoder would give this embedding. It is a multilayer perceptron,
///
///     h₀ = embedding, hᵢ₊₁ = relu(Wᵢhᵢ + bᵢ), the last layer without the ReLU, bounded by the voices it was fitted to,
///
/// one for each ``EmbeddingConvention``, fitted by Examples/SpeakerAdapterTraining: Docs/speaker-adapter.md.
///
/// ```swift
/// let adapter = try SpeakerAdapter.bundled(.standard)
/// let vector = try adapter.speakerVector(for: embedding)
/// ```
public struct SpeakerAdapter: Sendable {
    /// The convention of the embeddings that it takes.
    public let convention: EmbeddingConvention
    private let layers: [Linear]
    /// The least and the greatest value of each number of the vector. [32]
    private let bounds: [ClosedRange<Float>]

    /// Opens a safetensors file with `layers.0.weight` [hidden, 256], `layers.0.bias` [hidden] and so on up to 32
    /// outputs, `minimum` and `maximum` [32], and the convention as text under `convention`.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or a tensor has another shape;
    ///   ``Tacotron2Error/invalidAdapter(path:reason:)`` if it names no convention or its numbers cannot be right.
    public init(contentsOf url: URL) throws {
        let checkpoint = try Checkpoint(contentsOf: url)
        func refuse(_ reason: String) -> Tacotron2Error { .invalidAdapter(path: url.path, reason: reason) }
        guard let convention = checkpoint.metadata["convention"].flatMap(EmbeddingConvention.init) else {
            // The file may be a stranger's: quoted, without control characters, and not at length.
            let found = checkpoint.metadata["convention"].map {
                "the convention \(String($0.unicodeScalars.prefix(40)).debugDescription), which is none"
            }
            let known = EmbeddingConvention.allCases.map(\.rawValue).joined(separator: ", ")
            throw refuse("its metadata names \(found ?? "no convention") of \(known)")
        }
        self.convention = convention
        let count = checkpoint.layerCount("layers.")
        var inputs = SpeakerEmbedding.dimension
        layers = try (0..<max(count, 1)).map { index in
            let outputs = index == count - 1 ? SpeakerVector.dimension : nil
            let weight = try checkpoint.tensor("layers.\(index).weight", shape: [outputs, inputs])
            inputs = weight.shape[0]
            return Linear(weight: weight, bias: try checkpoint.tensor("layers.\(index).bias", shape: [inputs]))
        }
        let minimum = try checkpoint.tensor("minimum", shape: [SpeakerVector.dimension]).elements
        let maximum = try checkpoint.tensor("maximum", shape: [SpeakerVector.dimension]).elements
        guard zip(minimum, maximum).allSatisfy({ $0 <= $1 && $0.isFinite && $1.isFinite }) else {
            throw refuse("a minimum lies above its maximum or is not finite")
        }
        bounds = zip(minimum, maximum).map { $0...$1 }
        for (index, layer) in layers.enumerated() {
            guard layer.weight.firstIndexNotFinite == nil, layer.bias?.firstIndexNotFinite == nil else {
                throw refuse("layer \(index) holds values that are not finite numbers")
            }
        }
    }

    /// The adapter that the package ships for a convention.
    ///
    /// - Throws: `CheckpointError` or ``Tacotron2Error/invalidAdapter(path:reason:)`` if the package's resources are
    ///   missing or damaged.
    public static func bundled(_ convention: EmbeddingConvention) throws -> SpeakerAdapter {
        try SpeakerAdapter(contentsOf: resources.url("adapter-\(convention.rawValue).safetensors"))
    }

    private static let resources = ResourceFolder(module: "Tacotron2")

    /// The vector whose voice resembles the embedded one most.
    ///
    /// - Throws: ``Tacotron2Error/adapterMismatch(expected:found:)`` if the embedding was made under another convention.
    public func speakerVector(for embedding: SpeakerEmbedding) throws -> SpeakerVector {
        guard embedding.convention == convention else {
            throw Tacotron2Error.adapterMismatch(expected: convention, found: embedding.convention)
        }
        var x = Tensor(embedding.values, shape: [1, SpeakerEmbedding.dimension])
        for (index, layer) in layers.enumerated() {
            x = layer(x)  // [1, hidden]; at last [1, 32]
            if index < layers.count - 1 { Activation.relu.apply(to: &x) }
        }
        return try SpeakerVector(
            values: zip(x.elements, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) })
    }
}
