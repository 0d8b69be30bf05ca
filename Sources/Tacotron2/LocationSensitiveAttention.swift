import Checkpoint
import Foundation
import Tensor

/// Location-sensitive attention: where in the text the next frame comes from.
///
///     energy_s = vᵀ tanh(W·query + V·memory_s + U·(F ∗ [previous; cumulative])_s)
///     weights = softmax(energy)
///
/// The convolution F and the linear map U have nothing between them, so they are one matrix here, made at load.
/// Source: arXiv 1506.07503, section 2.2; cumulative weights: arXiv 1712.05884, section 2.2.
struct LocationSensitiveAttention: Sendable {
    private let query: Linear
    private let memory: Linear
    private let energy: Tensor  // v. [attention]
    private let location: Tensor  // U·F, a row for each tap of each of the two kinds of weights. [2 · kernel, attention]

    /// The number of symbols that the location convolution looks at.
    var kernelSize: Int { location.shape[0] / 2 }
    /// The size of the space in which query, location and memory are compared.
    var size: Int { query.outputs }

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        let name = "decoder.attention_layer"
        query = try checkpoint.linear("\(name).query_layer", inputs: sizes.attentionRNN, outputs: sizes.attention)
        memory = try checkpoint.linear("\(name).memory_layer", inputs: sizes.memory, outputs: sizes.attention)
        energy = try checkpoint.tensor("\(name).v.linear_layer.weight", shape: [1, sizes.attention])
        let filters = try checkpoint.tensor("\(name).location_layer.location_conv.conv.weight", shape: [nil, 2, nil])
        let dense = try checkpoint.linear(
            "\(name).location_layer.location_dense", inputs: filters.shape[0], outputs: sizes.attention)
        location = dense(filters.reshaped([filters.shape[0], 2 * filters.shape[2]]).transposed())
    }

    /// What the memory contributes to the energies, the same at every step: [S, memory] → [S, attention]
    func keys(for memory: Tensor) -> Tensor {
        self.memory(memory)
    }

    /// Finds the weights of the next frame and adds them to the cumulative ones.
    ///
    /// - Parameters:
    ///   - hidden: The hidden state of the attention's recurrent layer. [attentionRNN]
    ///   - keys: From ``keys(for:)``. [S, attention]
    ///   - state: Holds the weights, and memory for the work.
    func attend(_ hidden: UnsafePointer<Float>, keys: Tensor, state: inout AttentionState) {
        let (symbols, size, kernel) = (state.symbols, size, kernelSize)
        query(hidden, into: state.query)
        for s in 0..<symbols {  // windows around each symbol: [S, 2 · kernel]
            (state.windows + s * 2 * kernel).update(from: state.paddedWeights + s, count: kernel)
            (state.windows + (s * 2 + 1) * kernel).update(from: state.paddedCumulative + s, count: kernel)
        }
        state.features.update(from: keys.base, count: symbols * size)
        BLAS.multiply(
            m: symbols, n: size, k: 2 * kernel, .init(state.windows, rowStride: 2 * kernel),
            .init(location.base, rowStride: size), beta: 1, into: state.features, stride: size)

        // The energies span tens of units, and what single precision rounds off them is the largest error of the whole
        // decoder, growing from frame to frame: so they and their softmax are in double precision.
        let (energies, v) = (state.energies, energy.base)
        var largest = -Double.infinity
        for s in 0..<symbols {
            var e = 0.0
            for i in 0..<size { e += Double(v[i]) * Double(tanhf(state.features[s * size + i] + state.query[i])) }
            energies[s] = e
            largest = max(largest, e)
        }
        var sum = 0.0
        for s in 0..<symbols {
            energies[s] = exp(energies[s] - largest)
            sum += energies[s]
        }
        for s in 0..<symbols {
            state.weights[s] = Float(energies[s] / sum)
            state.cumulative[s] += state.weights[s]
        }
    }
}
