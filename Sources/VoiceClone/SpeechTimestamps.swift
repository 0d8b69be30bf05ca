import Foundation

/// When each sentence, each character and each symbol is spoken, from the attention of Tacotron 2.
///
/// Times are seconds from the beginning of the sound. The characters of a sentence share out its time, pauses by marks
/// included; a character that says nothing has no interval, and a form such as `2024年` that is spoken as a whole has one
/// for all its characters.
public struct SpeechTimestamps: Sendable, Equatable, Codable {
    /// A stretch of time and what is spoken in it.
    public struct Interval: Sendable, Equatable, Codable {
        /// The text or the symbol.
        public let text: String
        /// When it begins.
        public let start: Double
        /// When it ends.
        public let end: Double
    }

    /// The sentences.
    public let sentences: [Interval]
    /// The characters and marks, syllable by syllable.
    public let characters: [Interval]
    /// The pinyin of the syllables, and marks.
    public let syllables: [Interval]
    /// The symbols.
    public let symbols: [Interval]
    /// How long all of it is.
    public let duration: Double
}

extension SpeechTimestamps {
    /// The times of sentences that were spoken one behind the other.
    init(_ sentences: [(sentence: TextSentence, report: AttentionReport, mel: MelSpectrogram)], text: String) {
        let text = Array(text)
        func excerpt(_ positions: ClosedRange<Int>) -> String {
            String(text[(positions.lowerBound - 1)..<min(positions.upperBound, text.count)])
        }
        var (whole, characters, syllables, symbols) = ([Interval](), [Interval](), [Interval](), [Interval]())
        var start = 0.0
        for (sentence, report, mel) in sentences {
            let frameSeconds = Double(mel.contract.hopLength) / Double(mel.contract.sampleRate)
            start += Self.length(of: sentence.pauseBefore, frameSeconds)
            func interval(_ text: String, _ frames: Range<Int>) -> Interval {
                Interval(
                    text: text, start: start + Double(frames.lowerBound) * frameSeconds,
                    end: start + Double(frames.upperBound) * frameSeconds)
            }
            whole.append(
                interval(excerpt(sentence.positions).trimmingCharacters(in: .whitespacesAndNewlines), 0..<mel.frames))
            var last: ClosedRange<Int>?
            for (positions, unit) in zip(sentence.unitPositions, report.units) {
                syllables.append(interval(unit.symbols.joined(), unit.frames))
                for (symbol, frames) in zip(unit.symbols, unit.symbolFrames) {
                    symbols.append(interval(symbol, frames))
                }
                if positions == last, let before = characters.popLast() {
                    let end = interval("", unit.frames).end
                    characters.append(Interval(text: before.text, start: before.start, end: end))
                } else {
                    characters.append(interval(excerpt(positions), unit.frames))
                }
                last = positions
            }
            start += Double(mel.frames) * frameSeconds + Self.length(of: sentence.pause, frameSeconds)
        }
        self.init(
            sentences: whole, characters: characters, syllables: syllables, symbols: symbols, duration: start)
    }

    /// A pause is whole frames.
    private static func length(of pause: Double, _ frameSeconds: Double) -> Double {
        (pause / frameSeconds).rounded() * frameSeconds
    }
}
