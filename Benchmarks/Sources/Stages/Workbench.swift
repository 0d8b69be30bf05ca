import CAllocations
import Foundation
import VoiceClone

/// The models and inputs of all stages, loaded once.
///
/// What is measured is reached through the public interface alone. So a decoder step has no stage: it is what
/// ``Stage/decode`` of more frames takes longer than of fewer, divided by how many more they are, and has the postnet's
/// share in it.
public final class Workbench {
    /// The text that is spoken, 54 symbols.
    public static let text = "基于给定音色将文本转为语音"
    /// The frames that WaveNet makes sound of: a peer takes seconds for so few.
    public static let waveNetFrames = 32
    /// The seed of its prenet's dropout.
    public static let seed: UInt64 = 42

    private let models: ModelDirectory
    private let recording: Waveform
    private let encoder: SpeakerEncoder
    private let frontEnd: TextFrontend
    private let tacotron2: Tacotron2
    private let reduced: Tacotron2
    private let symbols: SymbolSequence
    private let speaker = SpeakerVector(name: "biaobei")
    private let melGAN: MelGAN
    private let reducedMelGAN: MelGAN
    private let hiFiGAN: HiFiGAN
    private let reducedHiFiGAN: HiFiGAN
    private let waveNet: WaveNet
    private let griffinLim = GriffinLim()
    private let postnet: [Conv1d]

    /// The number of mel frames that stages work on.
    public private(set) var frames: Int
    /// What the vocoders turn into sound. [80, frames]
    public private(set) var mel: MelSpectrogram

    /// Loads the models and a recording.
    ///
    /// - Parameters:
    ///   - models: Where the models are.
    ///   - recording: What is embedded.
    ///   - frames: The number of mel frames that stages work on.
    public init(models: ModelDirectory, recording: URL, frames: Int) throws {
        self.models = models
        self.recording = try Waveform(contentsOf: recording)
        encoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
        frontEnd = try TextFrontend(models: models.url)
        tacotron2 = try Tacotron2(contentsOf: models.tacotron2)
        reduced = try Tacotron2(contentsOf: models.tacotron2, precision: .bfloat16)
        symbols = try frontEnd.symbols(for: Self.text)
        melGAN = try MelGAN(contentsOf: models.melGAN)
        reducedMelGAN = try MelGAN(contentsOf: models.melGAN, precision: .bfloat16)
        hiFiGAN = try HiFiGAN(contentsOf: models.hifiGAN)
        reducedHiFiGAN = try HiFiGAN(contentsOf: models.hifiGAN, precision: .bfloat16)
        waveNet = try WaveNet()
        let channels = [80, 256, 256, 256, 256, 80]
        postnet = (0..<5).map { layer in
            Conv1d(
                weight: Tensor(zeros: [channels[layer + 1], channels[layer], 5]),
                bias: Tensor(zeros: [channels[layer + 1]]), padding: .zeros(2))
        }
        self.frames = frames
        mel = try Self.prediction(tacotron2, symbols, speaker, frames: frames).mel
    }

    /// Works on another number of frames from now on; the vocoders get the first of what the decoder makes.
    public func setFrames(_ frames: Int) throws {
        self.frames = frames
        let spoken = try Self.prediction(tacotron2, symbols, speaker, frames: max(frames, 3 * symbols.ids.count)).mel
        mel = MelSpectrogram(values: spoken.values.prefixColumns(frames), contract: spoken.contract)
    }

    /// Has the vocoders work on other values. [80, frames]
    public func setMel(_ values: [Float]) {
        frames = values.count / MelContract.tacotron2.bands
        mel = MelSpectrogram(
            values: Tensor(values, shape: [MelContract.tacotron2.bands, frames]), contract: .tacotron2)
    }

    /// Runs a stage.
    ///
    /// - Returns: What it made, as numbers; none for loading.
    @discardableResult
    public func run(_ stage: Stage) throws -> [Float] {
        switch stage {
        case .embed: return try encoder.embed(recording).values
        case .frontEnd: return try frontEnd.symbols(for: Self.text).ids.map(Float.init)
        case .decode: return try Self.prediction(tacotron2, symbols, speaker, frames: frames).mel.values.elements
        case .decodeBatch:
            let sentence = Tacotron2Sentence(symbols, speaker: speaker, options: Self.options(frames: frames))
            return try tacotron2.predict([sentence, sentence]).flatMap(\.mel.values.elements)
        case .postnet: return applyPostnet().elements
        case .vocode: return try melGAN.waveform(from: mel).samples
        case .vocodeReduced: return try reducedMelGAN.waveform(from: mel).samples
        case .vocodeHiFiGAN: return try hiFiGAN.waveform(from: mel).samples
        case .vocodeHiFiGANReduced: return try reducedHiFiGAN.waveform(from: mel).samples
        case .vocodeWaveNet: return try waveNet.waveform(from: waveNetMel, seed: Self.seed).samples
        case .griffinLim: return try griffinLim.waveform(from: mel).samples
        case .endToEnd: return try speak(tacotron2, melGAN)
        case .endToEndHiFiGAN: return try speak(tacotron2, hiFiGAN)
        case .decodeReduced: return try Self.prediction(reduced, symbols, speaker, frames: frames).mel.values.elements
        case .endToEndReduced: return try speak(reduced, reducedMelGAN)
        case .endToEndHiFiGANReduced: return try speak(reduced, reducedHiFiGAN)
        case .load:
            _ = try VoiceCloner(models: models, vocoder: .melGAN)
            return []
        case .loadHiFiGAN:
            _ = try VoiceCloner(models: models, vocoder: .hifiGAN)
            return []
        }
    }

    private var waveNetMel: MelSpectrogram {
        let frames = min(frames, Self.waveNetFrames)
        return MelSpectrogram(values: mel.values.prefixColumns(frames), contract: mel.contract)
    }

    /// Runs a stage and says how long it took, in seconds.
    public func seconds(_ stage: Stage) throws -> Double {
        let clock = ContinuousClock()
        return try clock.measure { try run(stage) } / .seconds(1)
    }

    /// Runs a stage and says how many blocks of memory it allocated, in all threads; `nil` where that cannot be
    /// counted.
    public func allocations(_ stage: Stage) throws -> Int? {
        guard callocations_are_counted() != 0 else { return nil }
        let before = callocations_count()
        try run(stage)
        return Int(callocations_count() - before)
    }

    /// The postnet's five convolutions, which are nearly all of its time. [frames, 80] → [frames, 80]
    private func applyPostnet() -> Tensor {
        postnet.reduce(mel.values.transposed()) { x, convolution in convolution(x) }
    }

    private func speak(_ tacotron2: Tacotron2, _ vocoder: some MelVocoder) throws -> [Float] {
        let symbols = try frontEnd.symbols(for: Self.text)
        let prediction = try Self.prediction(tacotron2, symbols, speaker, frames: frames)
        return try vocoder.waveform(from: prediction.mel).samples
    }

    private static func prediction(
        _ tacotron2: Tacotron2, _ symbols: SymbolSequence, _ speaker: SpeakerVector, frames: Int
    ) throws -> SpectrogramPrediction {
        try tacotron2.predict(symbols, speaker: speaker, options: options(frames: frames))
    }

    /// No stop probability lies above 1, so the number of frames is the limit.
    private static func options(frames: Int) -> Tacotron2Options {
        .init(seed: seed, gateThreshold: 1, maximumFrames: frames)
    }
}
