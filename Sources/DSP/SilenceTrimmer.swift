import AudioIO
import Foundation

/// Cuts the silence before and after speech, and shortens long pauses within it.
///
/// A frame is silent if its mean power is more than ``threshold`` decibels below that of the loudest frame:
///
///     p[t] = 1/L · Σₙ x²[t·hop + n − L/2]      0 ≤ n < L, zeros outside the signal
///     silent  ⇔  p[t] ≤ maxₜ p[t] · 10^(−threshold / 10)
///
/// These are the intervals of `librosa.effects.split`, and cut at both ends only, the result is that of
/// `librosa.effects.trim`.
///
/// ```swift
/// let speech = try SilenceTrimmer().trimmed(waveform)
/// ```
public struct SilenceTrimmer: Sendable, Hashable {
    /// How far below the loudest frame silence begins, in decibels; more keeps more.
    public let threshold: Double
    /// L: the samples whose power is averaged.
    public let frameLength: Int
    /// The samples from one frame to the next; intervals start and end at multiples of it.
    public let hopLength: Int
    /// The longest pause to keep within the speech, in seconds; `nil` keeps all pauses.
    public let maximumPause: Double?

    /// Makes a trimmer.
    ///
    /// - Parameters:
    ///   - threshold: In decibels below the loudest frame, positive. 40 dB separates speech from the noise of a room.
    ///   - frameLength: In samples, positive.
    ///   - hopLength: In samples, positive, and no more than a frame has.
    ///   - maximumPause: In seconds, not negative, or `nil` to keep pauses as they are.
    public init(
        threshold: Double = 40, frameLength: Int = 1024, hopLength: Int = 256, maximumPause: Double? = 0.5
    ) {
        precondition(threshold > 0, "the threshold must be positive decibels, not \(threshold)")
        precondition(
            frameLength > 0 && hopLength > 0 && hopLength <= frameLength,
            "frames of \(frameLength) samples every \(hopLength) do not see every sample")
        precondition(maximumPause ?? 0 >= 0, "a pause cannot last \(maximumPause ?? 0) seconds")
        self.threshold = threshold
        self.frameLength = frameLength
        self.hopLength = hopLength
        self.maximumPause = maximumPause
    }

    /// The intervals that are not silent, in samples and in order.
    ///
    /// - Returns: At least one interval.
    /// - Throws: ``DSPError/emptySignal``, ``DSPError/nonFiniteSamples``, or ``DSPError/onlySilence`` if all samples
    ///   are zero.
    public func soundIntervals(of waveform: Waveform) throws -> [Range<Int>] {
        let powers = try framePowers(of: waveform.samples)
        guard let loudest = powers.max(), loudest > 0 else { throw DSPError.onlySilence }
        let limit = loudest * pow(10, -threshold / 10)
        var intervals: [Range<Int>] = []
        var start: Int?
        for (frame, power) in powers.enumerated() {
            if power > limit {
                start = start ?? frame
            } else if let first = start {
                intervals.append(interval(first..<frame, of: waveform))
                start = nil
            }
        }
        if let start { intervals.append(min(start * hopLength, waveform.samples.count)..<waveform.samples.count) }
        intervals.removeAll(where: \.isEmpty)
        // A sound that only the frame behind the last sample has.
        let count = waveform.samples.count
        return intervals.isEmpty ? [max(0, count - hopLength)..<count] : intervals
    }

    /// The waveform without silence at both ends and with pauses of at most ``maximumPause``.
    ///
    /// Its provenance stays. What is kept of a long pause is its two ends, half each, so that every sound keeps the
    /// quiet around it.
    ///
    /// - Throws: As ``soundIntervals(of:)``.
    public func trimmed(_ waveform: Waveform) throws -> Waveform {
        let intervals = try soundIntervals(of: waveform)
        guard let first = intervals.first, let last = intervals.last else { throw DSPError.onlySilence }
        let longest =
            maximumPause.map { pause in
                Int(min((pause * Double(waveform.sampleRate)).rounded(), Double(waveform.samples.count)))
            } ?? .max
        var kept: [Range<Int>] = []
        var start = first.lowerBound
        for (interval, next) in zip(intervals, intervals.dropFirst())
        where next.lowerBound - interval.upperBound > longest {
            kept.append(start..<interval.upperBound + longest / 2)
            start = next.lowerBound - (longest - longest / 2)
        }
        kept.append(start..<last.upperBound)
        var result = Waveform(samples: kept.flatMap { waveform.samples[$0] }, sampleRate: waveform.sampleRate)
        result.provenance = waveform.provenance
        return result
    }

    private func interval(_ frames: Range<Int>, of waveform: Waveform) -> Range<Int> {
        let count = waveform.samples.count
        return min(frames.lowerBound * hopLength, count)..<min(frames.upperBound * hopLength, count)
    }

    /// p[t], from running sums of the squares; in double precision the differences of those lose nothing that matters.
    private func framePowers(of samples: [Float]) throws -> [Double] {
        guard !samples.isEmpty else { throw DSPError.emptySignal }
        let count = samples.count
        let sums = [Double](unsafeUninitializedCapacity: count + 1) { target, initialized in
            target[0] = 0
            var index = 0
            while index < count {
                let sample = Double(samples[index])
                target[index + 1] = target[index] + sample * sample
                index += 1
            }
            initialized = count + 1
        }
        guard sums[count].isFinite else { throw DSPError.nonFiniteSamples }
        return stride(from: 0, through: count, by: hopLength).map { centre in
            let start = centre - frameLength / 2
            let (from, to) = (min(max(start, 0), count), min(max(start + frameLength, 0), count))
            return (sums[to] - sums[from]) / Double(frameLength)
        }
    }
}
