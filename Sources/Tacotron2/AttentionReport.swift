import DSP
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
public struct AttentionReport: Sendable, Equatable, Codable {
    /// One syllable, letter or mark.
    public struct Unit: Sendable, Equatable, Codable {
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
    /// Whether all was spoken, once and in time, with quiet in it at most.
    package var hasNothingButGaps: Bool { problems.allSatisfy(\.isGap) }

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
        let frameSeconds = prediction.mel.contract.frameDuration
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
}
