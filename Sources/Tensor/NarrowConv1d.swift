import CKernels

/// A convolution of one or two output channels, each of which is a sum of its own: a panel of ``Conv1d`` would be nearly
/// empty.
///
/// ``ConvolutionWeights`` has the formula.
package struct NarrowConv1d: Sendable {
    private let inputs: Int
    private let outputs: Int
    private let kernelSize: Int
    private let dilation: Int
    private let padding: ConvolutionWeights.Padding
    /// The kernel with the channels of each tap side by side, filled up to a multiple of 16. [outputs, taps, inputs]
    private let packed: Tensor
    private let bias: Tensor  // [outputs]

    /// Packs a layer's weights.
    package init(_ weights: ConvolutionWeights) {
        (inputs, outputs, kernelSize) = (weights.inputs, weights.outputs, weights.kernelSize)
        (dilation, padding, bias) = (weights.dilation, weights.padding, weights.bias)
        packed = weights.packedByTap()
    }

    /// The input frames that have a part in some output frames.
    package func inputFrames(for frames: Range<Int>) -> Range<Int> {
        guard !frames.isEmpty else { return frames }
        let first = frames.lowerBound - padding.width
        return first..<first + windowFrames(frames.count)
    }

    /// The number of input frames that so many output frames read.
    private func windowFrames(_ count: Int) -> Int { count + (kernelSize - 1) * dilation }

    /// Writes the convolution of activated frames.
    ///
    /// - Parameters:
    ///   - x: Holds ``inputFrames(for:)`` as far as they lie in the signal.
    ///   - signal: The frames that the input has; beyond them it is continued.
    ///   - y: Receives the frames.
    ///   - frames: Which frames to compute.
    package func convolve(
        _ x: ActivatedFrames, of signal: Range<Int>, into y: FrameBuffer, frames: Range<Int>,
        workspace: ConvolutionWorkspace
    ) {
        precondition(
            x.frames.channels == inputs, "a convolution of \(inputs) channels cannot take \(x.frames.channels)")
        precondition(y.channels == outputs, "\(outputs) channels do not fit into \(y.channels)")
        padding.requireRoom(in: signal)
        guard !frames.isEmpty else { return }
        let channels = x.frames.stride
        let (pieces, most) = ConvolutionWorkspace.divided(frames.count, floatsPerUnit: inputs)
        workspace.reserve(floats: 0, rows: windowFrames(most), channels: channels)
        Parallel.forEach(pieces) { piece, worker in
            let first = frames.lowerBound + frames.count * piece / pieces
            let count = frames.lowerBound + frames.count * (piece + 1) / pieces - first
            let rows = workspace.rows(of: worker)
            workspace.locate(
                x.frames, of: signal, padding: padding, first: first - padding.width, count: windowFrames(count),
                into: rows)
            for output in 0..<outputs {
                ckernels_narrow_convolution(
                    Kernels.variant, UnsafePointer(OpaquePointer(rows)), count, dilation, kernelSize, channels, x.slope,
                    packed.base + output * kernelSize * channels, bias.base[output], y[first] + output, y.stride)
            }
        }
    }
}

extension ConvolutionWeights {
    fileprivate func packedByTap() -> Tensor {
        let filledInputs = FrameBuffer.stride(channels: inputs)
        return Tensor(shape: [outputs, kernelSize, filledInputs]) { target in
            target.initialize(repeating: 0)
            for output in 0..<outputs {
                for input in 0..<inputs {
                    for tap in 0..<kernelSize {
                        target[(output * kernelSize + tap) * filledInputs + input] =
                            weight.base[(output * inputs + input) * kernelSize + tap]
                    }
                }
            }
        }
    }
}
