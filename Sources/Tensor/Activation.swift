import CKernels
import Foundation

/// The elementwise functions between the layers.
public enum Activation: Sendable, Equatable {
    /// x
    case identity
    /// max(x, 0)
    case relu
    /// x where positive, slope·x elsewhere; the slope lies between 0 and 1.
    case leakyReLU(slope: Float)
    /// tanh(x)
    case tanh

    /// s where the function is max(x, s·x); none for tanh.
    var slope: Float? {
        switch self {
        case .identity: 1
        case .relu: 0
        case .leakyReLU(let slope): slope
        case .tanh: nil
        }
    }

    /// Writes the function of `count` elements of `x` to `y`, which may be the same memory.
    package func apply(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .identity:
            if UnsafePointer(y) != x { y.update(from: x, count: count) }
        case .relu:
            for i in 0..<count { y[i] = max(x[i], 0) }
        case .leakyReLU(let slope):
            for i in 0..<count { y[i] = max(x[i], slope * x[i]) }
        case .tanh:
            if UnsafePointer(y) != x { y.update(from: x, count: count) }
            ckernels_tanh(Kernels.variant, y, count)
        }
    }

    /// Applies the function in place, the elements divided among the cores.
    package func apply(to tensor: inout Tensor) {
        guard self != .identity else { return }
        let piece = 1 << 16
        tensor.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            Parallel.forEach((buffer.count + piece - 1) / piece) { index, _ in
                let start = index * piece
                apply(base + start, into: base + start, count: min(piece, buffer.count - start))
            }
        }
    }
}

/// The logistic function 1 / (1 + e⁻ˣ).
package func sigmoid(_ x: Double) -> Double {
    1 / (1 + exp(-x))
}
