import Checkpoint
import Tensor

/// Five convolutions over the finished frames, whose result is added to them.
///
/// Source: arXiv 1712.05884, section 2.2.
struct Postnet: Sendable {
    private let convolutions: [Conv1d]

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        let channels = try checkpoint.tensor(
            "postnet.convolutions.0.0.conv.weight", shape: [nil, sizes.bands, nil]
        ).shape[0]
        convolutions = try (0..<5).map { layer in
            Conv1d(
                try checkpoint.normalizedConvolution(
                    "postnet.convolutions.\(layer)", inputs: layer == 0 ? sizes.bands : channels,
                    outputs: layer == 4 ? sizes.bands : channels))
        }
    }

    /// The decoder's frames that have a part in some finished frames.
    func inputFrames(for frames: Range<Int>) -> Range<Int> {
        convolutions.reversed().reduce(frames) { $1.inputFrames(for: $0) }
    }

    /// Finishes some frames. [frames, bands] → [frames, bands]
    ///
    /// - Parameters:
    ///   - decoded: Holds ``inputFrames(for:)`` as far as they lie in the signal.
    ///   - signal: The frames that the utterance has; beyond them are zeros.
    ///   - frames: Which frames to finish.
    func callAsFunction(_ decoded: FrameBuffer, of signal: Range<Int>, frames: Range<Int>) -> FrameBuffer {
        // What each layer reads, from the last to the first.
        var ranges = [frames]
        for convolution in convolutions.reversed().dropLast() {
            ranges.insert(convolution.inputFrames(for: ranges[0]).clamped(to: signal), at: 0)
        }
        let workspace = ConvolutionWorkspace()
        var x = decoded
        for (layer, convolution) in convolutions.enumerated() {
            let y = FrameBuffer(frames: ranges[layer], channels: convolution.outputs)
            let last = layer == convolutions.count - 1
            convolution.convolve(
                .init(x), of: signal, into: y, frames: ranges[layer],
                residual: last ? decoded : nil, workspace: workspace)
            if !last { y.apply(.tanh) }
            x = y
        }
        return x
    }
}
