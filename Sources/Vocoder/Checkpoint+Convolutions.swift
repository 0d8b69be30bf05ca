import Checkpoint
import DSP
import Tensor

// The convolutions of both generators by the names that their checkpoints give to them, weight normalisation folded in.
extension Checkpoint {
    /// A convolution that keeps the number of frames.
    ///
    /// - Parameter reflecting: The fewest frames that it will see, if its input is continued by reflection, which needs
    ///   more of them than its window reaches beyond an end; zeros continue it if left out.
    func convolution(
        _ name: String, inputs: Int? = nil, outputs: Int? = nil, dilation: Int = 1, reflecting frames: Int? = nil,
        precision: WeightPrecision = .float32
    ) throws -> Conv1d {
        Conv1d(
            try convolutionWeights(name, inputs: inputs, outputs: outputs, dilation: dilation, reflecting: frames),
            precision: precision)
    }

    /// The same before it is packed.
    func convolutionWeights(
        _ name: String, inputs: Int? = nil, outputs: Int? = nil, dilation: Int = 1, reflecting frames: Int? = nil
    ) throws -> ConvolutionWeights {
        let weight = try foldedWeight(name, shape: [outputs, inputs, nil])
        try requireOddKernel(name, taps: weight.shape[2])
        let width = dilation * (weight.shape[2] - 1) / 2
        guard width < frames ?? .max else {
            throw VocoderError.unsupportedKernel(layer: name, taps: weight.shape[2])
        }
        return ConvolutionWeights(
            weight: weight, bias: try tensor("\(name).bias", shape: [weight.shape[0]]), dilation: dilation,
            padding: frames == nil ? .zeros(width) : .reflect(width))
    }

    /// A transposed convolution that multiplies the number of frames by half of its kernel size.
    ///
    /// - Parameters:
    ///   - inputScale: What its input is multiplied by.
    ///   - product: What the stages before make of a frame; this one is taken into account.
    func upsampling(
        _ name: String, inputs: Int, inputScale: Double = 1, product: inout UpsamplingProduct,
        precision: WeightPrecision = .float32
    ) throws -> ConvTranspose1d {
        let weight = try foldedWeight(name, shape: [inputs, nil, nil])
        let kernel = weight.shape[2]
        // Before it is packed, which makes many times as much of a long kernel of few channels.
        try product.multiply(by: kernel / 2)
        // Half of the kernel is the stride, and a quarter is cut off at each end.
        guard kernel > 0, kernel % 4 == 0 else { throw VocoderError.unsupportedKernel(layer: name, taps: kernel) }
        return ConvTranspose1d(
            weight: weight.scaled(by: inputScale), bias: try tensor("\(name).bias", shape: [weight.shape[1]]),
            stride: kernel / 2, padding: kernel / 4, precision: precision)
    }

    /// A layer's weight, made from its direction and magnitude where weight normalisation was not removed.
    ///
    /// - Parameter magnitude: The shape of the magnitudes; one for each output of a convolution over time if left out.
    func foldedWeight(_ name: String, shape: [Int?], magnitude magnitudeShape: [Int]? = nil) throws -> Tensor {
        if contains("\(name).weight") { return try tensor("\(name).weight", shape: shape) }
        let direction = try tensor("\(name).weight_v", shape: shape)
        let magnitude = try tensor("\(name).weight_g", shape: magnitudeShape ?? [direction.shape[0], 1, 1])
        return Tensor(weightNormDirection: direction, magnitude: magnitude)
    }
}

/// Refuses a generator whose input does not fit the contract.
func checkBands(of input: Conv1d, contract: MelContract) throws {
    guard input.inputs == contract.bands else {
        throw VocoderError.incompatibleCheckpoint(what: "mel bands", expected: contract.bands, found: input.inputs)
    }
}

/// The samples that a generator makes of a frame, stage by stage, as far as it is known.
struct UpsamplingProduct {
    let contract: MelContract
    private(set) var samples = 1

    init(contract: MelContract) { self.contract = contract }

    /// Takes one more stage into account.
    ///
    /// - Throws: ``VocoderError/incompatibleCheckpoint(what:expected:found:)`` if that is more than the contract has.
    mutating func multiply(by stride: Int) throws {
        samples *= stride  // At most a hop, and what a file has elements for.
        try require(samples <= contract.hopLength)
    }

    /// Refuses another number than the contract's.
    func requireComplete() throws { try require(samples == contract.hopLength) }

    private func require(_ condition: Bool) throws {
        guard condition else {
            throw VocoderError.incompatibleCheckpoint(
                what: "samples a frame", expected: contract.hopLength, found: samples)
        }
    }
}
