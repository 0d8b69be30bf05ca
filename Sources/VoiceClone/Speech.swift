/// What was spoken, and how it came about.
public struct Speech: Sendable {
    /// The sound, mono at 22 050 Hz.
    public let waveform: Waveform
    /// The spectrogram, the alignment and why it ended, of each sentence, at the network's own pace.
    public let predictions: [SpectrogramPrediction]
    /// What the vocoder made the sound of: the spectrogram of each sentence at its rate, level and upper edge, without pauses.
    public let spectrograms: [MelSpectrogram]
    /// How many times as fast the sound is as `predictions`.
    public let rate: Double
    /// Who spoke.
    public let voice: Voice
    /// What of the text was left out, such as emoji, or spelled by its letters, such as English words.
    public let textWarnings: [TextWarning]
    /// How each sentence came out.
    public let sentences: [SentenceReport]
    /// When each sentence, character and symbol is spoken.
    public let timestamps: SpeechTimestamps
    /// How long each part took.
    public let timings: Timings

    /// Whether every sentence was spoken whole, once, and in time, as far as the attention tells.
    public var isSound: Bool { sentences.allSatisfy(\.isSound) }

    /// All sentences as one prediction.
    ///
    /// Its alignment has every frame against every symbol: of a long text, use
    /// ``predictions``.
    public var prediction: SpectrogramPrediction {
        predictions.count == 1 ? predictions[0] : SpectrogramPrediction(joining: predictions)
    }

    /// Why the speech ended: at the frame limit if any of its sentences did, so that something is missing.
    public var stopReason: SpectrogramPrediction.StopReason { predictions.stopReason }

    /// The seconds per unit of the usual sentence: the median of those with five units and more; `nil` if fewer than
    /// three have so many.
    public var usualSecondsPerUnit: Double? {
        let sentences = sentences.filter { $0.attention.units.count(where: \.isHeard) >= 5 }
        return sentences.count < 3 ? nil : sentences.map(\.attention.secondsPerUnit).sorted()[sentences.count / 2]
    }

    /// The sentences that were spoken in more than ``slowestPace`` times the usual time per unit, or in less than
    /// ``fastestPace`` times, if they have five units and more.
    public var hurriedOrDragged: [SentenceReport] {
        guard let usual = usualSecondsPerUnit else { return [] }
        let paces = Self.fastestPace * usual...Self.slowestPace * usual
        return sentences.filter {
            $0.attention.units.count(where: \.isHeard) >= 5 && !paces.contains($0.attention.secondsPerUnit)
        }
    }

    /// A sentence with a smaller part of the usual time per unit is hurried.
    public static let fastestPace = 0.5
    /// A sentence with a larger multiple of the usual time per unit drags.
    public static let slowestPace = 2.5

    /// How long the parts of a synthesis took.
    public struct Timings: Sendable, Equatable {
        /// From text to mel spectrogram.
        public let spectrogram: Duration
        /// From mel spectrogram to sound.
        public let vocoder: Duration
    }
}
