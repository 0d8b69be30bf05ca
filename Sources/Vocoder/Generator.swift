import Tensor

/// What both generators have in common: a convolution, stages that each make several frames of one, and a convolution
/// that makes samples.
struct Generator<Stage: GeneratorStage>: Sendable {
    let input: Conv1d
    let stages: [(upsampling: ConvTranspose1d, refinement: Stage)]
    let output: NarrowConv1d
    /// Before the transposed convolutions.
    let activation: Activation
    /// Before the last convolution.
    let lastActivation: Activation
    private let memory = GeneratorMemory.Store()

    init(
        input: Conv1d, stages: [(upsampling: ConvTranspose1d, refinement: Stage)], output: NarrowConv1d,
        activation: Activation, lastActivation: Activation
    ) {
        (self.input, self.stages, self.output) = (input, stages, output)
        (self.activation, self.lastActivation) = (activation, lastActivation)
    }

    /// The number of samples for a frame.
    var hop: Int { stages.reduce(1) { $0 * $1.upsampling.stride } }

    /// The mel frames that have a part in the samples of some frames, of a signal without ends.
    func inputFrames(for frames: Range<Int>) -> Range<Int> {
        input.inputFrames(for: plan(for: frames, of: nil).first)
    }

    /// The samples of some frames, before the tanh at the end. [frames · hop]
    ///
    /// - Parameters:
    ///   - mel: Holds ``inputFrames(for:)`` as far as they lie in the signal. [frames, bands]
    ///   - signal: All frames that there are.
    ///   - frames: Which frames are wanted.
    /// - Throws: `CancellationError` if the task is cancelled.
    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> Tensor {
        try memory.lend { memory in
            let plan = plan(for: frames, of: signal)
            var x = memory.results[0]
            x.hold(plan.first, channels: input.outputs)  // [frames, 512]
            input.convolve(.init(mel), of: signal, into: x, frames: x.frames, workspace: memory.workspace)
            for (index, (stage, ranges)) in zip(stages, plan.stages).enumerated() {
                let upsampled = memory.upsampled
                stage.upsampling.convolve(
                    .init(x, activation), of: ranges.input, into: upsampled, frames: ranges.upsampled,
                    workspace: memory.workspace)
                x = memory.results[(index + 1) % 2]
                x.hold(ranges.output, channels: upsampled.channels)  // [frames · 8 …, 256 … 32]
                for stretch in ranges.output.stretches(channels: upsampled.channels) {
                    try stage.refinement.refine(upsampled, of: ranges.signal, frames: stretch, into: x, memory: memory)
                }
            }
            memory.samples.hold(plan.samples, channels: 1)
            output.convolve(
                .init(x, lastActivation), of: plan.signal, into: memory.samples, frames: plan.samples,
                workspace: memory.workspace)
            return memory.samples.tensor
        }
    }

    /// Which frames each part has to make for the samples of some frames.
    private func plan(for frames: Range<Int>, of signal: Range<Int>?) -> StagePlan {
        StagePlan(
            samples: frames.lowerBound * hop..<frames.upperBound * hop, signal: signal, output: output,
            upsamplings: stages.map(\.upsampling)
        ) { stages[$0].refinement.inputFrames(for: $1, of: $2) }
    }
}

/// The residual blocks behind a transposed convolution.
protocol GeneratorStage: Sendable {
    /// The input frames that have a part in some output frames.
    func inputFrames(for frames: Range<Int>, of signal: Range<Int>) -> Range<Int>

    /// Writes some frames of the result. [frames, channels]
    ///
    /// - Throws: `CancellationError` if the task is cancelled.
    func refine(
        _ x: FrameBuffer, of signal: Range<Int>, frames: Range<Int>, into result: FrameBuffer, memory: GeneratorMemory
    ) throws
}
