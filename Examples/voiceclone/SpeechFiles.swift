import Foundation
import VoiceClone

/// What `voiceclone speak` writes besides the sound: how each sentence came out, and when it is spoken.
enum SpeechFiles {
    static let timestampFormats = ["json", "srt", "TextGrid"]

    /// Whether timestamps can be written to a file of this name.
    static func canWriteTimestamps(to path: String) -> Bool {
        let ending = URL(filePath: path).pathExtension.lowercased()
        return timestampFormats.contains { $0.lowercased() == ending }
    }

    static func writeTimestamps(_ timestamps: SpeechTimestamps, to path: String) throws {
        switch URL(filePath: path).pathExtension.lowercased() {
        case "srt": try write(timestamps.srt, to: path)
        case "textgrid": try write(timestamps.textGrid, to: path)
        default: try write(Console.json(timestamps) + "\n", to: path)
        }
    }

    static func writeSpectrogram(of speech: Speech, to path: String) throws {
        let mel = MelSpectrogram(joining: speech.predictions.map(\.mel))  // [80, frames]
        do { try mel.values.writeNumPy(to: URL(filePath: path)) } catch let TensorError.file(path, reason) {
            throw InputError.unwritable(path: path, reason: reason)
        }
    }

    static func writeReport(on speech: Speech, to path: String) throws {
        try write(Console.json(Report(speech)) + "\n", to: path)
    }

    /// Writes all of it or nothing.
    private static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw InputError.unwritable(path: path, reason: error.localizedDescription)
        }
    }

    private struct Report: Encodable {
        let isSound: Bool
        let warnings: [String]
        let sentences: [Sentence]

        struct Sentence: Encodable {
            let text: String
            let isSound: Bool
            let problems: [String]
            let attempts: [Attempt]
            let seed: UInt64
            let gain: Double
            let clippedSamples: Int?
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
            let symbols: String
            let frames: Int
            let attention: Float
        }

        init(_ speech: Speech) {
            isSound = speech.isSound
            warnings = speech.textWarnings.map(\.description)
            sentences = speech.sentences.map { sentence in
                Sentence(
                    text: sentence.text, isSound: sentence.isSound,
                    problems: sentence.attention.problems.map(\.description),
                    attempts: sentence.attempts.map {
                        Attempt(
                            way: $0.way, seed: $0.seed, frames: $0.frames, cutFrames: $0.cutFrames,
                            problems: $0.problems.map(\.description))
                    }, seed: sentence.seed, gain: sentence.gain, clippedSamples: sentence.clippedSamples,
                    stopReason: sentence.stopReason, monotonicity: sentence.attention.monotonicity,
                    secondsPerUnit: sentence.attention.secondsPerUnit,
                    units: sentence.attention.units.map {
                        Unit(
                            symbols: $0.symbols.joined(separator: " "), frames: $0.frames.count, attention: $0.attention
                        )
                    })
            }
        }
    }
}
