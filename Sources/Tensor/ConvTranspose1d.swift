/// A transposed one-dimensional convolution, which makes `stride` frames out of one.
///
///     y[t, o] = b[o] + Σ_c Σ_{s, j : s·stride + j = t + padding} w[c, o, j] · x[s, c]
///
/// Output frame t takes only the taps j ≡ t + padding (mod stride). So the layer is `stride` ordinary convolutions, one
/// for each phase, each with ⌈kernel / stride⌉ taps; here they are one ``Conv1d`` with `stride` times the channels,
/// whose frames, taken apart, are the phases one behind the other (polyphase decomposition).
public struct ConvTranspose1d: Sendable {
    /// All phases: `stride` times the output channels, those of a phase filled up to a multiple of 16.
    let phases: Conv1d
    /// The number of output channels.
    public let outputs: Int
    /// The number of output frames for one input frame.
    public let stride: Int
    /// The number of output frames that one input frame reaches.
    public let kernelSize: Int
    /// The number of output frames cut off at each end.
    public let padding: Int

    /// The number of input channels.
    public var inputs: Int { phases.inputs }

    /// Makes a layer from its weights.
    ///
    /// - Parameters:
    ///   - weight: [inputs, outputs, kernel]
    ///   - bias: [outputs]
    ///   - stride: The number of output frames for one input frame.
    ///   - padding: The number of output frames cut off at each end.
    ///   - precision: What is multiplied; with `.bfloat16` both the weights and the input are rounded.
    public init(weight: Tensor, bias: Tensor, stride: Int, padding: Int, precision: WeightPrecision = .float32) {
        precondition(
            weight.shape.count == 3, "a transposed convolution's weight has three dimensions, not \(weight.shape)")
        precondition(stride >= 1 && padding >= 0, "stride \(stride) and padding \(padding) make no sense")
        let (inputs, outputs, kernel) = (weight.shape[0], weight.shape[1], weight.shape[2])
        precondition(
            bias.shape == [outputs],
            "a transposed convolution with weight \(weight.shape) cannot have bias \(bias.shape)")
        let taps = (kernel + stride - 1) / stride
        let filled = FrameBuffer.stride(channels: outputs)
        var (packed, phaseBias) = (Tensor(zeros: [stride * filled, inputs, taps]), Tensor(zeros: [stride * filled]))
        packed.withUnsafeMutableBufferPointer { packed in
            for input in 0..<inputs {
                for output in 0..<outputs {
                    for j in 0..<kernel {
                        // A convolution reads forwards in time, tap s·stride + j reaches back: hence the reversal.
                        let (phase, tap) = (j % stride, taps - 1 - j / stride)
                        packed[((phase * filled + output) * inputs + input) * taps + tap] =
                            weight.base[(input * outputs + output) * kernel + j]
                    }
                }
            }
        }
        phaseBias.withUnsafeMutableBufferPointer { phaseBias in
            for phase in 0..<stride {
                for output in 0..<outputs { phaseBias[phase * filled + output] = bias.base[output] }
            }
        }
        phases = Conv1d(
            ConvolutionWeights(weight: packed, bias: phaseBias, dilation: 1, padding: .zeros(taps - 1)),
            precision: precision)
        (self.outputs, self.stride, self.kernelSize, self.padding) = (outputs, stride, kernel, padding)
    }

    /// The number of output frames for a number of input frames.
    public func outputFrames(for frames: Int) -> Int {
        max(0, (frames - 1) * stride + kernelSize - 2 * padding)
    }

    /// Convolves: [frames, inputs] → [outputFrames, outputs].
    ///
    /// - Parameters:
    ///   - x: The input. [frames, inputs]
    ///   - activation: Applied to the input first.
    public func callAsFunction(_ x: Tensor, activatedBy activation: Activation = .identity) -> Tensor {
        let (input, output) = (FrameBuffer(x), FrameBuffer())
        input.apply(activation)
        let frames = 0..<outputFrames(for: x.shape[0])
        convolve(
            .init(input), of: input.frames, into: output, frames: frames,
            workspace: ConvolutionWorkspace())
        return Tensor(shape: [frames.count, outputs]) { y in
            guard let y = y.baseAddress else { return }
            for t in frames { (y + t * outputs).initialize(from: output[t], count: outputs) }
        }
    }

    /// The phases' frames that some output frames are made of.
    private func phaseFrames(for frames: Range<Int>) -> Range<Int> {
        (frames.lowerBound + padding) / stride..<(frames.upperBound + padding + stride - 1) / stride
    }

    /// The input frames that have a part in some output frames, or in what they are computed with.
    package func inputFrames(for frames: Range<Int>) -> Range<Int> {
        phases.inputFrames(for: phaseFrames(for: frames))
    }

    /// Writes the convolution of activated frames.
    ///
    /// - Parameters:
    ///   - x: Holds ``inputFrames(for:)`` as far as they lie in the signal.
    ///   - signal: The frames that the input has; beyond them it is continued with zeros.
    ///   - y: Is made to hold the frames, and perhaps some more on both sides, which have no meaning.
    ///   - frames: Which frames to compute, none below 0.
    package func convolve(
        _ x: ActivatedFrames, of signal: Range<Int>, into y: FrameBuffer, frames: Range<Int>,
        workspace: ConvolutionWorkspace
    ) {
        let phaseFrames = phaseFrames(for: frames)
        y.hold(phaseFrames, channels: phases.outputs)
        phases.convolve(
            x, of: signal, into: y, frames: phaseFrames, workspace: workspace)
        y.split(into: stride, first: phaseFrames.lowerBound * stride - padding, channels: outputs)
    }
}
