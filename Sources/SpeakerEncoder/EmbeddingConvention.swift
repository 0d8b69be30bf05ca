import AudioIO
import DSP

/// How a recording is prepared for the speaker encoder.
///
/// The network is the same, its input is not: an embedding made under one convention means nothing under the other, so
/// each ``SpeakerEmbedding`` carries the convention that made it.
public enum EmbeddingConvention: String, Sendable, Codable, CaseIterable {
    /// How the weights were trained: 16 kHz, windows of 25 ms, level raised to −30 dBFS if below, a partial every 77
    /// frames.
    case standard
    /// How the AIAS system calls the network: samples at their native rate read as if at 16 kHz, rounded to 16 bits,
    /// peak at 0.9, windows of 1024 samples, a partial every 80 frames.
    case aias

    /// The sample rate at which the network reads sound, in hertz.
    static let sampleRate = 16_000

    /// The spectrogram that the network reads.
    var melContract: MelContract { melExtractor.contract }

    /// What computes it.
    var melExtractor: MelExtractor {
        switch self {
        case .standard: Self.standardExtractor
        case .aias: Self.aiasExtractor
        }
    }

    private static let standardExtractor = MelExtractor(.ge2e)
    private static let aiasExtractor = MelExtractor(.ge2eAIAS)

    /// The number of mel frames from the start of one partial to the next.
    var partialStep: Int {
        switch self {
        case .standard: 77  // 16 000 / 1.3 / 160, rounded: 1.3 partials a second
        case .aias: 80  // half of a partial
        }
    }

    /// The number of whole mel frames that the system counts in `samples` samples.
    func frameCount(samples: Int, hopLength: Int) -> Int {
        switch self {
        case .standard: (samples + hopLength) / hopLength  // ⌈(n + 1) / hop⌉
        case .aias: (samples + 1) / hopLength
        }
    }

    /// The waveform at 16 kHz, or as if it were.
    func heard(_ waveform: Waveform) throws -> Waveform {
        switch self {
        case .standard: try waveform.resampled(to: Self.sampleRate)
        case .aias: Waveform(samples: waveform.samples, sampleRate: Self.sampleRate)
        }
    }

    /// The waveform of ``heard(_:)`` at the level at which the network is to hear it.
    func levelled(_ heard: Waveform) -> Waveform {
        var result = heard
        switch self {
        case .standard:
            let level = result.rootMeanSquareLevel
            if level < -30 { result.scale(by: Float.pow10((-30 - level) / 20)) }
        case .aias:
            result.roundTo16Bits()
            result.scale(by: 0.9 / max(result.peak, 0.01))
        }
        return result
    }
}
