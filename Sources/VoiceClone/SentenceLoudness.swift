import Foundation

/// Makes sentences of one speech about equally loud.
///
/// A network speaks each sentence by itself, and some voices come out ten decibels louder in one than in the next. A
/// sentence may lie up to ``tolerance`` from the median, which is what the built-in speakers do of themselves; what
/// lies beyond is brought there, but not what is next to silent. Between two sentences the gain changes over a
/// hundredth of a second of the one that has the more of it, so that none gets more than its own.
struct SentenceLoudness {
    /// How far from the median a sentence may lie, in decibels.
    static let tolerance = 3.0
    /// The greatest change, in decibels.
    static let largestGain = 12.0
    /// A sentence that lies so many decibels below the median and more is next to silent: louder, it would be noise.
    static let farthest = 20.0

    /// The gain of each sentence, in decibels.
    let gains: [Double]

    /// Finds the gains.
    ///
    /// - Parameter sentences: The samples of each sentence.
    init(of sentences: [ArraySlice<Float>], sampleRate: Int) {
        let levels = sentences.map { Self.level(of: $0, block: max(1, sampleRate / 50)) }
        let sorted = levels.compactMap { $0 }.sorted()
        guard sorted.count > 1 else {
            gains = sentences.map { _ in 0 }
            return
        }
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        gains = zip(sentences, levels).map { samples, level in
            guard let level, level > median - Self.farthest else { return 0 }
            let wanted = min(max(level, median - Self.tolerance), median + Self.tolerance) - level
            // Never louder than full scale.
            let headroom = -20 * log10(Double(samples.lazy.map(abs).max() ?? 1))
            return max(-Self.largestGain, min(wanted, Self.largestGain, max(0, headroom)))
        }
    }

    /// Changes the samples of a speech.
    ///
    /// - Parameters:
    ///   - samples: All samples.
    ///   - starts: Where each sentence begins.
    func apply(to samples: inout [Float], starts: [Int], sampleRate: Int) {
        guard gains.contains(where: { $0 != 0 }) else { return }
        let factors = gains.map { Float(pow(10, $0 / 20)) }
        let ramp = max(1, sampleRate / 100)
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : samples.count
            let own = factors[index]
            let before = index > 0 ? factors[index - 1] : own
            let after = index + 1 < factors.count ? factors[index + 1] : own
            for place in (index == 0 ? 0 : start)..<end {
                let risen = min(1, max(0, Float(place - start) / Float(ramp)))
                let unfallen = min(1, Float(end - place) / Float(ramp))
                samples[place] *= min(own, before + (own - before) * risen, after + (own - after) * unfallen)
            }
        }
    }

    /// The mean power of a sentence, in decibels, without its silence: of blocks within 30 dB of the loudest; `nil` if
    /// there is none.
    private static func level(of samples: ArraySlice<Float>, block: Int) -> Double? {
        let powers = stride(from: samples.startIndex, to: samples.endIndex, by: block).map { start in
            let block = samples[start..<min(start + block, samples.endIndex)]
            return block.reduce(0) { $0 + Double($1) * Double($1) } / Double(block.count)
        }
        guard let loudest = powers.max(), loudest > 0 else { return nil }
        let heard = powers.filter { $0 > loudest / 1000 }
        return 10 * log10(heard.reduce(0, +) / Double(heard.count))
    }
}
