import DSP
import Tensor
import TextFrontend

/// What Tacotron 2 made of a text: the mel spectrogram, and how it got there.
public struct SpectrogramPrediction: Sendable {
    /// Why the decoder stopped.
    public enum StopReason: String, Sendable, Codable, CustomStringConvertible {
        /// The stop gate opened: the sentence is finished.
        case gate
        /// The stop gate did not open, but an ``AttentionWindow`` had come to the end: what follows would be murmur.
        case attention
        /// The limit on frames was reached first: the end of the sentence may be missing, or it may babble.
        case frameLimit

        /// The reason in words.
        public var description: String {
            switch self {
            case .gate: "ended by the stop gate"
            case .attention: "ended behind its last unit"
            case .frameLimit: "cut at the frame limit"
            }
        }
    }

    /// The spectrogram. [80, frames]
    public let mel: MelSpectrogram
    /// How much attention each frame paid to each symbol; every row adds up to 1. [frames, symbols]
    public let alignment: Tensor
    /// The probability, at each frame, that it is the last. [frames]
    public let gates: [Float]
    /// Why the decoder stopped.
    public let stopReason: StopReason
    /// What was spoken.
    public let symbols: SymbolSequence
    /// The seed that it was made with.
    public let seed: UInt64
}
