import Checkpoint
import Tensor

/// Location-sensitive attention: where in the text the next frame comes from.
///
///     energy_s = vᵀ tanh(W·query + V·memory_s + U·(F ∗ [previous; cumulative])_s)
///     weights = softmax(energy)
///
/// The convolution F and the linear map U have nothing between them, so they are one matrix here, made at load.
/// Source: arXiv 1506.07503, section 2.2; cumulative weights: arXiv 1712.05884, section 2.2.
struct LocationSensitiveAttention: Sendable {
    /// W. [attention, attentionRNN]
    let query: PackedLayer
    private let memory: PackedLayer  // V. [attention, memory]
    /// U·F, by turns for the weights of the last step and for the cumulative ones. [attention, 2 · kernel]
    let location: PackedLayer
    /// v. [attention]
    let energy: AlignedMemory<Double>

    /// The most numbers that U·F may have, which no bytes of a file stand for; NVIDIA's has 7 936.
    private static let mostLocationWeights = 1 << 14

    /// The number of symbols that the location convolution looks at.
    var kernelSize: Int { location.columns / 2 }
    /// The size of the space in which query, location and memory are compared.
    var size: Int { query.outputs }

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        let name = "decoder.attention_layer"
        query = PackedLayer(
            try checkpoint.linear("\(name).query_layer", inputs: sizes.attentionRNN, outputs: sizes.attention))
        memory = PackedLayer(
            try checkpoint.linear("\(name).memory_layer", inputs: sizes.memory, outputs: sizes.attention))
        energy = AlignedMemory([sizes.attention])
        let v = try checkpoint.tensor("\(name).v.linear_layer.weight", shape: [1, sizes.attention])
        for (index, value) in v.elements.enumerated() { energy.parts[0][index] = Double(value) }
        let filters = try checkpoint.oddKernel(
            "\(name).location_layer.location_conv.conv.weight", shape: [nil, 2, nil])
        let dense = try checkpoint.linear(
            "\(name).location_layer.location_dense", inputs: filters.shape[0], outputs: sizes.attention)
        let (count, kernel) = (filters.shape[0], filters.shape[2])
        guard 2 * kernel * sizes.attention <= Self.mostLocationWeights else {
            throw Tacotron2Error.tooLarge(
                what: "weights of the attention's location layer", most: Self.mostLocationWeights,
                found: 2 * kernel * sizes.attention)
        }
        let taps = filters.reshaped([count, 2 * kernel]).transposed().doubles
        let product = Tensor(dense(frames: taps), shape: [2 * kernel, sizes.attention])
        let inTurns = (0..<2 * kernel).flatMap { product.row($0 % 2 * kernel + $0 / 2) }
        location = PackedLayer(
            Linear(weight: Tensor(inTurns, shape: [2 * kernel, sizes.attention]).transposed()))
    }

    /// What the memory contributes to the energies, the same at every step: [S, memory] → [S, attention].
    func keys(for memory: [Double]) -> [Double] {
        self.memory(frames: memory, of: self.memory.columns)
    }
}
