/// What was spoken, and how it came about.
public struct Speech: Sendable {
    /// The sound, mono at 22 050 Hz.
    public let waveform: Waveform
    /// The spectrogram, the alignment and why the speech ended.
    public let prediction: SpectrogramPrediction
    /// Who spoke.
    public let voice: Voice
    /// How long each part took.
    public let timings: Timings

    /// How long the parts of a synthesis took.
    public struct Timings: Sendable, Equatable {
        /// From text to mel spectrogram.
        public let spectrogram: Duration
        /// From mel spectrogram to sound.
        public let vocoder: Duration
    }
}
