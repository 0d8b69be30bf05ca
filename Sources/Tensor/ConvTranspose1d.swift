/// A transposed one-dimensional convolution, which makes `stride` frames out of one.
///
///     y[o, t] = b[o] + Σ_c Σ_{s, j : s·stride + j = t + padding} w[c, o, j] · x[c, s]
///
/// Output frame t takes only the taps j ≡ t + padding (mod stride). So the layer is `stride` ordinary convolutions, one
/// for each phase, each with ⌈kernel / stride⌉ taps; here they are one ``Conv1d`` with `stride` outputs for each
/// channel, whose results are then interleaved (polyphase decomposition).
public struct ConvTranspose1d: Sendable {
    /// All phases. [outputs · stride, inputs, taps]
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
    public init(weight: Tensor, bias: Tensor, stride: Int, padding: Int) {
        precondition(
            weight.shape.count == 3, "a transposed convolution's weight has three dimensions, not \(weight.shape)")
        precondition(stride >= 1 && padding >= 0, "stride \(stride) and padding \(padding) make no sense")
        let (inputs, outputs, kernel) = (weight.shape[0], weight.shape[1], weight.shape[2])
        precondition(
            bias.shape == [outputs],
            "a transposed convolution with weight \(weight.shape) cannot have bias \(bias.shape)")
        let taps = (kernel + stride - 1) / stride
        var packed = [Float](repeating: 0, count: outputs * stride * inputs * taps)
        for input in 0..<inputs {
            for output in 0..<outputs {
                for j in 0..<kernel {
                    // A convolution reads forwards in time, tap s·stride + j reaches back: hence the reversal.
                    let (phase, tap) = (j % stride, taps - 1 - j / stride)
                    packed[((output * stride + phase) * inputs + input) * taps + tap] =
                        weight.base[(input * outputs + output) * kernel + j]
                }
            }
        }
        let phaseBias = bias.elements.flatMap { [Float](repeating: $0, count: stride) }
        phases = Conv1d(
            weight: Tensor(packed, shape: [outputs * stride, inputs, taps]), bias: Tensor(phaseBias),
            padding: .zeros(taps - 1))
        (self.outputs, self.stride, self.kernelSize, self.padding) = (outputs, stride, kernel, padding)
    }

    /// The number of output frames for a number of input frames.
    public func outputFrames(for frames: Int) -> Int {
        max(0, (frames - 1) * stride + kernelSize - 2 * padding)
    }

    /// Convolves: [inputs, frames] → [outputs, outputFrames].
    ///
    /// - Parameters:
    ///   - x: The input. [inputs, frames]
    ///   - activation: Applied to the input first.
    public func callAsFunction(_ x: Tensor, activatedBy activation: Activation = .identity) -> Tensor {
        let phased = phases(x, activatedBy: activation)  // [outputs · stride, frames + taps − 1]
        defer { withExtendedLifetime(phased) {} }
        let phaseFrames = phased.shape[1]
        let frames = outputFrames(for: x.shape[1])
        return Tensor(shape: [outputs, frames]) { y in
            guard let y = y.baseAddress else { return }
            Parallel.forEach(outputs * stride) { row, _ in
                let (output, phase) = (row / stride, row % stride)
                let source = phased.base + row * phaseFrames
                let target = y + output * frames
                // Output frame t = s·stride + phase − padding, for the s that make it one of 0 ..< frames.
                let first = max(0, (padding - phase + stride - 1) / stride)
                var t = first * stride + phase - padding
                for s in first..<phaseFrames where t < frames {
                    target[t] = source[s]
                    t += stride
                }
            }
        }
    }
}
