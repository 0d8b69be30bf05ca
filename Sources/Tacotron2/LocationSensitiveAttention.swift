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
    private let previous: Tensor  // U·F for the weights of the last step. [attention, kernel]
    private let cumulative: Tensor  // U·F for the cumulative weights. [attention, kernel]

    /// The number of symbols that the location convolution looks at.
    var kernelSize: Int { previous.shape[1] }
    /// The size of the space in which query, location and memory are compared.
    var size: Int { query.outputs }

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        let name = "decoder.attention_layer"
        query = try checkpoint.linear("\(name).query_layer", inputs: sizes.attentionRNN, outputs: sizes.attention)
        memory = try checkpoint.linear("\(name).memory_layer", inputs: sizes.memory, outputs: sizes.attention)
        energy = try checkpoint.tensor("\(name).v.linear_layer.weight", shape: [1, sizes.attention])
        let filters = try checkpoint.oddKernel(
            "\(name).location_layer.location_conv.conv.weight", shape: [nil, 2, nil])
        let dense = try checkpoint.linear(
            "\(name).location_layer.location_dense", inputs: filters.shape[0], outputs: sizes.attention)
        let (count, kernel) = (filters.shape[0], filters.shape[2])
        let taps = filters.reshaped([count, 2 * kernel]).transposed().doubles
        let location = Tensor(dense(frames: taps), shape: [2 * kernel, sizes.attention]).transposed()
        previous = location.prefixColumns(kernel)
        cumulative = location.suffixColumns(kernel)
    }

    /// What the memory contributes to the energies, the same at every step: [S, memory] → [S, attention].
    func keys(for memory: [Double]) -> [Double] {
        self.memory(frames: memory)
    }

    /// Finds the weights of the next frame and adds them to the cumulative ones.
    ///
    /// - Parameters:
    ///   - hidden: The hidden state of the attention's recurrent layer. [attentionRNN]
    ///   - keys: From ``keys(for:)``. [S, attention]
    ///   - state: Holds the weights, and memory for the work.
    func attend(_ hidden: UnsafePointer<Double>, keys: [Double], state: inout AttentionState) {
        let (symbols, size, kernel) = (state.symbols, size, kernelSize)
        let (energies, argument, v) = (state.energies, state.argument, energy.base)
        query(hidden, into: state.query)
        var largest = -Double.infinity
        for s in 0..<symbols {
            for i in 0..<size { argument[i] = state.query[i] + keys[s * size + i] }
            BLAS.multiply(rows: size, columns: kernel, previous.base, state.paddedWeights + s, beta: 1, into: argument)
            BLAS.multiply(
                rows: size, columns: kernel, cumulative.base, state.paddedCumulative + s, beta: 1, into: argument)
            energies[s] = 0
            for i in 0..<size { energies[s] += Double(v[i]) * tanh(argument[i]) }
            largest = max(largest, energies[s])
        }
        var sum = 0.0
        for s in 0..<symbols {
            energies[s] = exp(energies[s] - largest)
            sum += energies[s]
        }
        for s in 0..<symbols {
            state.weights[s] = energies[s] / sum
            state.cumulative[s] += state.weights[s]
        }
    }
}
