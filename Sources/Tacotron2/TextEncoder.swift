import Checkpoint
import Tensor

/// From symbols to a memory that the decoder attends to: an embedding, three convolutions with batch normalisation and
/// ReLU, and a bidirectional LSTM.
///
/// Source: arXiv 1712.05884, section 2.2.
struct TextEncoder: Sendable {
    private let embedding: Tensor  // [symbols, E]
    private let convolutions: [ConvolutionWeights]
    private let forward: LSTM
    private let backward: LSTM

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        embedding = try checkpoint.tensor("embedding.weight", shape: [sizes.symbols, sizes.embedding])
        convolutions = try (0..<3).map { layer in
            try checkpoint.normalizedConvolution(
                "encoder.convolutions.\(layer)", inputs: sizes.embedding, outputs: sizes.embedding)
        }
        forward = try checkpoint.lstm(
            "encoder.lstm", suffix: "_l0", inputs: sizes.embedding, hidden: sizes.embedding / 2)
        backward = try checkpoint.lstm(
            "encoder.lstm", suffix: "_l0_reverse", inputs: sizes.embedding, hidden: sizes.embedding / 2)
    }

    /// [S] symbol indices → [S, E], in double precision.
    func callAsFunction(_ symbols: [Int]) -> [Double] {
        let size = embedding.shape[1]
        var x = symbols.flatMap { symbol in (0..<size).map { Double(embedding.base[symbol * size + $0]) } }
        for convolution in convolutions { x = convolution(frames: x).map { max($0, 0) } }
        let forward = forward(frames: x)  // [S, E / 2]
        let backward = backward(frames: x, reversed: true)
        let half = size / 2
        var memory: [Double] = []
        memory.reserveCapacity(symbols.count * size)
        for start in stride(from: 0, to: symbols.count * half, by: half) {
            memory += forward[start..<start + half]
            memory += backward[start..<start + half]
        }
        return memory
    }
}
