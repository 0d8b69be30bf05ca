/// A stretch of speech that is being made.
public struct SpeechChunk: Sendable {
    /// The sound, which continues the chunk before it without a gap.
    public let waveform: Waveform
    /// The sentences that were decoded to their end while this chunk was made: their spectrograms, alignments and why
    /// they stopped. Decoding runs ahead, so their sound may end in a later chunk.
    public let finishedSentences: [SpectrogramPrediction]
}
