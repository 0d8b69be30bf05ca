import Tensor

/// The sound of a generator, which carries nothing from one stretch to the next.
struct GeneratorSignal<Stage: GeneratorStage>: StretchSignal {
    let generator: Generator<Stage>

    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> [Float] {
        var samples = try generator.samples(of: mel, signal: signal, frames: frames)
        if let bad = samples.firstIndexNotFinite {
            throw VocoderError.notFinite(frame: frames.lowerBound + bad / generator.hop)
        }
        Activation.tanh.apply(to: &samples)
        return samples.elements
    }
}
