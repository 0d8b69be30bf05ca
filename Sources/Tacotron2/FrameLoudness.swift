import DSP
import Foundation

/// How loud each frame of a sentence is, and where that says that its units begin.
///
/// From one syllable to the next the attention goes when the sound does. At a pause it is ahead: it comes to the unit
/// behind the pause about 0.1 s before the sound, now and then 0.3 s. So the pause's mark keeps what is quiet.
struct FrameLoudness {
    private let isQuiet: [Bool]

    /// A frame is quiet if it lies so many decibels below the level that one frame in ten exceeds.
    private static let quiet = 25.0
    /// A pause has so many frames and more; what is shorter may be the closure of a stop.
    private static let shortestPause = 4

    init(_ mel: MelSpectrogram) {
        let levels = Self.levels(of: mel, bands: 0..<mel.contract.bands)
        let least = Self.loud(levels) - Self.quiet
        isQuiet = levels.map { $0 < least }
    }

    /// The mean power of some bands in each frame, in decibels relative to bands of magnitude 1.
    static func levels(of mel: MelSpectrogram, bands: Range<Int>) -> [Double] {
        mel.framePowers(bands: bands).map { 10 * log10(($0 + 1e-12) / Double(bands.count)) }
    }

    /// The level that one frame in ten exceeds.
    static func loud(_ levels: [Double]) -> Double { levels.sorted().dropFirst(levels.count * 9 / 10).first ?? 0 }

    /// The frames in which units are heard.
    ///
    /// - Parameters:
    ///   - attended: The frames in which the attention was with each, one behind the other.
    ///   - isHeard: Which units are not marks.
    func spans(from attended: [Range<Int>], isHeard: [Bool]) -> [Range<Int>] {
        var spans = attended
        for unit in spans.indices where isHeard[unit] && spans[unit].count > 1 {
            let end = spans[unit].upperBound
            if unit == 0 {
                // Before a sentence is a pause too.
                let onset = spans[0].first { !isQuiet[$0] } ?? end - 1
                spans[0] = min(onset, end - 1)..<end
            } else if !isHeard[unit - 1] {
                let onset = onset(behind: spans[unit - 1].lowerBound..<end - 1) ?? spans[unit].lowerBound
                spans[unit - 1] = spans[unit - 1].lowerBound..<onset
                spans[unit] = onset..<end
            }
        }
        return spans
    }

    /// The quiet frames behind the last sound.
    var quietEnd: Int { isQuiet.reversed().prefix { $0 }.count }

    /// The stretches of quiet of so many frames and more, with sound before and behind them.
    func gaps(of least: Int) -> [Range<Int>] {
        var gaps: [Range<Int>] = []
        var sound: Int?
        for frame in isQuiet.indices where !isQuiet[frame] {
            if let sound, frame - sound > least { gaps.append(sound + 1..<frame) }
            sound = frame
        }
        return gaps
    }

    /// The end of the longest stretch of quiet.
    private func onset(behind frames: Range<Int>) -> Int? {
        var (longest, run) = (0..<0, 0..<0)
        for frame in frames {
            run = isQuiet[frame] ? (run.upperBound == frame ? run.lowerBound : frame)..<frame + 1 : 0..<0
            if run.count > longest.count { longest = run }
        }
        return longest.count < Self.shortestPause ? nil : longest.upperBound
    }
}
