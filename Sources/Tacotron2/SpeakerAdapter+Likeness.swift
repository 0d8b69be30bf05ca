import SpeakerEncoder

extension SpeakerAdapter {
    /// How alike speech with a vector is expected to be to an embedded voice, before anything is spoken: the cosine of
    /// the embeddings, −1 to 1, of sentences of five seconds.
    ///
    /// The search ends where the process expects most, and so where it expects too much: of the clones of 101 speakers
    /// whom no fit has heard it expects 0.79 at the mean where they have 0.73. The line through what it expects and
    /// what they have, a = 1.13 e − 0.16, leaves 0.03 (standard deviation; the correlation is 0.89), and is off by
    /// 0.01 under the AIAS convention. Docs/speaker-adapter.md. Far from all vectors that are known it means nothing.
    ///
    /// - Throws: ``Tacotron2Error/adapterMismatch(expected:found:)`` if the embedding was made under another
    ///   convention.
    package func expectedLikeness(of vector: SpeakerVector, to embedding: SpeakerEmbedding) throws -> Float {
        try requireConvention(of: embedding)
        let wish = wish(for: embedding, contrast: 0)
        let expected = expectation(vector.values.map(Double.init), wish: wish, .init()).embedding
        let cosine = zip(expected, wish).reduce(0) { $0 + $1.0 * $1.1 }
        return Float(min(max(Self.slope * cosine + Self.shift, -1), 1))
    }

    private static let (slope, shift) = (1.13, -0.16)

    /// Refuses an embedding that was made under another convention than the adapter's.
    func requireConvention(of embedding: SpeakerEmbedding) throws {
        guard embedding.convention == convention else {
            throw Tacotron2Error.adapterMismatch(expected: convention, found: embedding.convention)
        }
    }
}
