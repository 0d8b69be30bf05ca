/// A stretch of speech that is being made.
public struct SpeechChunk: Sendable {
    /// The sound, which continues the chunk before it without a gap.
    public let waveform: Waveform
    /// The sentences whose last frame lies in this chunk, as far as that is known: their spectrograms, alignments and
    /// why they stopped.
    public let finishedSentences: [SpectrogramPrediction]
}
