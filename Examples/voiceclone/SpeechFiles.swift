import Foundation
import VoiceClone

/// What `voiceclone speak` writes besides the sound: how each sentence came out, when it is spoken, its spectrogram.
enum SpeechFiles {
    static let timestampFormats = ["json", "srt", "TextGrid"]

    /// Whether timestamps can be written to a file of this name.
    static func canWriteTimestamps(to path: String) -> Bool {
        let ending = URL(filePath: path).pathExtension.lowercased()
        return timestampFormats.contains { $0.lowercased() == ending }
    }

    /// The bytes of a file of timestamps; its ending decides the format.
    static func timestamps(_ timestamps: SpeechTimestamps, for path: String) throws -> Data {
        switch URL(filePath: path).pathExtension.lowercased() {
        case "srt": Data(timestamps.srt.utf8)
        case "textgrid": Data(timestamps.textGrid.utf8)
        default: Data((try Console.json(timestamps) + "\n").utf8)
        }
    }

    /// The bytes of a `.npy` file [80, frames]: what the vocoder made the sound of, without pauses.
    static func spectrogram(of speech: Speech) -> Data {
        MelSpectrogram(joining: speech.spectrograms).values.numPyFile
    }

    /// The bytes of a report.
    static func report(on speech: Speech) throws -> Data { Data((try Console.json(Report(speech)) + "\n").utf8) }

    private struct Report: Encodable {
        let isSound: Bool
        /// How many times as fast the sound is as what is told of the sentences.
        let rate: Double
        let warnings: [String]
        let sentences: [Sentence]

        struct Sentence: Encodable {
            let text: String
            let isSound: Bool
            let problems: [String]
            let attempts: [Attempt]
            let seed: UInt64
            let gain: Double
            let stopReason: SpectrogramPrediction.StopReason
            let monotonicity: Double
            let secondsPerUnit: Double
            let units: [Unit]
        }

        struct Attempt: Encodable {
            let way: SpeechAttempt.Way
            let seed: UInt64
            let frames: Int
            let cutFrames: Int
            let problems: [String]
        }

        struct Unit: Encodable {
            let text: String
            let symbols: String
            let frames: Int
            let attention: Float
        }

        init(_ speech: Speech) {
            (isSound, rate) = (speech.isSound, speech.rate)
            warnings = speech.textWarnings.map(\.description)
            sentences = speech.sentences.map { sentence in
                Sentence(
                    text: sentence.text, isSound: sentence.isSound,
                    problems: sentence.problemDescriptions,
                    attempts: sentence.attempts.map {
                        Attempt(
                            way: $0.way, seed: $0.seed, frames: $0.frames, cutFrames: $0.cutFrames,
                            problems: $0.problems.map(\.description))
                    }, seed: sentence.seed, gain: sentence.gain, stopReason: sentence.stopReason,
                    monotonicity: sentence.attention.monotonicity,
                    secondsPerUnit: sentence.attention.secondsPerUnit,
                    units: zip(sentence.unitTexts, sentence.attention.units).map { text, unit in
                        Unit(
                            text: text, symbols: unit.symbols.joined(separator: " "), frames: unit.frames.count,
                            attention: unit.attention)
                    })
            }
        }
    }
}
