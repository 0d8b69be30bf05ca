import Foundation

/// How a sentence ends that would break off in the middle of a sound: it fades by 60 dB, as voices do.
enum DyingAway {
    /// How long that takes: a fifth of a second.
    static let frames = 17

    /// A value of a logarithmic spectrogram, in nepers, faded down to silence at the most.
    ///
    /// - Parameters:
    ///   - value: The value as it was spoken.
    ///   - frame: The frame it belongs to.
    ///   - count: The number of frames of the sentence.
    ///   - silence: The least value that a sound has.
    static func faded(_ value: Float, frame: Int, of count: Int, silence: Float) -> Float {
        let fading = min(frames, count)
        let step = frame - (count - fading) + 1
        guard step > 0, value > silence else { return value }
        return max(value - 3 * log(10) * Float(step) / Float(fading), silence)
    }
}
