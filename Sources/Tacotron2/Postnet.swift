import Checkpoint
import Tensor

/// Five convolutions over the finished frames, whose result is added to them.
///
/// Source: arXiv 1712.05884, section 2.2.
struct Postnet: Sendable {
    private let convolutions: [Conv1d]

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        var convolutions: [Conv1d] = []
        let channels = try checkpoint.tensor(
            "postnet.convolutions.0.0.conv.weight", shape: [nil, sizes.bands, nil]
        ).shape[0]
        for layer in 0..<5 {
            convolutions.append(
                try checkpoint.normalizedConvolution(
                    "postnet.convolutions.\(layer)", inputs: layer == 0 ? sizes.bands : channels,
                    outputs: layer == 4 ? sizes.bands : channels))
        }
        self.convolutions = convolutions
    }

    /// [bands, frames] → [bands, frames].
    func callAsFunction(_ mel: Tensor) -> Tensor {
        var x = convolutions[0](mel)
        for convolution in convolutions[1...3] { x = convolution(x, activatedBy: .tanh) }
        var result = mel
        convolutions[4].add(x, activatedBy: .tanh, to: &result)
        return result
    }
}
