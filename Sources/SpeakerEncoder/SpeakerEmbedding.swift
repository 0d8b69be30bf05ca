/// A voice as the speaker encoder hears it: 256 numbers of unit length, and the convention that made them.
///
/// The encoder makes none that is negative, since its last layer is a ReLU. Source: Generalized End-to-End Loss for
/// Speaker Verification, arXiv 1710.10467.
public struct SpeakerEmbedding: Sendable, Equatable {
    /// The number of values.
    public static let dimension = 256

    /// The values. [256]
    public let values: [Float]
    /// How the recording was prepared.
    public let convention: EmbeddingConvention

    /// Makes an embedding from its values, for example read from a file.
    ///
    /// - Throws: ``SpeakerEncoderError`` unless there are 256 finite values of unit length (within 1e-3).
    public init(values: [Float], convention: EmbeddingConvention) throws {
        guard values.count == Self.dimension else {
            throw SpeakerEncoderError.invalidEmbedding("it has \(values.count) values, not \(Self.dimension)")
        }
        guard values.allSatisfy(\.isFinite) else {
            throw SpeakerEncoderError.invalidEmbedding("it holds values that are not finite numbers")
        }
        let length = values.norm
        guard abs(length - 1) < 1e-3 else {
            throw SpeakerEncoderError.invalidEmbedding("its length is \(length), not 1")
        }
        self.values = values
        self.convention = convention
    }

    /// The mean of several embeddings of one voice, brought to unit length.
    ///
    /// - Throws: ``SpeakerEncoderError/noRecordings`` if there are none,
    ///   ``SpeakerEncoderError/conventionMismatch(_:_:)`` if they were made under different conventions.
    public init(meanOf embeddings: [SpeakerEmbedding]) throws {
        guard let first = embeddings.first else { throw SpeakerEncoderError.noRecordings }
        if let other = embeddings.first(where: { $0.convention != first.convention }) {
            throw SpeakerEncoderError.conventionMismatch(first.convention, other.convention)
        }
        try self.init(meanOf: embeddings.map(\.values), convention: first.convention)
    }

    /// The mean of vectors, brought to unit length.
    ///
    /// - Throws: ``SpeakerEncoderError/noVoice`` if all numbers are zero, ``SpeakerEncoderError/notFinite`` if one is
    ///   not finite.
    init(meanOf vectors: [[Float]], convention: EmbeddingConvention) throws {
        var mean = [Float](repeating: 0, count: Self.dimension)
        for vector in vectors {
            for i in mean.indices { mean[i] += vector[i] / Float(vectors.count) }
        }
        let length = mean.norm
        guard length.isFinite else { throw SpeakerEncoderError.notFinite }
        guard length > 0 else { throw SpeakerEncoderError.noVoice }
        try self.init(values: mean.map { $0 / length }, convention: convention)
    }

    /// How alike two voices are: the cosine of the angle between the embeddings, from −1 to 1.
    ///
    /// Two recordings of one speaker have about 0.85 and more, two speakers about 0.55; the longer they are, the more
    /// (Docs/profiles.md). The encoder itself makes no embeddings with a negative cosine.
    ///
    /// - Throws: ``SpeakerEncoderError/conventionMismatch(_:_:)`` if the other was made under another convention.
    public func similarity(to other: SpeakerEmbedding) throws -> Float {
        guard convention == other.convention else {
            throw SpeakerEncoderError.conventionMismatch(convention, other.convention)
        }
        // A length of one is only one to within rounding.
        return min(max(zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }, -1), 1)
    }
}

extension SpeakerEmbedding: CustomStringConvertible {
    /// The convention; not the values, which are to be guarded as the recording is.
    public var description: String { "SpeakerEmbedding of \(values.count) numbers, convention \(convention.rawValue)" }
}

extension Collection<Float> {
    /// The Euclidean length.
    var norm: Float {
        Float(reduce(into: 0.0) { $0 += Double($1) * Double($1) }.squareRoot())
    }
}

extension [Float] {
    /// The vector brought to unit length; zeros stay.
    var normalized: [Float] {
        let length = norm
        return length > 0 ? map { $0 / length } : self
    }
}
