import Foundation
import SpeakerEncoder

/// What can go wrong between a text and its mel spectrogram.
public enum Tacotron2Error: Error, Equatable, Sendable {
    /// The checkpoint takes another number of values for a speaker than it was given.
    case speakerMismatch(expected: Int, found: Int)
    /// The numbers cannot stand for a speaker; the text says why.
    case invalidSpeaker(String)
    /// The adapter takes embeddings of another convention than it was given.
    case adapterMismatch(expected: EmbeddingConvention, found: EmbeddingConvention)
    /// There is no adapter for the embedding's convention.
    case noAdapter(convention: EmbeddingConvention, available: [EmbeddingConvention])
    /// The file cannot be an adapter; the text says why.
    case invalidAdapter(path: String, reason: String)
    /// The checkpoint knows another number of symbols, or of mel bands, than the front end and the vocoders.
    case incompatibleCheckpoint(what: String, expected: Int, found: Int)
    /// The embedding of a symbol has an odd size, so two directions cannot share it.
    case oddEmbedding(size: Int)
    /// The checkpoint has more of something than is computed with here.
    case tooLarge(what: String, most: Int, found: Int)
    /// The text has more than one symbol for two frames, so it cannot be spoken to its end.
    case textTooLong(symbols: Int, maximumFrames: Int)
    /// An option of the caller's lies outside its range.
    case invalidOption(name: String, value: String, allowed: String)
    /// There are no symbols to speak.
    case emptySymbols
    /// The network's output is not finite at this frame: the weights are damaged, or the speaker's numbers are huge.
    case notFinite(frame: Int)
}

extension Tacotron2Error: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .speakerMismatch(let expected, let found):
            switch (expected, found) {
            case (_, SpeakerVector.dimension):
                """
                This checkpoint takes a speaker embedding of \(expected) numbers, not a name, which makes \(found). Embed a \
                recording and ask speakerVector(for:), or load mellotron.kuangdd-mspk.pt, whose voices have names; a \
                models folder that holds tacotron2.zip prefers that one.
                """
            case (SpeakerVector.dimension, _):
                """
                This checkpoint takes the \(expected) numbers of a voice, not \(found). Ask speakerVector(for:) for those of \
                an embedding, or SpeakerVector(name:) for those of a name.
                """
            default:
                "This checkpoint takes \(expected) numbers for a speaker, not \(found). Give it as many."
            }
        case .invalidSpeaker(let reason):
            "This is not a speaker's vector: \(reason). Take one from a name or from an adapter."
        case .adapterMismatch(let expected, let found):
            """
            This adapter takes embeddings of the convention \(expected.rawValue), this one was made under \(found.rawValue). \
            Embed the recording under \(expected.rawValue), or take the adapter of \(found.rawValue).
            """
        case .noAdapter(let convention, let available) where available.isEmpty:
            """
            The embedding was made under the convention \(convention.rawValue), this Tacotron 2 has no adapter for any. \
            Load the adapter of \(convention.rawValue) with it.
            """
        case .noAdapter(let convention, let available):
            """
            The embedding was made under the convention \(convention.rawValue), this Tacotron 2 has adapters for \
            \(available.map(\.rawValue).joined(separator: ", ")). Embed the recording under one of these, or load the \
            adapter of \(convention.rawValue).
            """
        case .invalidAdapter(let path, let reason):
            "\(path) is no speaker adapter: \(reason). Make it with SpeakerAdapterTraining, or take the package's own."
        case .incompatibleCheckpoint(let what, let expected, let found):
            "This Tacotron 2 has \(found) \(what), this package needs \(expected). Use a checkpoint trained with them."
        case .oddEmbedding(let size):
            """
            The embedding of a symbol has \(size) numbers, which cannot be halved between the two directions of the text \
            encoder. Use a checkpoint of the published layout.
            """
        case .tooLarge(let what, let most, let found):
            "This Tacotron 2 has \(found) \(what), this package takes up to \(most). Use a checkpoint of the published layout."
        case .textTooLong(let symbols, let maximumFrames):
            """
            A text of \(symbols) symbols cannot be spoken in \(maximumFrames) frames, a symbol takes four or five. Split the \
            text into sentences, or raise maximumFrames.
            """
        case .invalidOption(let name, let value, let allowed):
            "The option \(name) cannot be \(value): it has to be \(allowed)."
        case .emptySymbols:
            "There are no symbols to speak. Give a text that has at least one syllable."
        case .notFinite(let frame):
            """
            Frame \(frame) is not made of finite numbers: the weights are damaged, or the speaker's numbers are far larger than \
            any voice's. Fetch the weights again, or take a voice from a name or a recording.
            """
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
