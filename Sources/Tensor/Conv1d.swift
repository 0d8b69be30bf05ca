import CKernels

/// A one-dimensional convolution over time, packed for speed; ``ConvolutionWeights`` has the formula.
///
/// Frames lie one behind the other with all of their channels. A tile of frames is taken apart into its values at some
/// points (`ToomCook`), multiplied at each by the kernel's values there, and put together again.
public struct Conv1d: Sendable {
    /// The number of input channels.
    public let inputs: Int
    /// The number of output channels.
    public let outputs: Int
    /// The number of frames that one output frame looks at.
    public let kernelSize: Int
    /// The distance between those frames.
    public let dilation: Int
    /// How the input is continued beyond its ends.
    public let padding: ConvolutionWeights.Padding

    let scheme: ToomCook
    /// The kernel's values, the inputs filled up to a multiple of 16.
    ///
    /// [panels, points, groups, inputs, 32]; as bfloat16 [panels, points, groups, inputs / 2, 32], where each element's
    /// bits are the values of two inputs.
    let packed: Tensor
    /// b, filled up to whole panels.
    let bias: Tensor

    /// What is multiplied.
    let precision: WeightPrecision

    /// Packs a layer's weights.
    ///
    /// - Parameter precision: What is multiplied; with bfloat16 both the weights and the input are rounded.
    package init(_ weights: ConvolutionWeights, precision: WeightPrecision = .float32) {
        self.precision = precision
        (inputs, outputs, kernelSize) = (weights.inputs, weights.outputs, weights.kernelSize)
        (dilation, padding) = (weights.dilation, weights.padding)
        // With few channels there is nothing to gain, and ordinary sums lose less.
        scheme =
            inputs < 32
            ? ToomCook(outputs: 1, taps: 1, kernelSize: kernelSize)
            : ToomCook(kernelSize: kernelSize, precision: precision)
        packed = weights.packed(by: scheme, precision: precision)
        let panel = Int(CKERNELS_PANEL)
        let filled = (outputs + panel - 1) / panel * panel
        bias = Tensor(weights.bias.elements + [Float](repeating: 0, count: filled - outputs))
    }

    /// Makes a layer from its weights.
    ///
    /// - Parameters:
    ///   - weight: [outputs, inputs, kernel]
    ///   - bias: [outputs]; zeros if left out.
    ///   - dilation: The distance between the frames of a window, at least 1.
    ///   - padding: How the input is continued beyond its ends.
    public init(weight: Tensor, bias: Tensor? = nil, dilation: Int = 1, padding: ConvolutionWeights.Padding) {
        self.init(ConvolutionWeights(weight: weight, bias: bias, dilation: dilation, padding: padding))
    }

    /// The number of output frames for a number of input frames.
    public func outputFrames(for frames: Int) -> Int {
        max(0, frames + 2 * padding.width - dilation * (kernelSize - 1))
    }

    /// Convolves: [frames, inputs] → [outputFrames, outputs].
    ///
    /// - Parameters:
    ///   - x: The input. [frames, inputs]; with reflection, more frames than the padding is wide.
    ///   - activation: Applied to the input first.
    public func callAsFunction(_ x: Tensor, activatedBy activation: Activation = .identity) -> Tensor {
        let input = FrameBuffer(x)
        input.apply(activation)
        let output = FrameBuffer(frames: 0..<outputFrames(for: x.shape[0]), channels: outputs)
        convolve(
            .init(input), of: input.frames, into: output, frames: output.frames,
            workspace: ConvolutionWorkspace())
        return output.tensor
    }
}
