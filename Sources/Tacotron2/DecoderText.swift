import Tensor

/// What the decoder reads of a text and its speaker, the same at every step.
struct DecoderText: Sendable {
    /// The text and the speaker, a column for each symbol. [memory, S]
    let memory: Tensor
    /// What the memory contributes to the energies of attention. [S, attention]
    let keys: [Double]

    /// - Parameter memory: The encoded text with the speaker behind every symbol. [S, memory]
    init(memory: [Double], symbols: Int, decoder: Decoder) {
        keys = decoder.attention.keys(for: memory)
        self.memory = Tensor(memory, shape: [symbols, decoder.sizes.memory]).transposed()
    }
}
