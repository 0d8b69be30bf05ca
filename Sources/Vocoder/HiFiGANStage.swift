import Tensor

/// The residual blocks of a stage, whose results are added up; whoever reads the sum divides it.
struct HiFiGANStage: GeneratorStage {
    let blocks: [HiFiGANBlock]

    func inputFrames(for frames: Range<Int>, of signal: Range<Int>) -> Range<Int> {
        blocks.map { $0.inputFrames(for: frames, of: signal) }.reduce(frames) { $0.union($1) }
    }

    func refine(
        _ x: FrameBuffer, of signal: Range<Int>, frames: Range<Int>, into result: FrameBuffer, memory: GeneratorMemory
    ) throws {
        for (index, block) in blocks.enumerated() {
            try Task.checkCancellation()
            block(x, of: signal, frames: frames, addingTo: result, accumulating: index > 0, memory: memory)
        }
    }
}
