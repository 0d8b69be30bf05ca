import CKernels

/// A layer of long short-term memory, its weights laid out for many sequences at once in single precision.
///
/// The formulas stand at ``LSTM``. Make it once: laying out takes as long as some tens of steps. The rows of W are in
/// another order: gates i, f, g, o of the first units, then of the next. So a core can make some units on its own, and
/// finds its share of the weights in its cache at every step.
package struct BatchedLSTM: Sendable {
    /// The units that are computed together: the rows of their gates are a block of the matrices.
    private static let partUnits = PackedMatrix.partRows / 4

    private let inputWeight: PackedMatrix  // W_ih. [4 · hidden, inputs]
    private let hiddenWeight: PackedMatrix  // W_hh. [4 · hidden, hidden]
    private let bias: Tensor  // [4 · hidden]
    private let inputs: Int
    /// The size of the hidden state and of the cell state.
    package let hidden: Int

    /// Lays out the weights of a layer.
    package init(_ layer: LSTM) {
        let (inputs, hidden, columns) = (layer.inputs, layer.hidden, layer.inputs + layer.hidden)
        let order = stride(from: 0, to: hidden, by: Self.partUnits).flatMap { first in
            (0..<4).flatMap { gate in (first..<min(first + Self.partUnits, hidden)).map { gate * hidden + $0 } }
        }
        let weight = Tensor(shape: layer.weight.shape) { weight in
            guard let weight = weight.baseAddress else { return }
            for (row, source) in order.enumerated() {
                (weight + row * columns).initialize(from: layer.weight.base + source * columns, count: columns)
            }
        }
        (inputWeight, hiddenWeight) = withExtendedLifetime(weight) {
            (
                PackedMatrix(weight.base, rowStride: columns, rows: 4 * hidden, columns: inputs),
                PackedMatrix(weight.base + inputs, rowStride: columns, rows: 4 * hidden, columns: hidden)
            )
        }
        bias = Tensor(order.map { layer.bias.base[$0] })
        (self.inputs, self.hidden) = (inputs, hidden)
    }

    /// Runs a batch of sequences from a state of zeros and returns every hidden state.
    ///
    /// What becomes of a sequence does not depend on the others.
    ///
    /// - Parameter x: [frames, batch, inputs]
    /// - Returns: [frames, batch, hidden]
    package func callAsFunction(_ x: Tensor) -> Tensor {
        precondition(
            x.shape.count == 3 && x.shape[2] == inputs, "an LSTM of \(inputs) inputs cannot take a tensor of \(x.shape)"
        )
        let (frames, batch) = (x.shape[0], x.shape[1])
        var gates = inputGates(x)
        let cells = AlignedMemory<Float>([batch * hidden])
        return Tensor(shape: [frames, batch, hidden]) { output in
            defer { withExtendedLifetime(cells) {} }
            gates.withUnsafeMutableBufferPointer { gates in
                guard let output = output.baseAddress, let gates = gates.baseAddress else { return }
                for frame in 0..<frames {
                    let state = output + frame * batch * hidden
                    step(
                        from: frame == 0 ? nil : UnsafePointer(state - batch * hidden), batch,
                        gates: gates + frame * batch * 4 * hidden, cells: cells.parts[0], to: state)
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

    /// Takes every sequence through one frame.
    ///
    /// - Parameters:
    ///   - last: The hidden states of the frame before, if there was one. [batch, hidden]
    ///   - gates: W_ih·x + b, to which W_hh·h is added. [batch, 4 · hidden]
    ///   - cells: The cell states, replaced. [batch, hidden]
    ///   - state: Receives the hidden states. [batch, hidden]
    private func step(
        from last: UnsafePointer<Float>?, _ batch: Int, gates: UnsafeMutablePointer<Float>,
        cells: UnsafeMutablePointer<Float>, to state: UnsafeMutablePointer<Float>
    ) {
        // What another core does of a smaller step would not be worth waiting for.
        let isWorthSharing = 4 * hidden * hidden * batch > 1 << 18
        let parts = (hidden + Self.partUnits - 1) / Self.partUnits
        let pieces = isWorthSharing ? min(Parallel.threadCount, parts) : 1
        Parallel.forEachOwn(pieces) { piece in
            let first = parts * piece / pieces * Self.partUnits
            let end = min(parts * (piece + 1) / pieces * Self.partUnits, hidden)
            if let last {
                hiddenWeight.multiplyAdd(
                    rows: 4 * first..<4 * end, last, stride: hidden, lanes: batch, to: gates + 4 * first,
                    stride: 4 * hidden)
            }
            for sequence in 0..<batch {
                for unit in stride(from: first, to: end, by: Self.partUnits) {
                    let place = sequence * hidden + unit
                    ckernels_lstm_update(
                        Kernels.variant, gates + 4 * place, min(Self.partUnits, end - unit), cells + place,
                        state + place)
                }
            }
        }
    }
}
