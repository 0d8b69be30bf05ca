import DSP
import SpeakerEncoder

extension Tacotron2 {
    /// Whether the network takes a speaker's embedding as it is, as the rtvc layout does.
    public var takesEmbeddings: Bool { configuration.speakerVector == SpeakerEmbedding.dimension }

    /// What the network is conditioned on to speak in an embedded voice: the embedding itself in the rtvc layout, else
    /// what the adapter of its convention makes of it.
    ///
    /// An rtvc checkpoint does not say under which convention it was trained or is called, so it takes either: give it
    /// the one that it is used with, which in the AIAS system is that system's.
    ///
    /// The package's adapters are opened when first needed.
    ///
    /// - Throws: ``Tacotron2Error/noAdapter(convention:available:)`` if no adapter takes the embedding's convention;
    ///   `CheckpointError` or ``Tacotron2Error/invalidAdapter(path:reason:)`` if the package's own cannot be opened.
    public func speakerVector(for embedding: SpeakerEmbedding) throws -> SpeakerVector {
        if takesEmbeddings { return try SpeakerVector(values: embedding.values) }
        return try adapter(for: embedding.convention).speakerVector(for: embedding)
    }

    /// How alike speech with a vector is expected to be to an embedded voice, by
    /// ``SpeakerAdapter/expectedLikeness(of:to:)``; `nil` in the rtvc layout, of which nothing is known beforehand.
    ///
    /// - Throws: As ``speakerVector(for:)``.
    package func expectedLikeness(of vector: SpeakerVector, to embedding: SpeakerEmbedding) throws -> Float? {
        if takesEmbeddings { return nil }
        return try adapter(for: embedding.convention).expectedLikeness(of: vector, to: embedding)
    }

    private func adapter(for convention: EmbeddingConvention) throws -> SpeakerAdapter {
        guard let adapter = try adapters.adapter(for: convention) else {
            throw Tacotron2Error.noAdapter(convention: convention, available: adapters.conventions)
        }
        return adapter
    }

    /// Speaks a text in the voice of a recording.
    ///
    /// Who says more than one sentence keeps what ``speakerVector(for:)`` gives, and saves looking for it each time.
    ///
    /// ```swift
    /// let embedding = try speakerEncoder.embed(Waveform(contentsOf: recording))
    /// let mel = try tacotron2.melSpectrogram(text: "今天天气很好。", embedding: embedding)
    /// ```
    ///
    /// What of the text is left out or spelled is logged as a warning. Whether the sentence was spoken to its end is in
    /// what ``predict(_:speaker:options:)-(String,_,_)`` returns for ``speakerVector(for:)``: the same spectrogram, and
    /// why it stopped.
    ///
    /// - Parameters:
    ///   - text: Mandarin text, or pinyin with tone digits; of SSML the readings count, breaks are for `VoiceCloner`.
    ///   - embedding: The voice, under a convention that has an adapter.
    ///   - options: Seed, limits and how text is read.
    /// - Returns: The mel spectrogram. [80, frames]
    /// - Throws: `TextError` if the text cannot be read; ``Tacotron2Error`` if it is too long, an option lies outside
    ///   its range, or no adapter fits; `CheckpointError` if the adapter's file is damaged; `CancellationError` if the
    ///   task that asks for it is cancelled.
    public func melSpectrogram(
        text: String, embedding: SpeakerEmbedding, options: Tacotron2Options = .init()
    ) throws -> MelSpectrogram {
        try predict(text, speaker: speakerVector(for: embedding), options: options).mel
    }
}
