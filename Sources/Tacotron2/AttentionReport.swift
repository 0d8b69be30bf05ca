import DSP
import Foundation
import Tensor
import TextFrontend

/// What the attention tells of a sentence that was spoken: whether all of it was, once, and in time.
///
/// Tacotron 2 can skip, repeat or murmur (the complaint of CorentinJ/Real-Time-Voice-Cloning #53 and NVIDIA/tacotron2
/// #504), and its alignment shows it. A unit is what stands between two `-` of the symbols: a syllable, a letter or a
/// mark.
///
/// ```swift
/// let report = AttentionReport(prediction)
/// if !report.isSound { print(report.problems) }
/// ```
public struct AttentionReport: Sendable, Equatable {
    /// One syllable, letter or mark.
    public struct Unit: Sendable, Equatable {
        /// Its symbols, without the `-` behind it.
        public let symbols: [String]
        /// Whether it is heard: not a mark.
        public let isHeard: Bool
        /// The frames in which it is spoken: by the path that only goes forward, and behind a pause from where the
        /// sound begins; those of a unit that was skipped are none.
        public let frames: Range<Int>
        /// The frames of each of its symbols.
        public let symbolFrames: [Range<Int>]
        /// The attention that all frames paid to it, in frames: 17 for an ordinary syllable.
        public let attention: Float
    }

    /// What can be wrong with a sentence.
    public enum Problem: Sendable, Equatable {
        /// Units that were passed over, counted from 0.
        case skipped([Int])
        /// Units that the attention came to out of turn, and stayed with: they are said twice, or others instead.
        case repeated([Int])
        /// Units that got their attention while there was next to no sound, counted from 0.
        case unheard([Int])
        /// The attention stayed with one unit for so many seconds.
        case stalled(unit: Int, seconds: Double)
        /// In a unit, or from it on, it was quiet for so many seconds where no mark stands.
        case gap(unit: Int, seconds: Double)
        /// After the last unit came so many seconds more.
        case trailing(seconds: Double)
        /// The decoder went on to the limit of frames.
        case notStopped
    }

    /// A unit that got less attention than this, in frames, was skipped.
    public static let leastAttention: Float = 1.5
    /// A unit whose loudest frame lies so many decibels below the sentence's louder frames is not heard.
    public static let faintestUnit = 30.0
    /// Nor is one in a sentence that is all but silent: its loudest frame lies below this level, in decibels.
    public static let silentUnit = -42.0
    /// The longest that one unit may take, in seconds; a mark may take twice that.
    public static let longestUnit = 0.9
    /// The longest that it may be quiet where no mark stands, in seconds.
    public static let longestGap = 0.2
    /// The longest that a sentence may go on behind its last unit, in seconds.
    public static let longestTrail = 0.8
    /// How many frames the attention must stay with a unit that is not in turn.
    static let strayFrames = 6

    /// The units in their order.
    public let units: [Unit]
    /// The share of the steps from frame to frame in which the attention's maximum did not go back to an earlier unit.
    public let monotonicity: Double
    /// Seconds per unit that is heard, without the time of marks.
    public let secondsPerUnit: Double
    /// How long it is quiet behind the last sound, in seconds.
    public let quietEnd: Double
    /// What is wrong.
    public let problems: [Problem]

    /// Whether everything was spoken, once, and in time.
    public var isSound: Bool { problems.isEmpty }

    /// How much is wrong, to compare attempts by: 0 if nothing is.
    public var badness: Int {
        problems.reduce(0) { sum, problem in
            switch problem {
            case .skipped(let units), .unheard(let units): sum + 10 * units.count
            case .repeated(let units): sum + 5 * units.count
            case .stalled, .gap: sum + 5
            case .trailing: sum + 3
            case .notStopped: sum + 20
            }
        }
    }
}

extension AttentionReport {
    /// Looks at a sentence.
    public init(_ prediction: SpectrogramPrediction) {
        let contract = prediction.mel.contract
        let frameSeconds = Double(contract.hopLength) / Double(contract.sampleRate)
        let groups = Self.groups(of: prediction.symbols)
        let (frames, count) = (prediction.alignment.shape[0], prediction.alignment.shape[1])
        // What each unit gets of each frame; behind the last one stands the end, `~ _`. [frames, units + 1]
        let groupsAndEnd = groups + [(groups.last?.upperBound ?? 0)..<count]
        var attention = [Float](repeating: 0, count: frames * groupsAndEnd.count)
        let path: AttentionPath = prediction.alignment.withUnsafeBufferPointer { alignment in
            for frame in 0..<frames {
                for (unit, group) in groupsAndEnd.enumerated() {
                    attention[frame * groupsAndEnd.count + unit] =
                        alignment[(frame * count + group.lowerBound)..<(frame * count + group.upperBound)].reduce(0, +)
                }
            }
            return AttentionPath(alignment, frames: frames, symbols: count)
        }
        let attended = Self.spans(of: groups, path.symbols, in: 0..<frames)
        let names = prediction.symbols.symbols
        let isHeard = groups.map { Self.isHeard(names[$0].filter { $0 != "-" }) }
        let loudness = FrameLoudness(prediction.mel)
        quietEnd = Double(loudness.quietEnd) * frameSeconds
        let spans = loudness.spans(from: attended, isHeard: isHeard)
        units = groups.indices.map { unit in
            let symbols = names[groups[unit]].filter { $0 != "-" }
            return Unit(
                symbols: Array(symbols), isHeard: isHeard[unit], frames: spans[unit],
                symbolFrames: Self.spans(of: Self.symbols(of: groups[unit]), path.symbols, in: spans[unit]),
                attention: (0..<frames).reduce(0) { $0 + attention[$1 * groupsAndEnd.count + unit] })
        }
        let maxima = Self.maxima(attention, frames: frames, units: groupsAndEnd.count)
        monotonicity =
            frames < 2
            ? 1 : Double(zip(maxima, maxima.dropFirst()).count { $0 <= $1 }) / Double(frames - 1)
        let heard = units.filter(\.isHeard)
        let spokenFrames = heard.map(\.frames.count).reduce(0, +)
        secondsPerUnit = heard.isEmpty ? 0 : Double(spokenFrames) * frameSeconds / Double(heard.count)
        problems = Self.problems(
            units: units, strays: Self.strays(maxima, attended), unheard: Self.unheard(attended, in: prediction.mel),
            quiet: loudness.gaps(of: Int(Self.longestGap / frameSeconds) + 1), frames: frames,
            frameSeconds: frameSeconds, stopReason: prediction.stopReason)
    }

    /// The symbols of each unit, with the `-` behind it.
    private static func groups(of symbols: SymbolSequence) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = 0
        for (index, symbol) in symbols.symbols.enumerated() where symbol == "-" {
            groups.append(start..<index + 1)
            start = index + 1
        }
        return groups
    }

    private static func isHeard(_ symbols: some Collection<String>) -> Bool {
        !symbols.allSatisfy { $0.count == 1 && "!?.,;:\"#()".contains($0) }
    }

    /// The symbols of a unit one by one; the last has what comes behind it too, the `-` and a vowel that fades.
    private static func symbols(of group: Range<Int>) -> [Range<Int>] {
        group.dropLast().map { $0..<($0 + 2 == group.upperBound ? Int.max : $0 + 1) }
    }

    /// The frames of each group of symbols, among some frames.
    private static func spans(of groups: [Range<Int>], _ path: [Int], in frames: Range<Int>) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var frame = frames.lowerBound
        for group in groups {
            let start = frame
            while frame < frames.upperBound, path[frame] < group.upperBound { frame += 1 }
            spans.append(start..<frame)
        }
        return spans
    }

    /// The unit that gets most of each frame.
    private static func maxima(_ attention: [Float], frames: Int, units: Int) -> [Int] {
        (0..<frames).map { frame in
            let row = frame * units
            return (0..<units).max { attention[row + $0] < attention[row + $1] } ?? 0
        }
    }

    private static func problems(
        units: [Unit], strays: [Int], unheard: [Int], quiet: [Range<Int>], frames: Int, frameSeconds: Double,
        stopReason: SpectrogramPrediction.StopReason
    ) -> [Problem] {
        var problems: [Problem] = []
        let skipped = units.indices.filter { units[$0].isHeard && units[$0].attention < leastAttention }
        if !skipped.isEmpty { problems.append(.skipped(skipped)) }
        let mute = unheard.filter { units[$0].isHeard && !skipped.contains($0) }
        if !mute.isEmpty { problems.append(.unheard(mute)) }
        let repeated = strays.filter { units[$0].isHeard }
        if !repeated.isEmpty { problems.append(.repeated(repeated)) }
        for (index, unit) in units.enumerated() {
            let seconds = Double(unit.frames.count) * frameSeconds
            if seconds > (unit.isHeard ? longestUnit : 2 * longestUnit) {
                problems.append(.stalled(unit: index, seconds: seconds))
            }
        }
        for frames in quiet {
            guard let unit = units.firstIndex(where: { $0.frames.overlaps(frames) }),
                let last = units.lastIndex(where: { $0.frames.overlaps(frames) })
            else { continue }
            // The attention may be late at a mark, or have left it.
            let near = units[max(0, unit - 1)...min(last + 1, units.count - 1)]
            guard near.allSatisfy(\.isHeard) else { continue }
            problems.append(.gap(unit: unit, seconds: Double(frames.count) * frameSeconds))
        }
        let trail = Double(frames - (units.last?.frames.upperBound ?? 0)) * frameSeconds
        if trail > longestTrail { problems.append(.trailing(seconds: trail)) }
        if stopReason == .frameLimit { problems.append(.notStopped) }
        return problems
    }

    /// The units that the attention stayed with while another was in turn, two and more away.
    private static func strays(_ maxima: [Int], _ spans: [Range<Int>]) -> [Int] {
        var strays: [Int] = []
        var run = 0
        var turn = 0
        for (frame, unit) in maxima.enumerated() {
            while turn < spans.count, spans[turn].upperBound <= frame { turn += 1 }
            let isStray = unit < spans.count && abs(unit - turn) > 1
            run = isStray && frame > 0 && (run == 0 || maxima[frame - 1] == unit) ? run + 1 : (isStray ? 1 : 0)
            if run == strayFrames, strays.last != unit { strays.append(unit) }
        }
        return strays
    }

    /// The units in whose time there is next to no sound.
    ///
    /// A frame's level is the mean power of the bands from 75 Hz to 1.7 kHz, where every syllable has its vowel; it is
    /// compared with the level that one frame in ten exceeds, and with the least that is heard of any voice.
    private static func unheard(_ spans: [Range<Int>], in mel: MelSpectrogram) -> [Int] {
        let levels = FrameLoudness.levels(of: mel, bands: 2..<mel.contract.bands / 2)
        let least = max(FrameLoudness.loud(levels) - faintestUnit, silentUnit)
        return spans.indices.filter { index in
            // Of a unit that has hardly any frames the sound may lie beside them.
            let frames = spans[index]
            let margin = max(0, (leastFrames - frames.count + 1) / 2)
            let heard = max(0, frames.lowerBound - margin)..<min(mel.frames, frames.upperBound + margin)
            return levels[heard].max().map { $0 < least } ?? true
        }
    }

    /// So many frames are looked at for the sound of a unit.
    private static let leastFrames = 6
}
