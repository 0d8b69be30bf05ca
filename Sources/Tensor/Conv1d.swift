/// A one-dimensional convolution over time.
///
///     y[o, t] = b[o] + Σ_c Σ_j w[o, c, j] · x̂[c, t + j·dilation − padding]
///
/// where x̂ is the input continued beyond its ends by zeros or by reflection. Each tile of time is unfolded into a
/// matrix of its windows (im2col), so that one matrix product with the weights makes the tile.
public struct Conv1d: Sendable {
    /// How the input is continued beyond its ends, and by how many frames on each side.
    public enum Padding: Sendable, Equatable {
        /// With zeros.
        case zeros(Int)
        /// Mirrored at the first and the last frame, which are not repeated.
        case reflect(Int)

        /// The number of frames on each side.
        public var width: Int {
            switch self {
            case .zeros(let width), .reflect(let width): width
            }
        }
    }

    /// w, a row of windows for each output channel. [outputs, inputs · kernel]
    let weight: Tensor
    /// b. [outputs]
    let bias: Tensor
    /// The number of input channels.
    public let inputs: Int
    /// The number of output channels.
    public let outputs: Int
    /// The number of frames that one output frame looks at.
    public let kernelSize: Int
    /// The distance between those frames.
    public let dilation: Int
    /// How the input is continued beyond its ends.
    public let padding: Padding

    /// Makes a layer from its weights.
    ///
    /// - Parameters:
    ///   - weight: [outputs, inputs, kernel]
    ///   - bias: [outputs]; zeros if left out.
    ///   - dilation: The distance between the frames of a window, at least 1.
    ///   - padding: How the input is continued beyond its ends.
    public init(weight: Tensor, bias: Tensor? = nil, dilation: Int = 1, padding: Padding) {
        precondition(weight.shape.count == 3, "a convolution's weight has three dimensions, not \(weight.shape)")
        precondition(dilation >= 1 && padding.width >= 0, "dilation \(dilation) and padding \(padding) make no sense")
        (outputs, inputs, kernelSize) = (weight.shape[0], weight.shape[1], weight.shape[2])
        let bias = bias ?? Tensor(zeros: [outputs])
        precondition(
            bias.shape == [outputs], "a convolution with weight \(weight.shape) cannot have bias \(bias.shape)")
        self.weight = weight.reshaped([outputs, inputs * kernelSize])
        self.bias = bias
        self.dilation = dilation
        self.padding = padding
    }

    /// The number of output frames for a number of input frames.
    public func outputFrames(for frames: Int) -> Int {
        max(0, frames + 2 * padding.width - dilation * (kernelSize - 1))
    }

    /// Convolves: [inputs, frames] → [outputs, outputFrames].
    ///
    /// - Parameters:
    ///   - x: The input. [inputs, frames]; with reflection, more frames than the padding is wide.
    ///   - activation: Applied to the input first.
    public func callAsFunction(_ x: Tensor, activatedBy activation: Activation = .identity) -> Tensor {
        Tensor(shape: [outputs, outputFrames(for: x.shape[1])]) { y in
            guard let y = y.baseAddress else { return }
            convolve(x, activatedBy: activation, into: y, accumulating: false)
        }
    }

    /// Adds the convolution to `y`, as in a residual block: y ← y + conv(activation(x)).
    public func add(_ x: Tensor, activatedBy activation: Activation = .identity, to y: inout Tensor) {
        precondition(
            y.shape == [outputs, outputFrames(for: x.shape[1])],
            "a convolution of \(x.shape) cannot be added to a tensor of shape \(y.shape)")
        y.withUnsafeMutableBufferPointer { y in
            guard let y = y.baseAddress else { return }
            convolve(x, activatedBy: activation, into: y, accumulating: true)
        }
    }
}
