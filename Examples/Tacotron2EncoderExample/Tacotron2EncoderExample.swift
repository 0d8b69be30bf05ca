import ArgumentParser
import Foundation
import VoiceClone

/// Prints the log of the AIAS example of this name: a recording's embedding and a sentence's mel spectrogram.
@main
struct Tacotron2EncoderExample: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Tacotron2EncoderExample", abstract: "Speaks a sentence in the voice of a recording.")

    @Option(help: "The recording of the voice: WAV, FLAC, OGG or MP3. A bundled one if left out.")
    var voice: String?
    @Option(help: "A built-in speaker who speaks instead, for example biaobei, Aiyue or Aida.")
    var speaker: String?
    @Option(parsing: .unconditional, help: "What is spoken: Mandarin, or pinyin with tone digits.")
    var text = "基于给定音色将文本转为语音"
    @Option(help: "The folder of models. If left out: VOICECLONE_MODELS, ./models or the cache directory.")
    var models: String?
    @Option(help: "The seed: the same seed gives the same speech.")
    var seed: UInt64 = 42
    @Option(help: "The vocoder: \(VocoderChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
    var vocoder = VocoderChoice.hifiGAN
    @Option(help: "Where the sound is written; the ending .wav or .flac decides the format.")
    var output = "build/output/audio.wav"
    @Option(help: "A folder for embedding.npy, mel.npy, alignment.npy and audio.npy.")
    var exportNpy: String?

    func run() throws {
        let recording = voice.map { URL(filePath: $0) } ?? Self.bundledVoice
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        try info("Text: \(text)")
        try info("Given voice: \(voice ?? "Fixtures/voices/\(recording.lastPathComponent)")")
        try show("\n# Generate feature vector:")

        let cloner = try VoiceCloner(
            models: directory, vocoder: vocoder, convention: .aias, correctsSpectrograms: false)  // as AIAS has it
        let sound = try Waveform(contentsOf: recording)
        let embedding = try cloner.speakerEncoder.embed(sound, convention: .aias)
        try info("Speaker Embedding Shape: [\(embedding.values.count)]")
        try info("Speaker Embedding: \(summary(embedding.values, first: 3, last: 4))")
        let who = try speaker.map(Voice.builtIn) ?? cloner.voice(from: sound, name: recording.lastPathComponent)
        let speech = try cloner.speak(text, as: who, options: .init(seed: seed))
        let (prediction, mel) = (speech.prediction, speech.prediction.mel.values)
        try info("Mel-spectrogram data Shape: \(mel.shape)")
        try info("Mel-spectrogram data: \(summary(mel.elements, first: 3, last: 3))")
        let spoken = speaker.map { "Spoken by the built-in speaker \($0)" }
        try info(spoken ?? "Likeness to the given voice: \(cloner.likeness(of: speech))")

        try speech.waveform.write(to: folder(output, isFile: true))
        try info("Audio: \(output) (\(speech.waveform), \(prediction.stopReason))")
        guard let arrays = exportNpy.map({ folder($0, isFile: false) }) else { return }
        try Tensor(embedding.values).writeNumPy(to: arrays.appending(path: "embedding.npy"))
        try mel.writeNumPy(to: arrays.appending(path: "mel.npy"))
        try prediction.alignment.writeNumPy(to: arrays.appending(path: "alignment.npy"))
        try Tensor(speech.waveform.samples).writeNumPy(to: arrays.appending(path: "audio.npy"))
    }

    /// A few seconds of a voice that this project made (Scripts/voices/make_voice.py).
    static let bundledVoice = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures/voices/synthetic.mp3").standardizedFileURL
}

extension VocoderChoice: ExpressibleByArgument {}

/// The path, whose folder is made if need be; where that fails, writing into it says why.
func folder(_ path: String, isFile: Bool) -> URL {
    let (url, manager) = (URL(filePath: path), FileManager.default)
    try? manager.createDirectory(at: isFile ? url.deletingLastPathComponent() : url, withIntermediateDirectories: true)
    return url
}

func info(_ message: String) throws { try show("[INFO ] - \(message)") }

/// Prints at once, so that an error does not overtake what came before it.
func show(_ line: String) throws { try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8)) }

/// The first and the last numbers, as the documented log shows them.
func summary(_ values: [Float], first: Int, last: Int) -> String {
    "[\((values.prefix(first).map(\.description) + ["..."] + values.suffix(last).map(\.description)).joined(separator: ", "))]"
}
