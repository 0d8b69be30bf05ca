import Foundation
import VoiceClone

/// A multilayer perceptron that can learn: x ← φ(W·x + b) for each layer, the last without φ.
struct Perceptron: Sendable {
    /// The function φ between the layers.
    enum Hidden: Sendable {
        /// max(x, 0), as in the adapter that the package runs.
        case relu
        /// x·σ(x), smooth, for a network whose slope is followed.
        case silu
    }

    /// W and b of each layer in turn. [outputs, inputs], [outputs]
    var parameters: [Tensor]
    private let hidden: Hidden

    /// What the backward pass needs of a forward pass.
    struct Trace {
        /// What each layer was given. [rows, inputs]
        var inputs: [Tensor] = []
        /// What each layer gave, before φ. [rows, outputs]
        var sums: [Tensor] = []
    }

    /// Starts with uniform weights in ±√(1 / inputs).
    init(_ sizes: [Int], hidden: Hidden, seed: UInt64) {
        let random = Philox(seed: seed)
        self.hidden = hidden
        parameters = zip(sizes, sizes.dropFirst()).enumerated().flatMap { layer, size in
            let bound = 1 / Float(size.0).squareRoot()
            func numbers(_ count: Int, stream: Int) -> [Float] {
                (0..<count).map { bound * (2 * random.uniform(UInt32(stream), 0, $0) - 1) }
            }
            return [
                Tensor(numbers(size.0 * size.1, stream: 2 * layer), shape: [size.1, size.0]),
                Tensor(numbers(size.1, stream: 2 * layer + 1)),
            ]
        }
    }

    /// [rows, inputs] → [rows, outputs], and what the way back needs.
    func forward(_ x: Tensor) -> (output: Tensor, trace: Trace) {
        var (x, trace) = (x, Trace())
        for layer in stride(from: 0, to: parameters.count, by: 2) {
            trace.inputs.append(x)
            x = Linear(weight: parameters[layer], bias: parameters[layer + 1])(x)
            trace.sums.append(x)
            if layer + 2 < parameters.count { x = x.mapped(activation) }
        }
        return (x, trace)
    }

    /// [rows, inputs] → [rows, outputs]
    func callAsFunction(_ x: Tensor) -> Tensor { forward(x).output }

    /// The gradients for the parameters, in their order, and for the input, from the gradient for the output.
    func backward(
        _ trace: Trace, outputGradient: Tensor, forParameters: Bool = true
    ) -> (parameters: [Tensor], input: Tensor) {
        var gradients: [Tensor] = []
        var gradient = outputGradient  // [rows, outputs]
        for layer in trace.sums.indices.reversed() {
            if layer < trace.sums.count - 1 {
                gradient = gradient.combined(trace.sums[layer]) { $0 * slope($1) }
            }
            if forParameters {
                gradients.insert(gradient.columnSums(), at: 0)
                gradients.insert(gradient.transposed().matrixProduct(trace.inputs[layer]), at: 0)
            }
            gradient = gradient.matrixProduct(parameters[2 * layer])
        }
        return (gradients, gradient)
    }

    private func activation(_ x: Float) -> Float {
        switch hidden {
        case .relu: max(x, 0)
        case .silu: x / (1 + exp(-x))
        }
    }

    private func slope(_ x: Float) -> Float {
        switch hidden {
        case .relu: return x > 0 ? 1 : 0
        case .silu:
            let sigma = 1 / (1 + exp(-x))
            return sigma * (1 + x * (1 - sigma))
        }
    }
}
