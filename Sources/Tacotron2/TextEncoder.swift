import Checkpoint
import Tensor

/// From symbols to a memory that the decoder attends to: an embedding, three convolutions with batch normalisation and
/// ReLU, and a bidirectional LSTM.
///
/// Source: arXiv 1712.05884, section 2.2.
struct TextEncoder: Sendable {
    private let embedding: Tensor  // [symbols, E]
    private let convolutions: [Conv1d]
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

    /// [S] symbol indices → [S, E].
    func callAsFunction(_ symbols: [Int]) -> Tensor {
        let (count, size) = (symbols.count, embedding.shape[1])
        let rows = Tensor(shape: [count, size]) { rows in
            for (row, symbol) in symbols.enumerated() {
                for i in 0..<size { rows[row * size + i] = embedding.base[symbol * size + i] }
            }
        }
        var x = rows.transposed()  // [E, S]
        for convolution in convolutions {
            x = convolution(x)
            Activation.relu.apply(to: &x)
        }
        let sequence = x.transposed().reshaped([count, 1, size])
        let forward = forward(sequence).reshaped([count, size / 2])
        let backward = backward(sequence, reversed: true).reshaped([count, size / 2])
        return forward.joinedColumns(with: backward)
    }
}
