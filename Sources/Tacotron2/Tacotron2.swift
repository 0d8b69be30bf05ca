import Checkpoint
import DSP
import Foundation
import Logging
import SpeakerEncoder
import Tensor
import TextFrontend

/// Tacotron 2 with a speaker: symbols and a voice go in, a mel spectrogram comes out.
///
/// Sources: arXiv 1712.05884 for the network, arXiv 1806.04558, section 2.2, for the speaker in its memory.
///
/// ```swift
/// let tacotron2 = try Tacotron2(contentsOf: models.tacotron2)
/// let prediction = try tacotron2.predict("今天天气很好。", speaker: SpeakerVector(name: "biaobei"))
/// prediction.mel                                 // [80, frames]
/// ```
public final class Tacotron2: Sendable {
    /// The sizes of the network.
    public let configuration: Tacotron2Configuration
    /// The maps from embeddings to what the network is conditioned on, one for each convention; none in the rtvc
    /// layout, which needs none.
    let adapters: SpeakerAdapters
    /// What reads the text.
    package let frontend: TextFrontend
    private let encoder: TextEncoder
    private let speakerEmbedding: Linear
    let decoder: Decoder
    let postnet: Postnet

    /// Loads the weights from a checkpoint file, and from the same folder what reads characters with several readings.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - precision: How many bits of its weights the decoder reads.
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``Tacotron2Error`` if its sizes
    ///   do not fit, `TextError` if the front end's dictionary cannot be read.
    public convenience init(contentsOf url: URL, precision: WeightPrecision = .float32) throws {
        let checkpoint = try Checkpoint(contentsOf: url)
        let frontend = try TextFrontend(models: url.deletingLastPathComponent())
        try self.init(checkpoint, frontend: frontend, precision: precision)
    }

    /// Takes the weights from a checkpoint: `embedding.weight` and so on, all of them perhaps behind one prefix such as
    /// `model.`.
    ///
    /// - Parameters:
    ///   - checkpoint: The weights, of the mspk or the rtvc layout.
    ///   - frontend: What reads the text.
    ///   - adapters: One for each convention whose embeddings are to be spoken; those of the package if left out.
    ///   - precision: How many bits of its weights the decoder reads.
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``Tacotron2Error`` if the network speaks other
    ///   symbols or makes other frames than this package knows, or its sizes do not fit together.
    public init(
        _ checkpoint: Checkpoint, frontend: TextFrontend, adapters: [SpeakerAdapter]? = nil,
        precision: WeightPrecision = .float32
    ) throws {
        let checkpoint = checkpoint.unwrapped(around: ["embedding.weight", "decoder.attention_rnn.weight_hh"])
        let sizes = try Tacotron2Configuration(checkpoint)
        for (what, expected, found) in [
            ("symbols", SymbolSequence.symbolCount, sizes.symbols),
            ("mel bands", MelContract.tacotron2.bands, sizes.bands),
        ] where expected != found {
            throw Tacotron2Error.incompatibleCheckpoint(what: what, expected: expected, found: found)
        }
        guard sizes.embedding % 2 == 0 else { throw Tacotron2Error.oddEmbedding(size: sizes.embedding) }
        configuration = sizes
        if let adapters {
            self.adapters = SpeakerAdapters(adapters)
        } else {
            self.adapters = SpeakerAdapters(
                bundled: sizes.speakerVector == SpeakerVector.dimension ? EmbeddingConvention.allCases : [])
        }
        self.frontend = frontend
        encoder = try TextEncoder(checkpoint, sizes)
        speakerEmbedding = Linear(
            weight: try checkpoint.tensor(
                "speaker_embedding.weight", shape: [sizes.speakerEmbedding, sizes.speakerVector]),
            bias: try checkpoint.tensor("speaker_embedding.bias", shape: [sizes.speakerEmbedding]))
        decoder = try Decoder(checkpoint, sizes, precision: precision)
        postnet = try Postnet(checkpoint, sizes)
        checkpoint.forgetWhatWasRead()
    }

    /// Speaks a text in a voice: a built-in one, or that of an embedding through ``speakerVector(for:)``.
    ///
    /// What of the text is left out or spelled is logged, label `voiceclone.tacotron2`, as a warning.
    ///
    /// - Parameters:
    ///   - text: Mandarin text, or pinyin with tone digits; of SSML the readings count, breaks are for `VoiceCloner`.
    ///   - speaker: The voice.
    ///   - options: Seed, limits and how text is read.
    /// - Throws: `TextError` if the text cannot be read; ``Tacotron2Error`` if it is too long, an option lies outside
    ///   its range, the speaker does not fit the network, or the weights are damaged; `CancellationError` if the task
    ///   that asks for it is cancelled.
    public func predict(
        _ text: String, speaker: SpeakerVector, options: Tacotron2Options = .init()
    ) throws -> SpectrogramPrediction {
        let (symbols, warnings) = try frontend.symbolsAndWarnings(of: text, options: options.text)
        for warning in warnings { Logger(label: "voiceclone.tacotron2").warning("\(warning)") }
        return try predict(symbols, speaker: speaker, options: options)
    }

    /// Speaks symbols in a voice: a built-in one, or that of an embedding through ``speakerVector(for:)``.
    ///
    /// - Throws: ``Tacotron2Error`` if there are no symbols or too many, an option lies outside its range, the speaker
    ///   does not fit the network, or the weights are damaged; `CancellationError` if the task that asks for it is
    ///   cancelled.
    public func predict(
        _ symbols: SymbolSequence, speaker: SpeakerVector, options: Tacotron2Options = .init()
    ) throws -> SpectrogramPrediction {
        let decoding = try decoding(symbols, speaker: speaker, options: options)
        while try decoding.nextFrame() { try Task.checkCancellation() }
        return try prediction(of: decoding)
    }

    /// Begins to speak symbols in a voice: what comes back makes the frames one by one.
    ///
    /// - Throws: ``Tacotron2Error`` if there are no symbols or too many, or the speaker does not fit the network.
    package func decoding(
        _ symbols: SymbolSequence, speaker: SpeakerVector, options: Tacotron2Options
    ) throws -> SpeechDecoding {
        try requireSpeakable(symbols, speaker: speaker, options: options)
        let memory = memory(of: symbols, speaker: speaker)  // [S, memory]
        return SpeechDecoding(symbols: symbols, memory: memory, options: options, decoder: decoder)
    }

    /// Corrects the frames of a sentence that was spoken to its end.
    ///
    /// - Throws: ``Tacotron2Error/notFinite(frame:)`` if the weights are damaged.
    package func prediction(of decoding: SpeechDecoding) throws -> SpectrogramPrediction {
        let frames = try finish(decoding, frames: 0..<decoding.gates.count).tensor  // [frames, 80]
        return decoding.prediction(mel: MelSpectrogram(values: frames.transposed(), contract: .tacotron2))
    }

    /// Refuses what cannot be spoken.
    ///
    /// - Throws: ``Tacotron2Error`` if there are no symbols or too many, or the speaker does not fit the network.
    func requireSpeakable(_ symbols: SymbolSequence, speaker: SpeakerVector, options: Tacotron2Options) throws {
        try options.requireSense()
        guard speaker.values.count == configuration.speakerVector else {
            throw Tacotron2Error.speakerMismatch(expected: configuration.speakerVector, found: speaker.values.count)
        }
        guard !symbols.ids.isEmpty else { throw Tacotron2Error.emptySymbols }
        try requireLength(of: symbols, options: options)
    }

    /// Refuses a sentence that cannot be spoken within the limit of frames.
    ///
    /// - Throws: ``Tacotron2Error/textTooLong(symbols:maximumFrames:)``.
    package func requireLength(of symbols: SymbolSequence, options: Tacotron2Options) throws {
        // The fastest voices take three frames a symbol, most take four or five.
        guard 2 * symbols.ids.count <= options.maximumFrames else {
            throw Tacotron2Error.textTooLong(symbols: symbols.ids.count, maximumFrames: options.maximumFrames)
        }
    }

    /// The encoded text with the speaker behind every symbol, in double precision: [S, memory].
    private func memory(of symbols: SymbolSequence, speaker: SpeakerVector) -> [Double] {
        let text = encoder(symbols.ids)  // [S, E]
        let voice = speakerEmbedding(frames: speaker.values.map(Double.init))  // [speakerEmbedding]
        let size = configuration.embedding
        return symbols.ids.indices.flatMap { text[$0 * size..<($0 + 1) * size] + voice }
    }
}
