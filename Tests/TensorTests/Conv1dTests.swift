import CKernels
import TestSupport
import Testing

@testable import Tensor

private let tolerance: Float = 1e-5

@Suite struct Conv1dTests {
    @Test(arguments: [
        ("conv1d.plain", 1, ConvolutionWeights.Padding.zeros(2), Activation.identity),
        ("conv1d.dilated", 5, .zeros(5), .leakyReLU(slope: 0.1)),
        ("conv1d.reflect", 9, .reflect(9), .leakyReLU(slope: 0.2)),
        ("conv1d.pointwise", 1, .zeros(0), .identity),
        ("conv1d.unpadded", 2, .zeros(0), .identity),
        ("conv1d.tiles", 5, .zeros(25), .leakyReLU(slope: 0.1)),
    ])
    func matchesPyTorch(
        name: String, dilation: Int, padding: ConvolutionWeights.Padding, activation: Activation
    ) throws {
        let golden = try LayerGolden(name)
        let layer = Conv1d(
            weight: try golden("weight"), bias: try golden("bias"), dilation: dilation, padding: padding)
        let output = layer(try golden("x").transposed(), activatedBy: activation)
        #expect(maximumDifference(output, try golden("y").transposed()) < tolerance)
    }

    @Test func foldedBatchNormMatchesPyTorch() throws {
        let golden = try LayerGolden("batchnorm")
        let weights = ConvolutionWeights(
            weight: try golden("weight"), bias: try golden("bias"), padding: .zeros(2)
        ).folding(
            .init(
                scale: try golden("scale"), shift: try golden("shift"), mean: try golden("mean"),
                variance: try golden("variance")))
        let output = Conv1d(weights)(try golden("x").transposed())
        #expect(maximumDifference(output, try golden("y").transposed()) < tolerance)
    }

    @Test func foldedWeightNormMatchesPyTorch() throws {
        let golden = try LayerGolden("weightnorm")
        let weight = Tensor(weightNormDirection: try golden("v"), magnitude: try golden("g"))
        #expect(maximumDifference(weight, try golden("y")) < tolerance)
    }

    // Every scheme, channels on both sides of a vector and a panel, on every set of instructions, against sums in
    // double precision. The difference is to be small beside the result's root mean square: products of numbers below 1
    // have a variance of 1/9. Measured: 3e-5 with eleven points. With bfloat16, whose numbers are rounded by 2⁻⁹ at
    // most, measured: 0.02 of it.
    @Test(
        arguments: 1...12,
        [(3, 1), (16, 2), (40, 33), (70, 64)].flatMap { [Case($0, .float32, 5e-5), Case($0, .bfloat16, 0.04)] })
    func everyVariantMatchesDoublePrecision(kernel: Int, how: Case) {
        let (inputs, outputs, frames) = (how.channels.inputs, how.channels.outputs, 61)
        let weights = ConvolutionWeights(
            weight: random([outputs, inputs, kernel], stream: 0), bias: random([outputs], stream: 1), dilation: 3,
            padding: .zeros(kernel))
        let x = random([frames, inputs], stream: 2)
        let layer = Conv1d(weights, precision: how.precision)
        let expected = plainSums(weights, x, frames: layer.outputFrames(for: frames))
        for variant in KernelFixture.variants {
            let output = FrameBuffer(frames: 0..<layer.outputFrames(for: frames), channels: outputs)
            layer.convolve(
                .init(
                    x: .init(FrameBuffer(x)), second: nil, signal: 0..<frames, y: output, frames: output.frames,
                    residual: nil, accumulating: false, workspace: ConvolutionWorkspace(), variant: variant))
            let difference = maximumDifference(output.tensor.elements, expected.map(Float.init))
            let size = (Float(inputs * kernel) / 9).squareRoot()
            #expect(difference < how.tolerance * size, "variant \(variant.rawValue)")
        }
    }

    // Rounding a number of the highest bits to bfloat16 must not carry it beyond them, to zero.
    @Test(arguments: [0xffff_ffff, 0x7fff_ffff, 0x7f80_0001] as [UInt32], [1, 3, 11])
    func whatIsNoNumberStaysNone(bits: UInt32, kernel: Int) {
        let weights = ConvolutionWeights(
            weight: random([33, 20, kernel], stream: 0), bias: nil, dilation: 1, padding: .zeros(kernel / 2))
        let frames = FrameBuffer(random([61, 20], stream: 1))
        frames[30][7] = Float(bitPattern: bits)
        for variant in KernelFixture.variants {
            let output = FrameBuffer(frames: 0..<61, channels: 33)
            Conv1d(weights, precision: .bfloat16).convolve(
                .init(
                    x: .init(frames), second: nil, signal: 0..<61, y: output, frames: output.frames, residual: nil,
                    accumulating: false, workspace: ConvolutionWorkspace(), variant: variant))
            #expect(output.tensor.row(30).allSatisfy { $0.isNaN }, "variant \(variant.rawValue)")
        }
    }

    @Test(arguments: [Activation.identity, .relu, .leakyReLU(slope: 0.1), .tanh])
    func anyFunctionIsAppliedFirst(activation: Activation) {
        let x = random([30, 20], stream: 1)
        var activated = x
        activation.apply(to: &activated)
        let layer = Conv1d(weight: random([20, 20, 3], stream: 0), padding: .zeros(1))
        #expect(layer(x, activatedBy: activation) == layer(activated))
        let transposed = ConvTranspose1d(
            weight: random([20, 10, 4], stream: 2), bias: random([10], stream: 3), stride: 2, padding: 1)
        #expect(transposed(x, activatedBy: activation) == transposed(activated))
    }

    struct Case: Sendable {
        let channels: (inputs: Int, outputs: Int)
        let precision: WeightPrecision
        let tolerance: Float

        init(_ channels: (inputs: Int, outputs: Int), _ precision: WeightPrecision, _ tolerance: Float) {
            (self.channels, self.precision, self.tolerance) = (channels, precision, tolerance)
        }
    }

    @Test(
        arguments: [
            (2, .float32), (3, .float32), (5, .float32), (7, .float32), (11, .float32), (3, .bfloat16), (11, .bfloat16),
        ]
            as [(Int, WeightPrecision)], [ConvolutionWeights.Padding.zeros(6), .reflect(6)])
    func aStretchIsPartOfTheWhole(how: (kernel: Int, precision: WeightPrecision), padding: ConvolutionWeights.Padding) {
        let weights = ConvolutionWeights(
            weight: random([40, 20, how.kernel], stream: 0), bias: nil, dilation: 7, padding: padding)
        let layer = Conv1d(weights, precision: how.precision)
        let x = random([201, 20], stream: 1)
        let whole = layer(x, activatedBy: .leakyReLU(slope: 0.1))
        for wanted in [0..<1, 0..<40, 37..<38, 40..<97, 100..<whole.shape[0]] {
            let needed = layer.inputFrames(for: wanted).clamped(to: 0..<201)
            let input = FrameBuffer(frames: needed, channels: 20)
            for t in needed { input[t].update(from: x.base + t * 20, count: 20) }
            let output = FrameBuffer(frames: wanted, channels: 40)
            layer.convolve(
                .init(input, .leakyReLU(slope: 0.1)), of: 0..<201, into: output, frames: wanted,
                workspace: ConvolutionWorkspace())
            for (row, t) in wanted.enumerated() { #expect(output.tensor.row(row) == whole.row(t), "frame \(t)") }
        }
    }

    @Test func aResidualAndWhatIsThereAreAdded() {
        let layer = Conv1d(weight: random([20, 20, 3], stream: 0), padding: .zeros(1))
        let x = random([30, 20], stream: 1)
        let output = FrameBuffer(x)
        layer.convolve(
            .init(FrameBuffer(x)), of: 0..<30, into: output, frames: 5..<25,
            residual: FrameBuffer(x), accumulating: true, workspace: ConvolutionWorkspace())
        let plain = layer(x)
        for t in 0..<30 {
            let expected = zip(plain.row(t), x.row(t)).map { (5..<25).contains(t) ? $0 + 2 * $1 : $1 }
            #expect(maximumDifference(output.tensor.row(t), expected) < 1e-6)
        }
    }

    @Test func twoPointwiseConvolutionsAreOne() {
        let (a, b) = (random([40, 20, 1], stream: 0), random([40, 33, 1], stream: 1))
        let (x, z) = (random([30, 20], stream: 2), random([30, 33], stream: 3))
        let first = ConvolutionWeights(weight: a, bias: random([40], stream: 4), padding: .zeros(0))
        let second = ConvolutionWeights(weight: b, bias: random([40], stream: 5), padding: .zeros(0))
        let output = FrameBuffer(frames: 0..<30, channels: 40)
        Conv1d(first.beside(second)).convolve(
            .init(FrameBuffer(x)), beside: .init(FrameBuffer(z), .relu), of: 0..<30, into: output, frames: 0..<30,
            workspace: ConvolutionWorkspace())
        var expected = Conv1d(first)(x)
        expected.add(Conv1d(second)(z, activatedBy: .relu))
        #expect(maximumDifference(output.tensor, expected) < 1e-5)
    }

    /// The formula itself, in double precision, with zeros beyond the ends. [outputFrames, outputs]
    private func plainSums(_ weights: ConvolutionWeights, _ x: Tensor, frames: Int) -> [Double] {
        (0..<frames).flatMap { t in
            (0..<weights.outputs).map { output in
                var sum = Double(weights.bias.elements[output])
                for tap in 0..<weights.kernelSize {
                    let frame = t + tap * weights.dilation - weights.padding.width
                    guard (0..<x.shape[0]).contains(frame) else { continue }
                    for input in 0..<weights.inputs {
                        sum += Double(weights.weight[output, input, tap]) * Double(x[frame, input])
                    }
                }
                return sum
            }
        }
    }

    private func random(_ shape: [Int], stream: UInt32) -> Tensor {
        Tensor(KernelFixture.random(shape.reduce(1, *), seed: 7, stream: stream), shape: shape)
    }
}

@Suite struct ConvTranspose1dTests {
    @Test(arguments: [("transposed.8", 8, 4), ("transposed.2", 2, 1), ("transposed.odd", 3, 2)])
    func matchesPyTorch(name: String, stride: Int, padding: Int) throws {
        let golden = try LayerGolden(name)
        let layer = ConvTranspose1d(
            weight: try golden("weight"), bias: try golden("bias"), stride: stride, padding: padding)
        let output = layer(try golden("x").transposed(), activatedBy: .leakyReLU(slope: 0.1))
        #expect(maximumDifference(output, try golden("y").transposed()) < tolerance)
    }
}
