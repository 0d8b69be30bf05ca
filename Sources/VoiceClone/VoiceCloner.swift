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

    private let log = Logger(label: "voiceclone")

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
        speakerEncoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
        tacotron2 = try Tacotron2(contentsOf: models.tacotron2, precision: precision)
        self.vocoder = try vocoder.load(from: models)
        self.convention = convention ?? (tacotron2.takesEmbeddings ? .aias : .standard)
        log.debug("models loaded from \(models.url.path) in \(clock.now - start), vocoder \(vocoder.rawValue)")
    }

    /// Speaks a text.
    ///
    /// - Parameters:
    ///   - text: Mandarin text, or pinyin with tone digits.
    ///   - voice: Who speaks.
    ///   - options: Seed, limits and how text is read.
    /// - Returns: The sound and how it came about; the sound carries a ``SpeechProvenance`` to every file. If
    ///   `prediction.stopReason` is `.frameLimit`, the end is missing.
    /// - Throws: `TextError` if the text cannot be read, `Tacotron2Error` if it is too long, `VocoderError` if the
    ///   weights are damaged.
    public func speak(_ text: String, as voice: Voice, options: Tacotron2Options = .init()) throws -> Speech {
        if voice.profile == nil, !voice.isTrained {
            log.warning(
                "\(voice.name) is none of the trained speakers (SpeakerVector.trainedNames): the voice is an invented one"
            )
        }
        let clock = ContinuousClock()
        let start = clock.now
        let prediction = try tacotron2.predict(text, speaker: voice.vector, options: options)
        let spectrogramMade = clock.now
        if prediction.stopReason == .frameLimit {
            log.warning(
                "the speech was cut at \(prediction.gates.count) frames: shorten the text or raise maximumFrames")
        }
        var waveform = try vocoder.waveform(from: prediction.mel)
        waveform.provenance = SpeechProvenance(voice: voice, seed: options.seed).audioProvenance
        return Speech(
            waveform: waveform, prediction: prediction, voice: voice,
            timings: .init(spectrogram: spectrogramMade - start, vocoder: clock.now - spectrogramMade))
    }
}
