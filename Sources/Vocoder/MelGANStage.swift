import Checkpoint
import Tensor

/// A stack of residual blocks: in each, a dilated and a pointwise convolution, added to a pointwise convolution of what
/// went in.
struct MelGANStage: GeneratorStage {
    private struct Block {
        let dilated: Conv1d
        /// The pointwise convolutions of what went in, and of the dilated one's result.
        let sum: Conv1d
    }

    private let blocks: [Block]
    private let activation: Activation

    /// The stack of a checkpoint that sees at least `frames` frames.
    init(
        _ checkpoint: Checkpoint, _ name: String, dilations: [Int], channels: Int, frames: Int, activation: Activation,
        precision: WeightPrecision
    ) throws {
        self.activation = activation
        blocks = try dilations.enumerated().map { index, dilation in
            func pointwise(_ layer: String) throws -> ConvolutionWeights {
                let weights = try checkpoint.convolutionWeights(layer, inputs: channels, outputs: channels)
                guard weights.kernelSize == 1 else {
                    throw VocoderError.unsupportedKernel(layer: layer, taps: weights.kernelSize)
                }
                return weights
            }
            let shortcut = try pointwise("\(name).shortcuts.\(index)")
            return Block(
                dilated: try checkpoint.convolution(
                    "\(name).blocks.\(index).2", inputs: channels, outputs: channels, dilation: dilation,
                    reflecting: frames, precision: precision),
                sum: Conv1d(shortcut.beside(try pointwise("\(name).blocks.\(index).4")), precision: precision))
        }
    }

    func inputFrames(for frames: Range<Int>, of signal: Range<Int>) -> Range<Int> {
        ranges(for: frames, of: signal)[0]
    }

    /// What each block reads for some frames of the stack's result, and that result.
    private func ranges(for frames: Range<Int>, of signal: Range<Int>) -> [Range<Int>] {
        var ranges = [frames]
        for block in blocks.reversed() {
            ranges.insert(block.dilated.inputFrames(for: ranges[0]).clamped(to: signal).union(ranges[0]), at: 0)
        }
        return ranges
    }

    func refine(
        _ x: FrameBuffer, of signal: Range<Int>, frames: Range<Int>, into result: FrameBuffer, memory: GeneratorMemory
    ) throws {
        try Task.checkCancellation()
        let ranges = ranges(for: frames, of: signal)
        var state = x
        for (index, block) in blocks.enumerated() {
            let range = ranges[index + 1]
            let hidden = memory.hidden
            hidden.hold(range, channels: x.channels)
            block.dilated.convolve(
                .init(state, activation), of: signal, into: hidden, frames: range, workspace: memory.workspace)
            let next = index == blocks.count - 1 ? result : memory.states[index % 2]
            if index < blocks.count - 1 { next.hold(range, channels: x.channels) }
            block.sum.convolve(
                .init(state), beside: .init(hidden, activation), of: signal, into: next, frames: range,
                workspace: memory.workspace)
            state = next
        }
    }
}
