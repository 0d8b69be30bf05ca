import CKernels

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

    /// Applies the function to `count` elements in place.
    func apply(to x: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .identity: break
        case .relu:
            for i in 0..<count { x[i] = max(x[i], 0) }
        case .leakyReLU(let slope):
            for i in 0..<count { x[i] = max(x[i], slope * x[i]) }
        case .tanh: ckernels_tanh(Kernels.variant, x, count)
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
                apply(to: base + start, count: min(piece, buffer.count - start))
            }
        }
    }
}
