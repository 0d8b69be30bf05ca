/// A stretch of speech that is being made.
public struct SpeechChunk: Sendable {
    /// The sound at the vocoder's rate, 22 050 Hz, which continues the chunk before it without a gap.
    public let waveform: Waveform
    /// The sentences that were decoded to their end while this chunk was made.
    ///
    /// Decoding runs ahead, so their sound may end in a later chunk. They have spectrogram, alignment and why they
    /// stopped.
    public let finishedSentences: [SpectrogramPrediction]
    /// How these came out.
    public let reports: [SentenceReport]
    /// When these are spoken, from the beginning of the whole stream: ``SpeechTimestamps/init(joining:)`` makes one of
    /// all.
    public let timestamps: SpeechTimestamps
    /// What of the whole text was left out or spelled, with the first chunk; empty in all others.
    public let textWarnings: [TextWarning]
}
