import TestSupport
import Testing

@testable import Tensor

@Suite struct NarrowConv1dTests {
    // Measured: 1e-6.
    @Test(arguments: [ConvolutionWeights.Padding.zeros(9), .zeros(0), .reflect(9)])
    func itIsTheConvolution(padding: ConvolutionWeights.Padding) {
        let weights = ConvolutionWeights(
            weight: random([2, 20, 7], stream: 0), bias: random([2], stream: 1), dilation: 3, padding: padding)
        let x = random([50, 20], stream: 2)
        let activation = Activation.leakyReLU(slope: 0.1)
        let expected = Conv1d(weights)(x, activatedBy: activation)
        let frames = 0..<expected.shape[0]
        let (input, layer, workspace) = (FrameBuffer(x), NarrowConv1d(weights), ConvolutionWorkspace())
        func convolved(_ frames: Range<Int>) -> [Float] {
            let output = FrameBuffer(frames: frames, channels: 2)
            layer.convolve(
                .init(input, activation), of: input.frames, into: output, frames: frames, workspace: workspace)
            return output.tensor.elements
        }
        let whole = convolved(frames)
        #expect(maximumDifference(Tensor(whole, shape: expected.shape), expected) < 1e-5)
        // A frame is the same, bit for bit, whichever stretch it is computed with.
        #expect(convolved(0..<13) + convolved(13..<14) + convolved(14..<frames.upperBound) == whole)
        #expect(layer.inputFrames(for: 13..<14) == 13 - padding.width..<13 - padding.width + 19)
    }

    private func random(_ shape: [Int], stream: UInt32) -> Tensor {
        Tensor(KernelFixture.random(shape.reduce(1, *), seed: 5, stream: stream), shape: shape)
    }
}
