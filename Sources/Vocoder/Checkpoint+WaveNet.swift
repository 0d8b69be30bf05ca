import Checkpoint
import Tensor

// The layers of a WaveNet by the names that r9y9's wavenet_vocoder gives to them.
extension Checkpoint {
    /// The layers that make samples, without the biases of their gates, which are ``gateBias(_:_:)``.
    func dilatedStack(_ configuration: WaveNetConfiguration) throws -> DilatedStack.Weights {
        let (channels, skips) = (configuration.channels, configuration.skips)
        let categories = configuration.output == .muLaw ? 256 : 1
        let layers = try (0..<configuration.layers).map { try dilatedLayer($0, configuration) }
        // What a signal keeps of the past: 256 MB at most. Doubles, since a product may be more than an integer holds.
        let reach = Double(layers.reduce(0) { $0 + $1.dilation }) * Double(configuration.taps - 1)
        guard reach * Double(2 * PanelMatrix.padded(configuration.gates / 2)) < 0x1p26 else {
            throw VocoderError.unsupportedPart("\(configuration.taps) taps whose layers look back too far")
        }
        return DilatedStack.Weights(
            input: try foldedWeight("first_conv", shape: [channels, categories, 1]).reshaped([channels, categories]),
            inputBias: try tensor("first_conv.bias", shape: [channels]),
            layers: layers,
            head: try foldedWeight("last_conv_layers.1", shape: [skips, skips, 1]).reshaped([skips, skips]),
            headBias: try tensor("last_conv_layers.1.bias", shape: [skips]),
            last: try pointwise("last_conv_layers.3", inputs: skips),
            lastBias: try tensor("last_conv_layers.3.bias", shape: [weightShape("last_conv_layers.3")?[0]]))
    }

    private func dilatedLayer(_ index: Int, _ configuration: WaveNetConfiguration) throws -> DilatedStack.Layer {
        let name = "conv_layers.\(index)"
        let (channels, units) = (configuration.channels, configuration.gates / 2)
        guard weightShape("\(name).conv1x1g") == nil else {
            throw VocoderError.unsupportedPart("\(name).conv1x1g: a condition for all samples, such as a speaker")
        }
        return DilatedStack.Layer(
            convolution: try foldedWeight("\(name).conv", shape: [2 * units, channels, configuration.taps]),
            out: try pointwise("\(name).conv1x1_out", inputs: units, outputs: channels),
            outBias: try tensor("\(name).conv1x1_out.bias", shape: [channels]),
            skip: try pointwise("\(name).conv1x1_skip", inputs: units, outputs: configuration.skips),
            skipBias: try tensor("\(name).conv1x1_skip.bias", shape: [configuration.skips]),
            dilation: configuration.dilation(index))
    }

    /// What the gates of a layer have besides the taps and the condition. [2 · units]
    func gateBias(_ index: Int, _ configuration: WaveNetConfiguration) throws -> [Float] {
        let shape: [Int?] = [configuration.gates]
        let bias = try tensor("conv_layers.\(index).conv.bias", shape: shape).elements
        let name = "conv_layers.\(index).conv1x1c.bias"
        // Older networks have one of their own for the condition.
        guard contains(name) else { return bias }
        return zip(bias, try tensor(name, shape: shape).elements).map { $0 + $1 }
    }

    /// A convolution of one tap as a matrix. [outputs, inputs]
    func pointwise(_ name: String, inputs: Int? = nil, outputs: Int? = nil) throws -> Tensor {
        let weight = try foldedWeight(name, shape: [outputs, inputs, 1])
        return weight.reshaped([weight.shape[0], weight.shape[1]])
    }

    /// The shape of a weight, with or without weight normalisation.
    func weightShape(_ name: String) -> [Int]? { shape(of: "\(name).weight") ?? shape(of: "\(name).weight_v") }
}
