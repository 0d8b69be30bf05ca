import Checkpoint
import Foundation
import Tensor

/// What a WaveNet checkpoint says about its network.
public struct WaveNetConfiguration: Sendable, Equatable {
    /// What the network says about the next sample.
    public enum Output: Sendable, Equatable {
        /// A mixture of so many logistic distributions (arXiv 1701.05517).
        case mixtureOfLogistics(Int)
        /// One normal distribution (arXiv 1807.07281).
        case gaussian
        /// One of 256 steps of the μ-law (arXiv 1609.03499, section 2.2).
        case muLaw
    }

    /// How the next sample is drawn.
    public let output: Output
    /// The number of layers.
    public let layers: Int
    /// After how many layers the dilations begin anew with 1.
    public let layersPerStack: Int
    /// The taps of a layer.
    public let taps: Int
    /// The channels between layers, of the gates together, and of the skip sum.
    public let channels, gates, skips: Int
    /// The network makes y[t] = x[t] − α·x[t−1] of the sound x; 0 if it makes the sound itself.
    public let preemphasis: Float
    /// What a logarithm of a scale is raised to.
    public let leastLogScale: Float
    /// What the scales are multiplied with: less than 1 is calmer than what the network has heard.
    public let temperature: Float

    /// The dilation of a layer.
    func dilation(_ layer: Int) -> Int { 1 << (layer % layersPerStack) }

    // More would be no network for sound: 2¹⁶ samples are three seconds.
    private static let largestStack = 16

    init(_ checkpoint: Checkpoint, layersPerStack argument: Int?) throws {
        guard let input = checkpoint.weightShape("first_conv"), let last = checkpoint.weightShape("last_conv_layers.3"),
            let convolution = checkpoint.weightShape("conv_layers.0.conv"), input.count == 3, last.count == 3,
            convolution.count == 3
        else {
            // Says what is missing, and what there is instead.
            _ = try checkpoint.foldedWeight("first_conv", shape: [nil, nil, 1])
            _ = try checkpoint.foldedWeight("last_conv_layers.3", shape: [nil, nil, 1])
            _ = try checkpoint.foldedWeight("conv_layers.0.conv", shape: [nil, nil, nil])
            throw VocoderError.unsupportedPart("layers that are no convolutions")
        }
        switch (input[1], last[0]) {
        case (1, 2): output = .gaussian
        case (1, let count) where count > 0 && count % 3 == 0: output = .mixtureOfLogistics(count / 3)
        case (256, 256): output = .muLaw
        default: throw VocoderError.unsupportedPart("\(input[1]) inputs and \(last[0]) outputs of a sample")
        }
        layers = checkpoint.layerCount("conv_layers.")
        (channels, gates, taps) = (input[0], convolution[0], convolution[2])
        skips = last[1]
        guard min(channels, gates, taps, skips) > 0 else { throw VocoderError.unsupportedPart("layers of no size") }
        guard taps <= ConvolutionWeights.mostTaps else {
            throw VocoderError.unsupportedKernel(layer: "conv_layers.0.conv", taps: taps)
        }
        guard gates % 2 == 0 else { throw VocoderError.unsupportedPart("\(gates) gate channels, which have no halves") }
        let stated = try checkpoint.number("layers_per_stack").map { value in
            guard let whole = Int(exactly: value) else {
                throw VocoderError.malformedMetadata(name: "layers_per_stack", value: "\(value)")
            }
            return whole
        }
        guard let perStack = argument ?? stated else { throw VocoderError.unknownDilations(layers: layers) }
        guard (1...Self.largestStack).contains(perStack), perStack <= layers else {
            throw VocoderError.malformedMetadata(name: "layers_per_stack", value: "\(perStack)")
        }
        layersPerStack = perStack
        preemphasis = try checkpoint.number("preemphasis", within: 0...0.999) ?? 0
        leastLogScale = try checkpoint.number("log_scale_min", within: -80...0) ?? -7
        temperature = try checkpoint.number("temperature", within: 0.01...2) ?? 1
    }
}

extension WaveNetConfiguration.Output {
    var distribution: DilatedStack.Distribution {
        switch self {
        case .mixtureOfLogistics: .logistics
        case .gaussian: .gaussian
        case .muLaw: .categories
        }
    }

    /// What the first sample follows: silence, as which r9y9's networks know category 127.
    var firstInput: Float { self == .muLaw ? 127 : 0 }

    /// The value of what was drawn: of category c of the μ-law, with y = 2c/μ − 1, sgn(y)·((1 + μ)^|y| − 1)/μ.
    func value(of drawn: Float) -> Float {
        guard self == .muLaw else { return drawn }
        let y = 2 * Double(drawn) / 255 - 1
        return Float((y < 0 ? -1 : 1) * (exp2(8 * abs(y)) - 1) / 255)
    }
}

extension Checkpoint {
    /// A number that the file's metadata may carry.
    fileprivate func number(_ name: String, within range: ClosedRange<Float> = -1e6...1e6) throws -> Float? {
        guard let text = metadata[name] else { return nil }
        guard let value = Float(text), range.contains(value) else {
            throw VocoderError.malformedMetadata(name: name, value: text)
        }
        return value
    }
}
