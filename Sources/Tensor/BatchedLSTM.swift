/// A layer of long short-term memory, its weights laid out for many sequences at once in single precision.
///
/// The formulas stand at ``LSTM``. Make it once: laying out takes as long as some tens of steps.
package struct BatchedLSTM: Sendable {
    private let inputWeight: PackedMatrix  // W_ih. [4 · hidden, inputs]
    private let hiddenWeight: PackedMatrix  // W_hh. [4 · hidden, hidden]
    private let bias: Tensor  // [4 · hidden]
    private let inputs: Int
    private let hidden: Int

    /// Lays out the weights of a layer.
    package init(_ layer: LSTM) {
        (inputs, hidden) = (layer.inputs, layer.hidden)
        let columns = inputs + hidden
        inputWeight = PackedMatrix(layer.weight.base, rowStride: columns, rows: 4 * hidden, columns: inputs)
        hiddenWeight = PackedMatrix(layer.weight.base + inputs, rowStride: columns, rows: 4 * hidden, columns: hidden)
        bias = layer.bias
    }

    /// Runs a batch of sequences from a state of zeros and returns every hidden state.
    ///
    /// The sequences are divided among the cores; what becomes of one does not depend on the others.
    ///
    /// - Parameter x: [frames, batch, inputs]
    /// - Returns: [frames, batch, hidden]
    package func callAsFunction(_ x: Tensor) -> Tensor {
        precondition(
            x.shape.count == 3 && x.shape[2] == inputs, "an LSTM of \(inputs) inputs cannot take a tensor of \(x.shape)"
        )
        let (frames, batch) = (x.shape[0], x.shape[1])
        var gates = inputGates(x)
        // As many sequences go together as the kernel is made for, but no core is left idle.
        let groups = min(batch, max((batch + PackedMatrix.lanes - 1) / PackedMatrix.lanes, Parallel.threadCount))
        return Tensor(shape: [frames, batch, hidden]) { output in
            gates.withUnsafeMutableBufferPointer { gates in
                guard let output = output.baseAddress, let gates = gates.baseAddress else { return }
                Parallel.forEach(groups) { group, _ in
                    run(group * batch / groups..<(group + 1) * batch / groups, of: batch, frames, gates, output)
                }
            }
        }
    }

    /// W_ih·x + b for all frames at once: [frames, batch, inputs] → [frames · batch, 4 · hidden].
    private func inputGates(_ x: Tensor) -> Tensor {
        let (rows, tile) = (x.shape[0] * x.shape[1], 8 * PackedMatrix.lanes)
        return Tensor(shape: [rows, 4 * hidden]) { gates in
            guard let gates = gates.baseAddress else { return }
            Parallel.forEach((rows + tile - 1) / tile) { index, _ in
                let row = index * tile
                let (count, target) = (min(tile, rows - row), gates + row * 4 * hidden)
                for row in 0..<count { (target + row * 4 * hidden).initialize(from: bias.base, count: 4 * hidden) }
                inputWeight.multiplyAdd(
                    x.base + row * inputs, stride: inputs, lanes: count, to: target, stride: 4 * hidden)
            }
        }
    }

    /// Runs some of the sequences through all frames.
    ///
    /// - Parameters:
    ///   - gates: W_ih·x + b, to which W_hh·h is added. [frames, batch, 4 · hidden]
    ///   - output: Receives the hidden states. [frames, batch, hidden]
    private func run(
        _ sequences: Range<Int>, of batch: Int, _ frames: Int, _ gates: UnsafeMutablePointer<Float>,
        _ output: UnsafeMutablePointer<Float>
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: sequences.count * hidden) { cells in
            guard let cells = cells.baseAddress else { return }
            cells.initialize(repeating: 0, count: sequences.count * hidden)
            for frame in 0..<frames {
                let first = frame * batch + sequences.lowerBound
                if frame > 0 {
                    hiddenWeight.multiplyAdd(
                        output + (first - batch) * hidden, stride: hidden, lanes: sequences.count,
                        to: gates + first * 4 * hidden, stride: 4 * hidden)
                }
                for sequence in 0..<sequences.count {
                    updateLSTM(
                        gates: gates + (first + sequence) * 4 * hidden, cell: cells + sequence * hidden,
                        hidden: output + (first + sequence) * hidden, count: hidden)
                }
            }
        }
    }
}
