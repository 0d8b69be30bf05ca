import DSP

/// Makes sentences of one speech about equally loud.
///
/// A network speaks each sentence by itself, and some voices come out ten decibels louder in one than in the next. A
/// sentence may lie up to ``tolerance`` from the level that all speech has; what lies beyond is brought there. One that is
/// far below the others is a whisper or none at all, and becomes no louder than they do.
struct SentenceLoudness {
    /// How far from ``SpeechLevel/target`` a sentence may lie, in decibels.
    static let tolerance = 1.5
    /// How far below the median a sentence is not taken for speech, in decibels.
    static let faint = 20.0

    /// The gain of each sentence, in decibels.
    let gains: [Double]

    /// Finds the gains of sentences as the network speaks them.
    init(of sentences: [MelSpectrogram]) {
        let levels = sentences.map(\.level)
        let sorted = levels.compactMap { $0 }.sorted()
        guard !sorted.isEmpty else {
            gains = sentences.map { _ in 0 }
            return
        }
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        gains = levels.map { level in
            let level = level.map { $0 < median - Self.faint ? median : $0 } ?? median
            return SpeechLevel.gain(from: level, tolerance: Self.tolerance)
        }
    }
}
