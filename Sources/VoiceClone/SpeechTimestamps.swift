import Foundation

/// When each sentence, each character and each symbol is spoken, from the attention of Tacotron 2.
///
/// Times are seconds from the beginning of the sound. A sentence goes from its first sound to its last frame. Its
/// characters share out its time, pauses by marks included; a character that says nothing has no interval, and a form
/// such as `50%` that is spoken as a whole has one for all its characters.
public struct SpeechTimestamps: Sendable, Equatable, Codable {
    /// A stretch of time and what is spoken in it.
    public struct Interval: Sendable, Equatable, Codable {
        /// The text, without markup, or the symbol.
        public let text: String
        /// When it begins.
        public let start: Double
        /// When it ends.
        public let end: Double
        /// The characters of the text, markup included, of which it is spoken, counted from 1 as in warnings.
        ///
        /// By them a program that shows the text follows the speech. Sentences have the markup and
        /// the blanks around them. `nil` in files of before this was kept.
        public let positions: ClosedRange<Int>?

        init(text: String, start: Double, end: Double, positions: ClosedRange<Int>? = nil) {
            (self.text, self.start, self.end, self.positions) = (text, start, end, positions)
        }
    }

    /// The sentences.
    public internal(set) var sentences: [Interval] = []
    /// The characters and marks, syllable by syllable.
    public internal(set) var characters: [Interval] = []
    /// The pinyin of the syllables, and marks.
    public internal(set) var syllables: [Interval] = []
    /// The symbols.
    public internal(set) var symbols: [Interval] = []
    /// When all of it ends.
    public internal(set) var duration = 0.0
}

extension SpeechTimestamps {
    /// The times of several stretches of one sound, such as a stream's chunks, in their order; each from the beginning
    /// of the whole: see ``delayed(by:characters:)``.
    public init(joining stretches: [SpeechTimestamps]) {
        sentences = stretches.flatMap(\.sentences)
        characters = stretches.flatMap(\.characters)
        syllables = stretches.flatMap(\.syllables)
        symbols = stretches.flatMap(\.symbols)
        duration = stretches.map(\.duration).max() ?? 0
    }

    /// The same times, so many seconds later: of speech that comes behind other sound, such as a book's earlier parts.
    ///
    /// ``init(joining:)`` puts the parts' times together then.
    ///
    /// - Parameters:
    ///   - seconds: How much sound stands before.
    ///   - characters: How many characters of text do, which ``Interval/positions`` are moved by.
    public func delayed(by seconds: Double, characters: Int = 0) -> SpeechTimestamps {
        func later(_ tier: [Interval]) -> [Interval] {
            tier.map {
                Interval(
                    text: $0.text, start: $0.start + seconds, end: $0.end + seconds,
                    positions: $0.positions.map { $0.lowerBound + characters...$0.upperBound + characters })
            }
        }
        return SpeechTimestamps(
            sentences: later(sentences), characters: later(self.characters), syllables: later(syllables),
            symbols: later(symbols), duration: duration + seconds)
    }

    /// The times of sentences that are spoken one behind the other.
    ///
    /// - Parameter writing: What is written, for each character of the text.
    init(of sentences: [SentenceSpeaker.Spoken], in writing: [String]) {
        for (index, sentence) in sentences.enumerated() {
            append(sentence, isLast: index + 1 == sentences.count, in: writing)
        }
    }

    /// Appends the times of a sentence that is spoken behind all others.
    ///
    /// - Parameter writing: What is written, for each character of the text.
    mutating func append(_ spoken: SentenceSpeaker.Spoken, isLast: Bool, in writing: [String]) {
        let (sentence, mel) = (spoken.sentence, spoken.prediction.mel)
        let (frames, frameSeconds) = (mel.frames, mel.contract.frameDuration)
        let seconds = Double(spoken.scale.frames(of: frames)) * frameSeconds
        /// A pause is whole frames.
        func length(of pause: Double) -> Double { Double(mel.contract.frames(in: pause)) * frameSeconds }
        let start = duration + length(of: sentence.pauseBefore)
        func interval(_ text: String, _ frames: Range<Int>, _ positions: ClosedRange<Int>) -> Interval {
            func time(_ frame: Int) -> Double {
                start + (frame == mel.frames ? seconds : min(Double(frame) / spoken.scale.rate * frameSeconds, seconds))
            }
            return Interval(
                text: text, start: time(frames.lowerBound), end: time(frames.upperBound), positions: positions)
        }
        let units = spoken.report.units
        sentences.append(
            interval(
                writing.excerpt(sentence.positions).trimmingCharacters(in: .whitespacesAndNewlines),
                (units.first?.frames.lowerBound ?? 0)..<frames, sentence.positions))
        var last: ClosedRange<Int>?
        for (index, (positions, unit)) in zip(sentence.unitPositions, units).enumerated() {
            // The last one fades until the sentence ends.
            func heard(_ range: Range<Int>, isLast: Bool) -> Range<Int> {
                isLast && index == units.count - 1 ? range.lowerBound..<frames : range
            }
            let unitFrames = heard(unit.frames, isLast: true)
            syllables.append(interval(unit.symbols.joined(), unitFrames, positions))
            for (place, (symbol, frames)) in zip(unit.symbols, unit.symbolFrames).enumerated() {
                symbols.append(interval(symbol, heard(frames, isLast: place == unit.symbols.count - 1), positions))
            }
            if positions == last, let before = characters.popLast() {
                let end = interval("", unitFrames, positions).end
                characters.append(
                    Interval(text: before.text, start: before.start, end: end, positions: positions))
            } else {
                characters.append(interval(writing.excerpt(positions), unitFrames, positions))
            }
            last = positions
        }
        duration = start + seconds + length(of: spoken.pause(isLast: isLast))
    }
}
