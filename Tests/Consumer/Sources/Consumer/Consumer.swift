import Foundation
import VoiceClone

/// Uses VoiceClone as somebody else's package does: `Consumer MODELS RECORDING OUTPUT.wav`.
///
/// It describes the voice in a recording, has a sentence spoken, and ends with an error unless both make sense.
@main
enum Consumer {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
        try require(arguments.count == 3, "usage: Consumer MODELS RECORDING OUTPUT.wav")
        let models = ModelDirectory(arguments[0])

        let encoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
        try checkEmbedding(encoder.embed(Waveform(contentsOf: arguments[1])).values)

        let cloner = try VoiceCloner(models: models)
        let speech = try cloner.speak("今天天气很好。", as: .builtIn("biaobei"), options: .init(seed: 42))
        try speech.waveform.write(to: arguments[2])
        // What counts is the file that a user would play.
        try checkSpeech(Waveform(contentsOf: arguments[2]))
    }

    static func checkEmbedding(_ values: [Float]) throws {
        try require(values.count == 256, "an embedding has \(values.count) numbers, not 256")
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // Single precision over 256 squares: a few units in the seventh digit.
        try require(abs(length - 1) <= 1e-5, "an embedding has length \(length), not 1")
        print("Embedding: \(values.count) numbers, length \(length)")
    }

    static func checkSpeech(_ speech: Waveform) throws {
        try require(speech.samples.allSatisfy(\.isFinite), "the speech holds a sample that is not a number")
        try require(speech.duration > 1, "six syllables took \(speech.duration) s, no more than 1 s")
        let power = speech.samples.reduce(0) { $0 + $1 * $1 } / Float(speech.samples.count)
        // −40 dBFS: an order of magnitude below speech, and far above silence.
        try require(power.squareRoot() > 0.01, "the speech is silent: its RMS is \(power.squareRoot())")
        print("Speech: \(speech.duration) s, RMS \(power.squareRoot())")
    }

    static func require(_ condition: Bool, _ complaint: String) throws {
        guard condition else { throw Complaint(description: complaint) }
    }
}

struct Complaint: Error, CustomStringConvertible {
    var description: String
}
