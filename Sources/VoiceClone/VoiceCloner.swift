import Logging

/// All the models together: load once, call from any thread.
///
/// ```swift
/// let cloner = try VoiceCloner(models: .locate())
/// let voice = try cloner.voice(from: Waveform(contentsOf: recording))
/// let speech = try cloner.speak("今天天气很好。", as: voice, options: .init(seed: 42))
/// try speech.waveform.write(to: output)
/// ```
public final class VoiceCloner: Sendable {
    /// From a recording to an embedding.
    public let speakerEncoder: SpeakerEncoder
    /// From text to a mel spectrogram.
    public let tacotron2: Tacotron2
    /// From a mel spectrogram to sound.
    public let vocoder: any MelVocoder
    /// The convention of the embeddings that Tacotron 2 is conditioned on in a cloned voice.
    public let convention: EmbeddingConvention

    let log = Logger(label: "voiceclone")

    /// Loads the models.
    ///
    /// - Parameters:
    ///   - models: Where they are.
    ///   - vocoder: Which vocoder is to make the sound.
    ///   - convention: How the embeddings are made that cloned voices are spoken from. If left out, the standard one;
    ///     for the rtvc layout AIAS's, which is how the system that has such a file calls it.
    ///   - precision: How many bits of its weights Tacotron 2's decoder reads; `.bfloat16` is faster, and another take.
    /// - Throws: `CheckpointError` if a file is missing, damaged or holds another network; `Tacotron2Error` or
    ///   `VocoderError` if a network's sizes do not fit; `TextError` if the front end's data cannot be read.
    public init(
        models: ModelDirectory, vocoder: VocoderChoice = .hifiGAN, convention: EmbeddingConvention? = nil,
        precision: WeightPrecision = .float32
    ) throws {
        let clock = ContinuousClock()
        let start = clock.now
        // They do not need one another. If several cannot be loaded, the first one's error is thrown.
        let (encoder, network, voice) = (Loading<SpeakerEncoder>(), Loading<Tacotron2>(), Loading<any MelVocoder>())
        Parallel.forEach(3) { piece, _ in
            switch piece {
            case 0: network.finish { try Tacotron2(contentsOf: models.tacotron2, precision: precision) }
            case 1: voice.finish { try vocoder.load(from: models) }
            default: encoder.finish { try SpeakerEncoder(contentsOf: models.speakerEncoder) }
            }
        }
        speakerEncoder = try encoder.model()
        tacotron2 = try network.model()
        self.vocoder = try voice.model()
        self.convention = convention ?? (tacotron2.takesEmbeddings ? .aias : .standard)
        log.debug("models loaded from \(models.url.path) in \(clock.now - start), vocoder \(vocoder.rawValue)")
    }

    /// Speaks a text, sentence by sentence.
    ///
    /// - Parameters:
    ///   - text: Mandarin text, or pinyin with tones; SSML if it begins with `<speak`.
    ///   - voice: Who speaks.
    ///   - options: Seed, limits and how text is read. Sentence n, from 0, has the seed plus n.
    ///   - recovery: What is done about a sentence that did not come out whole: by default it is spoken up to three times
    ///     more, with other seeds, and the best attempt is kept.
    /// - Returns: The sound and how it came about; the sound carries a ``SpeechProvenance`` to every file. ``Speech/sentences``
    ///   says how each sentence came out, ``Speech/timestamps`` when each character is spoken.
    /// - Throws: `TextError` if the text cannot be read, `Tacotron2Error` if it is too long, `VocoderError` if the
    ///   weights are damaged, ``VoiceCloneError/unsoundSpeech(sentence:problems:)`` if `recovery` is strict and a sentence
    ///   stays unsound, `CancellationError` if the task that asks for it is cancelled.
    public func speak(
        _ text: String, as voice: Voice, options: Tacotron2Options = .init(), recovery: SpeechRecovery = .init()
    ) throws -> Speech {
        warnIfInvented(voice)
        let clock = ContinuousClock()
        let start = clock.now
        let (parts, warnings) = try tacotron2.sentences(of: text, options: options.text)
        let sentences = parts.enumerated().map {
            Tacotron2.Sentence($1.symbols, speaker: voice.vector, options: options.ofSentence($0))
        }
        for sentence in sentences { try tacotron2.requireLength(of: sentence.symbols, options: options) }
        let attempts = try attempts(at: sentences, recovery: recovery)
        let spectrogramMade = clock.now
        let characters = Array(text)
        let reports = zip(parts, attempts).map { part, attempt in
            SentenceReport(
                text: String(characters[(part.positions.lowerBound - 1)..<part.positions.upperBound]),
                seed: attempt.prediction.seed, attempts: attempt.count, stopReason: attempt.prediction.stopReason,
                attention: attempt.report)
        }
        for warning in warnings { log.debug("\(warning)") }
        for report in reports where !report.isSound {
            if recovery.isStrict {
                throw VoiceCloneError.unsoundSpeech(sentence: report.text, problems: report.problems)
            }
            log.warning("\"\(report.text)\" did not come out whole: \(report.problems)")
        }
        let predictions = attempts.map(\.prediction)
        let mels = zip(predictions, parts).flatMap { $1.withPauses($0.mel) }
        var waveform = try vocoder.waveform(from: MelSpectrogram(joining: mels), seed: options.seed)
        waveform.provenance = SpeechProvenance(voice: voice, seed: options.seed).audioProvenance
        return Speech(
            waveform: waveform, predictions: predictions, voice: voice, textWarnings: warnings, sentences: reports,
            timestamps: SpeechTimestamps(
                zip(parts, attempts).map { ($0, $1.report, $1.prediction.mel) }, text: text),
            timings: .init(spectrogram: spectrogramMade - start, vocoder: clock.now - spectrogramMade))
    }

    /// The best of the attempts at a sentence, and how many there were.
    private struct Attempt {
        var prediction: SpectrogramPrediction
        var report: AttentionReport
        var count = 1

        /// Judges a prediction; murmur behind an otherwise sound sentence is cut off.
        init(_ prediction: SpectrogramPrediction, isCut: Bool) {
            let report = AttentionReport(prediction)
            if isCut, let frames = report.framesBeforeMurmur {
                self.prediction = prediction.prefix(frames: frames)
                self.report = AttentionReport(self.prediction)
            } else {
                (self.prediction, self.report) = (prediction, report)
            }
        }
    }

    /// Speaks sentences, and those again that did not come out whole.
    private func attempts(at sentences: [Tacotron2.Sentence], recovery: SpeechRecovery) throws -> [Attempt] {
        // More at a time would save nothing further (Docs/decoder-speed.md) and take more memory.
        var attempts: [Attempt] = []
        for start in stride(from: 0, to: sentences.count, by: 4) {
            let predictions = try tacotron2.predict(Array(sentences[start..<min(start + 4, sentences.count)]))
            attempts += predictions.map { Attempt($0, isCut: recovery.attempts > 0) }
        }
        for index in attempts.indices {
            while !attempts[index].report.isSound, attempts[index].count <= recovery.attempts {
                var sentence = sentences[index]
                sentence.options.seed = SpeechRecovery.seed(sentence.options.seed, attempt: attempts[index].count)
                let prediction = try tacotron2.predict(
                    sentence.symbols, speaker: sentence.speaker, options: sentence.options)
                let next = Attempt(prediction, isCut: true)
                attempts[index].count += 1
                if next.report.badness < attempts[index].report.badness {
                    (attempts[index].prediction, attempts[index].report) = (next.prediction, next.report)
                }
            }
        }
        return attempts
    }

    func warnIfCut(_ reason: SpectrogramPrediction.StopReason?, frames: Int) {
        guard reason == .frameLimit else { return }
        log.warning("a sentence was cut at \(frames) frames: shorten it or raise maximumFrames")
    }

    func warnIfInvented(_ voice: Voice) {
        guard voice.profile == nil, !voice.isTrained else { return }
        log.warning(
            "\(voice.name) is none of the trained speakers (SpeakerVector.trainedNames): the voice is an invented one")
    }
}

extension TextSentence {
    /// A sentence's spectrogram between the pauses before and after it.
    func withPauses(_ mel: MelSpectrogram) -> [MelSpectrogram] {
        let (before, after) = (silence(pauseBefore, mel.contract), silence(pause, mel.contract))
        return [before, mel, after].compactMap { $0 }
    }

    func silence(_ seconds: Double, _ contract: MelContract) -> MelSpectrogram? {
        seconds > 0 ? MelSpectrogram(silence: seconds, contract: contract) : nil
    }
}

/// A model that one thread loads and another takes afterwards.
private final class Loading<Model>: @unchecked Sendable {
    // Written before the threads are joined, read after that.
    private var result: Result<Model, any Error>?

    func finish(_ load: () throws -> Model) { result = Result(catching: load) }

    func model() throws -> Model {
        guard let result else { preconditionFailure("a model was taken before it was loaded") }
        return try result.get()
    }
}
