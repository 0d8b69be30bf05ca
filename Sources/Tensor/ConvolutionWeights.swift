/// What a one-dimensional convolution over time is made of.
///
///     y[t, o] = b[o] + Σ_c Σ_j w[o, c, j] · x̂[t + j·dilation − padding, c]
///
/// where x̂ is the input continued beyond its ends by zeros or by reflection.
public struct ConvolutionWeights: Sendable {
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

        func requireRoom(in signal: Range<Int>) {
            guard case .reflect(let width) = self else { return }
            precondition(signal.count > width, "\(signal.count) frames cannot be mirrored to a padding of \(width)")
        }
    }

    /// The most taps that a kernel of a file may have; packing makes much more of many taps of few channels.
    package static let mostTaps = 255

    /// w. [outputs, inputs, kernel]
    public let weight: Tensor
    /// b. [outputs]
    public let bias: Tensor
    /// The distance between the frames of a window.
    public let dilation: Int
    /// How the input is continued beyond its ends.
    public let padding: Padding

    /// The number of input channels.
    public var inputs: Int { weight.shape[1] }
    /// The number of output channels.
    public var outputs: Int { weight.shape[0] }
    /// The number of frames that one output frame looks at.
    public var kernelSize: Int { weight.shape[2] }

    /// Puts them together.
    ///
    /// - Parameters:
    ///   - weight: [outputs, inputs, kernel]
    ///   - bias: [outputs]; zeros if left out.
    ///   - dilation: The distance between the frames of a window, at least 1.
    ///   - padding: How the input is continued beyond its ends.
    public init(weight: Tensor, bias: Tensor? = nil, dilation: Int = 1, padding: Padding) {
        precondition(
            weight.shape.count == 3 && weight.shape[2] >= 1,
            "a convolution cannot have weights of shape \(weight.shape)")
        precondition(dilation >= 1 && padding.width >= 0, "dilation \(dilation) and padding \(padding) make no sense")
        let bias = bias ?? Tensor(zeros: [weight.shape[0]])
        precondition(
            bias.shape == [weight.shape[0]], "a convolution with weight \(weight.shape) cannot have bias \(bias.shape)")
        (self.weight, self.bias, self.dilation, self.padding) = (weight, bias, dilation, padding)
    }

    /// The convolution of inputs that are `factor` times as large.
    public func scaled(by factor: Double) -> ConvolutionWeights {
        .init(
            weight: weight.scaled(by: factor), bias: bias, dilation: dilation, padding: padding)
    }

    /// The sum of two pointwise convolutions as one, whose input channels are those of this one, filled up to a
    /// multiple of 16, and behind them the other's.
    package func beside(_ other: ConvolutionWeights) -> ConvolutionWeights {
        precondition(
            kernelSize == 1 && other.kernelSize == 1 && padding.width == 0 && other.padding.width == 0
                && outputs == other.outputs, "only pointwise convolutions of as many outputs can be one")
        let filler = Tensor(zeros: [outputs, FrameBuffer.stride(channels: inputs) - inputs])
        let joined = weight.reshaped([outputs, inputs]).joinedColumns(with: filler)
            .joinedColumns(with: other.weight.reshaped([outputs, other.inputs]))
        return ConvolutionWeights(
            weight: joined.reshaped([outputs, joined.shape[1], 1]),
            bias: Tensor(zip(bias.elements, other.bias.elements).map(+)), padding: .zeros(0))
    }
}
