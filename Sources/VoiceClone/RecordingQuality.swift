import AudioIO
import Foundation

/// What may keep a recording from being a good model of a voice.
///
/// Docs/profiles.md has what each costs in likeness, and how often good recordings are blamed.
public struct RecordingQuality: Sendable, Equatable, Codable {
    /// The part of the samples that lie at the peak, where waves were cut off; 0 to 1.
    public let clipping: Double
    /// How far the quiet moments lie below the loud ones, in decibels: the powers that 5 % and 95 % of the frames of 25 ms
    /// do not exceed.
    ///
    /// Speech has pauses and closed lips; noise and most music have not, nor has speech in noise.
    public let range: Double
    /// The cosine between the two halves; `nil` if there is less than some eight seconds of sound.
    public let constancy: Float?

    /// A larger part of the samples at the peak than this, 0 to 1, is clipping.
    public static let leastClipping = 0.01
    /// What has a smaller range, in decibels, is noisy, or no speech.
    public static let leastRange = 14.0
}

extension RecordingQuality {
    init(of waveform: Waveform, constancy: Float?) {
        clipping = Double(waveform.samplesAtPeak) / Double(max(1, waveform.samples.count))
        range = Self.range(of: waveform)
        self.constancy = constancy
    }

    private static func range(of waveform: Waveform) -> Double {
        let (length, hop) = (max(1, waveform.sampleRate / 40), max(1, waveform.sampleRate / 100))
        let levels = stride(from: 0, through: waveform.samples.count - length, by: hop).map { start in
            let (mean, power) = waveform.moments(in: start..<start + length)
            return 10 * log10(max(power - mean * mean, 0) + 1e-10)  // dBFS
        }.sorted()
        guard !levels.isEmpty else { return 0 }
        return levels[levels.count * 95 / 100] - levels[levels.count * 5 / 100]
    }
}

extension Waveform {
    /// How many samples are as large as the largest, to a thousandth.
    fileprivate var samplesAtPeak: Int {
        let least = 0.999 * peak
        return samples.withUnsafeBufferPointer { samples in
            var count = 0
            for sample in samples where abs(sample) >= least { count += 1 }
            return count
        }
    }
}
