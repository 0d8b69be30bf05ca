/// A fully connected layer: y = W·x + b.
public struct Linear: Sendable {
    /// W. [outputs, inputs]
    public let weight: Tensor
    /// b. [outputs]
    public let bias: Tensor?

    /// The number of inputs.
    public var inputs: Int { weight.shape[1] }
    /// The number of outputs.
    public var outputs: Int { weight.shape[0] }

    /// Makes a layer from its weights.
    ///
    /// - Parameters:
    ///   - weight: [outputs, inputs]
    ///   - bias: [outputs], or none.
    public init(weight: Tensor, bias: Tensor? = nil) {
        precondition(weight.shape.count == 2, "a linear layer's weight has two dimensions, not \(weight.shape)")
        precondition(
            bias.map { $0.shape == [weight.shape[0]] } ?? true,
            "a linear layer with weight \(weight.shape) cannot have a bias of shape \(bias?.shape ?? [])")
        self.weight = weight
        self.bias = bias
    }

    /// Applies the layer to every row, each as if it were alone: [rows, inputs] → [rows, outputs].
    public func callAsFunction(_ x: Tensor) -> Tensor {
        precondition(
            x.shape.count == 2 && x.shape[1] == inputs, "a linear layer of \(inputs) inputs cannot take \(x.shape)")
        let rows = x.shape[0]
        return Tensor(shape: [rows, outputs]) { buffer in
            guard let y = buffer.baseAddress else { return }
            // OpenBLAS rounds a row's sums by how many rows there are.
            for row in 0..<rows {
                setBias(y + row * outputs)
                BLAS.multiply(
                    m: 1, n: outputs, k: inputs, .init(x.base + row * inputs, rowStride: inputs),
                    .init(weight.base, rowStride: inputs).transposed, beta: 1, into: y + row * outputs, stride: outputs)
            }
        }
    }

    private func setBias(_ y: UnsafeMutablePointer<Float>) {
        if let bias {
            y.update(from: bias.base, count: outputs)
        } else {
            y.update(repeating: 0, count: outputs)
        }
    }
}
