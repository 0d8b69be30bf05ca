import Checkpoint
import Tensor

/// From symbols to a memory that the decoder attends to: an embedding, three convolutions with batch normalisation and
/// ReLU, and a bidirectional LSTM.
///
/// Source: arXiv 1712.05884, section 2.2.
struct TextEncoder: Sendable {
    private let embedding: Tensor  // [symbols, E]
    private let convolutions: [PackedLayer]
    private let lstms: [PackedLayer]  // from the first symbol to the last, and back

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        embedding = try checkpoint.tensor("embedding.weight", shape: [sizes.symbols, sizes.embedding])
        convolutions = try (0..<3).map { layer in
            PackedLayer(
                try checkpoint.normalizedConvolution(
                    "encoder.convolutions.\(layer)", inputs: sizes.embedding, outputs: sizes.embedding))
        }
        lstms = try ["_l0", "_l0_reverse"].map { suffix in
            PackedLayer(
                try checkpoint.lstm(
                    "encoder.lstm", suffix: suffix, inputs: sizes.embedding, hidden: sizes.embedding / 2))
        }
    }

    /// [S] symbol indices → [S, E], in double precision.
    func callAsFunction(_ symbols: [Int]) -> [Double] {
        let size = embedding.shape[1]
        var x = symbols.flatMap { symbol in (0..<size).map { Double(embedding.base[symbol * size + $0]) } }
        for convolution in convolutions {
            let padding = (convolution.columns / size - 1) / 2
            x = convolution(frames: x, of: size, padding: padding).map { max($0, 0) }
        }
        let forward = lstms[0].states(frames: x)  // [S, E / 2]
        let backward = lstms[1].states(frames: x, reversed: true)
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
