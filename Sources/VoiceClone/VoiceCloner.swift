import Logging

/// All the models together: load once, call from any thread.
///
/// ```swift
/// let cloner = try VoiceCloner(models: .locate())
/// let voice = try cloner.voice(from: Waveform(contentsOf: recording))  // try await in async functions, here and below
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

    /// Whether the vocoder gets spectrograms that are brought to one level and to a natural upper edge, or as the
    /// network predicts them.
    public let correctsSpectrograms: Bool

    let log = Logger(label: "voiceclone")
    private let levels = VoiceLevels()

    /// Loads the models.
    ///
    /// - Parameters:
    ///   - models: Where they are.
    ///   - vocoder: Which vocoder is to make the sound.
    ///   - convention: How the embeddings are made that cloned voices are spoken from. If left out, the standard one;
    ///     for the rtvc layout AIAS's, which is how the system that has such a file calls it.
    ///   - precision: How many bits of their numbers Tacotron 2's decoder, HiFi-GAN and MelGAN multiply; `.bfloat16` is
    ///     another take, and faster only on processors with AVX512-BF16.
    ///   - correctsSpectrograms: Whether all voices have one level, −20 dBFS (−23 with MelGAN), and as much sound above
    ///     8 kHz as people have (Docs/architecture.md). Without, samples are those of the published networks.
    /// - Throws: `CheckpointError` if a file is missing, damaged or holds another network; `Tacotron2Error` or
    ///   `VocoderError` if a network's sizes do not fit; `TextError` if the front end's data cannot be read.
    public convenience init(
        models: ModelDirectory, vocoder: VocoderChoice = .hifiGAN, convention: EmbeddingConvention? = nil,
        precision: WeightPrecision = .float32, correctsSpectrograms: Bool = true
    ) throws {
        let clock = ContinuousClock()
        let start = clock.now
        // They do not need one another. If several cannot be loaded, the first one's error is thrown.
        let (encoder, network, voice) = (Loading<SpeakerEncoder>(), Loading<Tacotron2>(), Loading<any MelVocoder>())
        Parallel.forEach(3) { piece, _ in
            switch piece {
            case 0: network.finish { try Tacotron2(contentsOf: models.tacotron2, precision: precision) }
            case 1: voice.finish { try vocoder.load(from: models, precision: precision) }
            default: encoder.finish { try SpeakerEncoder(contentsOf: models.speakerEncoder) }
            }
        }
        try self.init(
            speakerEncoder: encoder.model(), tacotron2: network.model(), vocoder: voice.model(),
            convention: convention, correctsSpectrograms: correctsSpectrograms)
        log.debug("models loaded from \(models.url.path) in \(clock.now - start), vocoder \(vocoder.rawValue)")
    }

    /// Puts loaded models together: a vocoder with weights of your own or one that you wrote, a network with adapters
    /// of your own.
    ///
    /// ```swift
    /// let cloner = try VoiceCloner(
    ///     speakerEncoder: SpeakerEncoder(contentsOf: models.speakerEncoder),
    ///     tacotron2: Tacotron2(contentsOf: models.tacotron2), vocoder: WaveNet(contentsOf: weights))
    /// ```
    ///
    /// - Parameters:
    ///   - speakerEncoder: From a recording to an embedding.
    ///   - tacotron2: From text to a mel spectrogram.
    ///   - vocoder: From a mel spectrogram to sound.
    ///   - convention: As for ``init(models:vocoder:convention:precision:correctsSpectrograms:)``.
    ///   - correctsSpectrograms: As there.
    /// - Throws: `DSPError` if the vocoder was made for other spectrograms than Tacotron 2's.
    public init(
        speakerEncoder: SpeakerEncoder, tacotron2: Tacotron2, vocoder: any MelVocoder,
        convention: EmbeddingConvention? = nil, correctsSpectrograms: Bool = true
    ) throws {
        guard vocoder.contract == .tacotron2 else {
            throw DSPError.contractMismatch(expected: vocoder.contract, actual: .tacotron2)
        }
        (self.speakerEncoder, self.tacotron2, self.vocoder) = (speakerEncoder, tacotron2, vocoder)
        self.correctsSpectrograms = correctsSpectrograms
        self.convention = convention ?? (tacotron2.takesEmbeddings ? .aias : .standard)
    }

    /// Speaks a text, sentence by sentence, each as loud as the others, with the pauses between them that a reader
    /// makes.
    ///
    /// - Parameters:
    ///   - text: Mandarin text, or pinyin with tones; SSML if it begins with `<speak`.
    ///   - voice: Who speaks.
    ///   - options: Seed, limits and how text is read. Sentence n, from 0, has the seed plus n.
    ///   - recovery: What is done about a sentence that did not come out whole: by default it is spoken again with
    ///     its attention held in a window, then with two other seeds, then in pieces, and the best is kept.
    ///   - rate: How many times as fast as the voice's own pace, in ``rates``; its pitch stays.
    /// - Returns: The sound and how it came about; the sound carries a ``SpeechProvenance`` to every file.
    ///   ``Speech/sentences`` says how each sentence came out, ``Speech/timestamps`` when each character is spoken.
    /// - Throws: ``VoiceCloneError/rateOutOfRange(_:)``, `TextError` if the text cannot be read, `Tacotron2Error` if a
    ///   sentence is too long or an option outside its range, `AudioError` if the speech is longer than three hours,
    ///   `VocoderError` if the weights are damaged or a vocoder of your own makes another number of samples than it
    ///   should, or what is no number, ``VoiceCloneError/unsoundSpeech(sentence:problems:)`` if `recovery` is strict
    ///   and a sentence stays unsound, `CancellationError` if the task that asks for it is cancelled.
    public func speak(
        _ text: String, as voice: Voice, options: Tacotron2Options = .init(), recovery: SpeechRecovery = .init(),
        rate: Double = 1
    ) throws -> Speech {
        warnIfInvented(voice)
        try options.requireSense()
        let scale = try Self.scale(rate)
        let clock = ContinuousClock()
        let start = clock.now
        let (sentences, warnings) = try tacotron2.frontend.sentencesAndWarnings(of: text, options: options.text)
        for warning in warnings { log.debug("\(warning)") }
        let spoken = try SentenceSpeaker(
            tacotron2: tacotron2, speaker: voice.vector, options: options, recovery: recovery,
            scale: scale
        ).speak(sentences)
        let writing = tacotron2.frontend.writing(of: text)
        try tellUnsound(spoken.map { SentenceReport($0, in: writing, gain: 0) }, isStrict: recovery.isStrict)
        let inputs = try inputs(of: spoken, voice: voice, areEvened: recovery.evensLoudness)
        let reports = zip(spoken, inputs).map { SentenceReport($0, in: writing, gain: $1?.gain ?? 0) }
        let spectrograms = zip(spoken, inputs).map { $0.spectrogram($1) }
        let mel = try spoken.joined(spectrograms)
        let spectrogramMade = clock.now
        var waveform = try vocoder.checkedWaveform(from: mel, seed: options.seed)
        waveform.provenance = SpeechProvenance(voice: voice, seed: options.seed, rate: rate).audioProvenance
        return Speech(
            waveform: waveform, predictions: spoken.map(\.prediction), spectrograms: spectrograms, rate: rate,
            voice: voice, textWarnings: warnings, sentences: reports,
            timestamps: SpeechTimestamps(of: spoken, in: writing),
            timings: .init(spectrogram: spectrogramMade - start, vocoder: clock.now - spectrogramMade))
    }

    /// Logs which sentences did not come out whole, or refuses the first of them.
    func tellUnsound(_ reports: [SentenceReport], isStrict: Bool) throws {
        for report in reports where !report.isSound {
            if isStrict { throw VoiceCloneError.unsoundSpeech(sentence: report.text, problems: report.problems) }
            log.warning("\"\(report.text)\" did not come out whole: \(report.problems)")
        }
    }

    /// The rates that speech may have.
    ///
    /// From 0.75 to 1.5 it sounds natural; beyond, less and less (Docs/architecture.md).
    public static let rates = 0.5...2.0

    static func scale(_ rate: Double) throws -> TimeScale {
        guard rates.contains(rate) else { throw VoiceCloneError.rateOutOfRange(rate) }
        return TimeScale(rate: rate)
    }

    /// Speaks a text as the function of the same name does that is not `async`, away from the threads of Swift's tasks.
    ///
    /// In an `async` function Swift takes this one. The other keeps the thread that calls it until all is spoken, and
    /// tasks have no more threads than there are cores.
    ///
    /// - Parameters: As there.
    /// - Returns: The same.
    /// - Throws: The same.
    public func speak(
        _ text: String, as voice: Voice, options: Tacotron2Options = .init(), recovery: SpeechRecovery = .init(),
        rate: Double = 1
    ) async throws -> Speech {
        try await BackgroundWorker().perform {
            try self.speak(text, as: voice, options: options, recovery: recovery, rate: rate)
        }
    }

    /// How the vocoder is given a voice's spectrograms as they come; `nil` as they are.
    func vocoderInput(for voice: Voice) throws -> VocoderInput? {
        correctsSpectrograms ? VocoderInput(gain: try levels.gain(of: voice.vector, in: tacotron2)) : nil
    }

    /// How the vocoder is given each sentence.
    private func inputs(
        of spoken: [SentenceSpeaker.Spoken], voice: Voice, areEvened: Bool
    ) throws -> [VocoderInput?] {
        guard correctsSpectrograms && areEvened else {
            let input = try vocoderInput(for: voice)
            return spoken.map { _ in input }
        }
        return SentenceLoudness(of: spoken.map(\.prediction.mel)).gains.map(VocoderInput.init)
    }

    func warnIfCut(_ reason: SpectrogramPrediction.StopReason?, frames: Int) {
        guard reason == .frameLimit else { return }
        log.warning("a sentence was cut at \(frames) frames: shorten it or raise maximumFrames")
    }

    func warnIfInvented(_ voice: Voice) {
        guard voice.profile == nil else { return }
        for warning in voice.networkWarnings { log.warning("\(warning)") }
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
