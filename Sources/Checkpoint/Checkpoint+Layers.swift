import Tensor

extension Checkpoint {
    /// An LSTM layer of known sizes, from PyTorch's four tensors.
    ///
    /// - Parameters:
    ///   - name: The module, for example `decoder.attention_rnn`.
    ///   - suffix: `_l0` and so on in PyTorch's `LSTM`, empty in its `LSTMCell`.
    ///   - inputs: The number of inputs.
    ///   - hidden: The size of the hidden state.
    /// - Throws: ``CheckpointError`` if a tensor is missing or has another shape.
    package func lstm(_ name: String, suffix: String = "", inputs: Int, hidden: Int) throws -> LSTM {
        LSTM(
            inputWeight: try tensor("\(name).weight_ih\(suffix)", shape: [4 * hidden, inputs]),
            hiddenWeight: try tensor("\(name).weight_hh\(suffix)", shape: [4 * hidden, hidden]),
            inputBias: try tensor("\(name).bias_ih\(suffix)", shape: [4 * hidden]),
            hiddenBias: try tensor("\(name).bias_hh\(suffix)", shape: [4 * hidden]))
    }

    /// The weight of a convolution whose window has a middle. [outputs, inputs, taps]
    ///
    /// - Throws: ``CheckpointError`` if the tensor is missing or has another shape, or an even number of taps, or more
    ///   than any network has.
    package func oddKernel(_ name: String, shape: [Int?]) throws -> Tensor {
        let weight = try tensor(name, shape: shape)
        try requireOddKernel(name, taps: weight.shape[2])
        return weight
    }

    /// Refuses a kernel with an even number of taps, or more than any network has.
    ///
    /// - Throws: ``CheckpointError/unsupported(path:reason:)``.
    package func requireOddKernel(_ name: String, taps: Int) throws {
        let most = ConvolutionWeights.mostTaps
        guard taps % 2 == 1, taps <= most else {
            throw unsupported(
                "\(prefix)\(name) has \(taps) taps, an odd number up to \(most) is expected; use the published layout")
        }
    }

    /// How many layers there are whose names begin with `prefix` and an index: one more than the largest index.
    ///
    /// Loading that many names the first one that is missing, where counting what is there would pass over a gap.
    package func layerCount(_ prefix: String) -> Int {
        let indices = names.lazy.filter { $0.hasPrefix(prefix) }
            .compactMap { Int($0.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }) }
        // An index beyond the number of names has a gap before it, however large it is.
        return indices.max().map { min($0, names.count) + 1 } ?? 0
    }
}
