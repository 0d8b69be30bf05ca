import Checkpoint
import DSP

/// The sizes of a multi-speaker Tacotron 2, all of them read off the shapes of its tensors.
public struct Tacotron2Configuration: Sendable, Equatable {
    /// The number of text symbols.
    public let symbols: Int
    /// E, the size of a symbol's embedding and of the text encoder's output.
    public let embedding: Int
    /// The number of values that stand for a speaker: 32 in the mspk layout, 256 in the rtvc layout.
    public let speakerVector: Int
    /// The number of values that the speaker adds to each symbol of the memory.
    public let speakerEmbedding: Int
    /// The number of units in each of the prenet's two layers.
    public let prenet: Int
    /// The hidden size of the attention's recurrent layer.
    public let attentionRNN: Int
    /// The hidden size of the decoder's recurrent layer.
    public let decoderRNN: Int
    /// The size of the space in which attention compares query, location and memory.
    public let attention: Int
    /// The number of mel bands in a frame.
    public let bands: Int

    /// E plus the speaker's part: the size of the memory at each symbol.
    public var memory: Int { embedding + speakerEmbedding }

    /// Reads the sizes off a checkpoint.
    ///
    /// - Throws: `CheckpointError` if a tensor that tells a size is missing or has another number of dimensions.
    init(_ checkpoint: Checkpoint) throws {
        func shape(_ name: String) throws -> [Int] { try checkpoint.shape(of: name, expecting: [nil, nil]) }
        let embeddingShape = try shape("embedding.weight")
        (symbols, embedding) = (embeddingShape[0], embeddingShape[1])
        let speakerShape = try shape("speaker_embedding.weight")
        (speakerEmbedding, speakerVector) = (speakerShape[0], speakerShape[1])
        let prenetShape = try shape("decoder.prenet.layers.0.linear_layer.weight")
        (prenet, bands) = (prenetShape[0], prenetShape[1])
        attentionRNN = try shape("decoder.attention_rnn.weight_hh")[1]
        decoderRNN = try shape("decoder.decoder_rnn.weight_hh")[1]
        attention = try shape("decoder.attention_layer.query_layer.linear_layer.weight")[0]
    }
}
