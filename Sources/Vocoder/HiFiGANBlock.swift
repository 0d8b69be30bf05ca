import Checkpoint
import Tensor

/// A residual block: three times a dilated and a plain convolution, added to what went in.
struct HiFiGANBlock: Sendable {
    private let dilated: [Conv1d]
    private let plain: [Conv1d]
    private let activation = Activation.leakyReLU(slope: 0.1)

    init(_ checkpoint: Checkpoint, _ name: String, channels: Int, precision: WeightPrecision) throws {
        dilated = try [1, 3, 5].enumerated().map { index, dilation in
            try checkpoint.convolution(
                "\(name).convs1.\(index)", inputs: channels, outputs: channels, dilation: dilation,
                precision: precision)
        }
        plain = try (0..<3).map {
            try checkpoint.convolution(
                "\(name).convs2.\($0)", inputs: channels, outputs: channels, precision: precision)
        }
    }

    /// The input frames that have a part in some output frames.
    func inputFrames(for frames: Range<Int>, of signal: Range<Int>) -> Range<Int> {
        ranges(for: frames, of: signal).state[0]
    }

    /// What each pair of convolutions reads and what it holds in between, for some frames of its result.
    private func ranges(
        for frames: Range<Int>, of signal: Range<Int>
    ) -> (state: [Range<Int>], hidden: [Range<Int>]) {
        var (state, hidden) = ([frames], [Range<Int>]())
        for (dilated, plain) in zip(dilated, plain).reversed() {
            hidden.insert(plain.inputFrames(for: state[0]).clamped(to: signal), at: 0)
            state.insert(
                dilated.inputFrames(for: hidden[0]).clamped(to: signal).union(state[0]), at: 0)
        }
        return (state, hidden)
    }

    /// Writes or adds the block's result. [frames, channels]
    func callAsFunction(
        _ x: FrameBuffer, of signal: Range<Int>, frames: Range<Int>, addingTo sum: FrameBuffer, accumulating: Bool,
        memory: GeneratorMemory
    ) {
        let ranges = ranges(for: frames, of: signal)
        let (hidden, state) = (memory.hidden, memory.states[0])
        for pair in 0..<3 {
            hidden.hold(ranges.hidden[pair], channels: x.channels)
            dilated[pair].convolve(
                .init(pair == 0 ? x : state, activation), of: signal, into: hidden, frames: hidden.frames,
                workspace: memory.workspace)
            switch pair {
            case 0:
                state.hold(ranges.state[1], channels: x.channels)
                plain[0].convolve(
                    .init(hidden, activation), of: signal, into: state, frames: state.frames, residual: x,
                    workspace: memory.workspace)
            case 1:
                plain[1].convolve(
                    .init(hidden, activation), of: signal, into: state, frames: ranges.state[2],
                    accumulating: true, workspace: memory.workspace)
            default:
                plain[2].convolve(
                    .init(hidden, activation), of: signal, into: sum, frames: frames, residual: state,
                    accumulating: accumulating, workspace: memory.workspace)
            }
        }
    }
}
