import ArgumentParser
import Foundation
import VoiceClone

/// `voiceclone speak`: from text and a voice to a file of sound.
struct SpeakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "speak", abstract: "Speaks a text in a voice.",
        discussion: "The file says in its metadata that it is synthetic speech, and in whose voice.")

    @Argument(
        help: """
            What is spoken: Mandarin, pinyin with tones, or SSML that begins with <speak>; - for standard input. A text that begins with a dash \
            comes last, behind all options and --.
            """)
    var text: String?
    @Option(help: "A file with what is spoken, in UTF-8; - for standard input.")
    var file: String?
    @Option(help: "Who speaks: a profile, a recording, or the name of a built-in voice.")
    var voice: String
    @Option(
        name: .shortAndLong,
        help: "Where the sound is written; the ending .wav or .flac decides the format, .wav if there is none.")
    var output: String
    @Option(help: "A file of your own readings: word, tab, pinyin.")
    var dictionary: String?
    @Flag(help: "Leave out characters that have no reading, with a warning for each.")
    var leaveOutUnreadable = false
    @Option(help: "The seed: the same seed gives the same speech.")
    var seed: UInt64 = 0
    @Option(help: "How many times as fast as the voice's own pace, from 0.5 to 2; the pitch stays.")
    var rate = 1.0
    @Option(help: VocoderChoice.help)
    var vocoder = VocoderChoice.hifiGAN
    @Option(help: "What is multiplied; bfloat16 is faster with AVX512-BF16, and is another take of the speech.")
    var precision: WeightPrecision = .float32

    @Option(help: "A JSON file for how each sentence came out.")
    var report: String?
    @Option(help: "A file for when each sentence, character and symbol is spoken: .json, .srt or .TextGrid.")
    var timestamps: String?
    @Option(
        help:
            "A .npy file for the mel spectrogram as the vocoder gets it, 80 bands a frame, without the pauses between sentences."
    )
    var spectrogram: String?
    @Flag(help: "End with status 75, and write nothing, if a sentence does not come out whole.")
    var strict = false

    @Flag(help: "Measure how alike the speech is to the voice's recordings.")
    var likeness = false
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard (text == nil) != (file == nil) else {
            throw ValidationError(
                "Give either a text or --file. A text that begins with a dash comes last, behind all options and --.")
        }
        guard VoiceCloner.rates.contains(rate) else { throw ValidationError("\(VoiceCloneError.rateOutOfRange(rate))") }
        if likeness, SpeakerVector.trainedNames.contains(voice) {
            throw ValidationError(
                "\(voice) is a built-in voice: it has no recordings to be alike to. Leave out --likeness.")
        }
        if [voice, text, file, dictionary].filter({ $0 == "-" }).count > 1 { throw ValidationError(Input.readTwice) }
        try Input.requireApart(
            outputs: [output, timestamps, report, spectrogram].compactMap { $0 },
            inputs: [voice, file, dictionary].compactMap { $0 })
        if let timestamps, !SpeechFiles.canWriteTimestamps(to: timestamps) {
            throw ValidationError(
                "\(timestamps) cannot be written: timestamps are .\(SpeechFiles.timestampFormats.joined(separator: ", .")) files."
            )
        }
        // Now, rather than after the work.
        _ = try Input.soundFormat(of: output)
    }

    func run() throws {
        let text = try file.map(Input.text) ?? (text == "-" ? Input.text("-") : text ?? "")
        let cloner = try shared.cloner(vocoder: vocoder, precision: precision)
        Console.progress("Listening to \(voice)")
        let voice = try Input.voice(voice, cloner: cloner)
        Console.progress("Speaking")
        let options = TextFrontendOptions(
            unreadableCharacters: leaveOutUnreadable ? .leaveOut : .throw,
            dictionary: try dictionary.map(Input.dictionary) ?? .init())
        let speech = try cloner.speak(
            text, as: voice, options: .init(seed: seed, text: options), recovery: .init(isStrict: strict),
            rate: rate)
        Console.progress("Listening to the speech")
        let likeness = likeness ? try measured { try cloner.likeness(of: speech) } : nil
        Console.endProgress()
        let clipped = try write(speech)
        Console.say("\(output): \(rounded(speech.waveform.duration)) s in the voice \(voice.name).")
        let warnings = warnings(of: speech)
        for warning in warnings { Console.say("Warning: \(warning)") }
        if let likeness { Console.say("The speech is alike to the voice's recordings to \(rounded(likeness)).") }
        guard shared.json else { return }
        try Console.answer(
            json: Answer(
                output: output, seconds: speech.waveform.duration, sampleRate: speech.waveform.sampleRate,
                samples: speech.waveform.samples.count, clippedSamples: clipped, voice: voice.name,
                isCloned: voice.profile != nil, seed: seed, rate: rate, vocoder: vocoder,
                stopReason: speech.stopReason, warnings: warnings, likeness: likeness,
                expectedLikeness: voice.expectedLikeness,
                spectrogramSeconds: speech.timings.spectrogram / .seconds(1),
                vocoderSeconds: speech.timings.vocoder / .seconds(1)))
    }

    /// A likeness, unless the speech is too short for it, which is no reason to lose it.
    private func measured(_ likeness: () throws -> Float) throws -> Float? {
        do {
            return try likeness()
        } catch VoiceCloneError.speechTooShort(let seconds) {
            Console.endProgress()
            Console.say("Warning: \(VoiceCloneError.speechTooShort(seconds: seconds))")
            return nil
        }
    }

    /// Writes all files or none, and says how many samples were clipped.
    private func write(_ speech: Speech) throws -> Int {
        let sound = try speech.waveform.encoded(as: Input.soundFormat(of: output), name: output)
        var files = [(sound.data, URL(filePath: output))]
        if let path = timestamps {
            files.append((try SpeechFiles.timestamps(speech.timestamps, for: path), URL(filePath: path)))
        }
        if let spectrogram { files.append((SpeechFiles.spectrogram(of: speech), URL(filePath: spectrogram))) }
        if let report { files.append((try SpeechFiles.report(on: speech), URL(filePath: report))) }
        try writeAtomically(files)
        return sound.clippedSamples
    }

    private func warnings(of speech: Speech) -> [String] {
        let warnings = speech.voice.warnings.map(\.description) + speech.textWarnings.map(\.description)
        return warnings
            + speech.sentences.filter { !$0.isSound }.map {
                "\(quoted($0)) did not come out whole: \($0.problems). Try another seed."
            }
            + speech.hurriedOrDragged.map {
                "\(quoted($0)) takes \(rounded($0.attention.secondsPerUnit)) s a syllable, unlike the other sentences."
            }
    }

    private func quoted(_ sentence: SentenceReport) -> String {
        "\"\(sentence.text.trimmingCharacters(in: .whitespacesAndNewlines).prefix(40))\""
    }

    private struct Answer: Encodable {
        let output: String
        let seconds: Double
        let sampleRate: Int
        let samples: Int
        let clippedSamples: Int
        let voice: String
        let isCloned: Bool
        let seed: UInt64
        let rate: Double
        let vocoder: VocoderChoice
        let stopReason: SpectrogramPrediction.StopReason
        let warnings: [String]
        let likeness: Float?
        let expectedLikeness: Float?
        let spectrogramSeconds: Double
        let vocoderSeconds: Double
    }
}
