import DSP

extension AttentionReport {
    /// What can be wrong with a sentence.
    public enum Problem: Sendable, Equatable, Codable {
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

        var isGap: Bool { if case .gap = self { true } else { false } }
    }

    /// A unit that got less attention than this, in frames, was skipped.
    public static let leastAttention: Float = 1.5
    /// A unit is not heard if its loudest frame lies so many decibels below the level that one frame in ten exceeds.
    public static let faintestUnit = 30.0
    /// Nor is one in a sentence that is all but silent: its loudest frame lies below this level, in decibels relative
    /// to mel bands of magnitude 1.
    public static let silentUnit = -42.0
    /// The longest that one unit may take, in seconds; a mark may take twice that.
    public static let longestUnit = 0.9
    /// The longest that it may be quiet where no mark stands, in seconds.
    public static let longestGap = 0.2
    /// The longest that a sentence may go on behind its last unit, in seconds.
    public static let longestTrail = 0.8
    /// How many frames the attention must stay with a unit that is not in turn.
    static let strayFrames = 6
}

extension AttentionReport {
    /// Judges what was found.
    static func problems(
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
    static func strays(_ maxima: [Int], _ spans: [Range<Int>]) -> [Int] {
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
    static func unheard(_ spans: [Range<Int>], in mel: MelSpectrogram) -> [Int] {
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

extension AttentionReport {
    /// The frames that belong to the sentence, if all that is wrong is what comes behind them: up to a fifth of a
    /// second after the last unit, in which the voice dies away.
    public var framesBeforeMurmur: Int? {
        guard case .trailing? = problems.first, problems.count == 1, let end = units.last?.frames.upperBound, end > 0
        else {
            return nil
        }
        return end + DyingAway.frames
    }
}
