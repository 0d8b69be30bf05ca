import Checkpoint
import Tensor
import TestSupport
import Testing

@testable import Vocoder

/// A stranger's checkpoint may have any shapes: each that does not fit is an error, never a trap.
@Suite struct CheckpointConvolutionsTests {
    private func checkpoint<Result>(
        weight: [Int], bias: [Int], _ body: (Checkpoint) throws -> Result
    ) throws -> Result {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "model.safetensors")
            try Checkpoint.write(["a.weight": Tensor(zeros: weight), "a.bias": Tensor(zeros: bias)], to: url)
            return try body(Checkpoint(contentsOf: url))
        }
    }

    private func upsampling(_ checkpoint: Checkpoint, inputs: Int) throws -> ConvTranspose1d {
        var product = UpsamplingProduct(contract: .tacotron2)
        return try checkpoint.upsampling("a", inputs: inputs, product: &product)
    }

    @Test(arguments: [2, 4, 257]) func aKernelThatIsEvenOrTooLongIsRefused(taps: Int) throws {
        let error = #expect(throws: CheckpointError.self) {
            try checkpoint(weight: [1, 1, taps], bias: [1]) { try $0.convolution("a") }
        }
        #expect(error?.description.contains("a has \(taps) taps") == true)
    }

    // Five taps with dilation 3 reach six frames beyond an end, and reflection needs one more.
    @Test func aWindowWiderThanWhatIsMirroredIsRefused() throws {
        try checkpoint(weight: [2, 3, 5], bias: [2]) { checkpoint in
            #expect(throws: VocoderError.unsupportedKernel(layer: "a", taps: 5)) {
                try checkpoint.convolution("a", dilation: 3, reflecting: 6)
            }
            let convolution = try checkpoint.convolution("a", dilation: 3, reflecting: 7)
            #expect(convolution.padding == .reflect(6))
            #expect(convolution(Tensor(zeros: [7, 3])).shape == [7, 2])
        }
    }

    @Test(arguments: [1, 2, 3, 6]) func anUpsamplingThatIsNotWholeIsRefused(taps: Int) throws {
        #expect(throws: VocoderError.unsupportedKernel(layer: "a", taps: taps)) {
            try checkpoint(weight: [3, 2, taps], bias: [2]) { try upsampling($0, inputs: 3) }
        }
    }

    @Test func aBiasOfAnotherSizeIsRefused() throws {
        #expect(throws: CheckpointError.self) {
            try checkpoint(weight: [2, 3, 3], bias: [3]) { try $0.convolution("a") }
        }
        #expect(throws: CheckpointError.self) {
            try checkpoint(weight: [3, 2, 4], bias: [3]) { try upsampling($0, inputs: 3) }
        }
        #expect(throws: CheckpointError.self) {
            try checkpoint(weight: [2, 3, 0], bias: [2]) { try $0.convolution("a") }
        }
        #expect(throws: CheckpointError.self) { try checkpoint(weight: [2, 3], bias: [2]) { try $0.convolution("a") } }
    }

    @Test func aGeneratorForOtherSpectrogramsIsRefused() throws {
        try checkpoint(weight: [2, 40, 3], bias: [2]) { checkpoint in
            let input = try checkpoint.convolution("a")
            #expect(throws: VocoderError.incompatibleCheckpoint(what: "mel bands", expected: 80, found: 40)) {
                try checkBands(of: input, contract: .tacotron2)
            }
        }
        var product = UpsamplingProduct(contract: .tacotron2)
        for stride in [8, 8, 2] { try product.multiply(by: stride) }
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "samples a frame", expected: 256, found: 128)) {
            try product.requireComplete()
        }
        try product.multiply(by: 2)
        try product.requireComplete()
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "samples a frame", expected: 256, found: 512)) {
            try product.multiply(by: 2)
        }
    }

    // A few kilobytes of taps would be megabytes when they are packed.
    @Test func whatIsLongAndThinIsRefusedBeforeItIsPacked() throws {
        #expect(throws: VocoderError.incompatibleCheckpoint(what: "samples a frame", expected: 256, found: 2048)) {
            try checkpoint(weight: [1, 1, 4096], bias: [1]) { try upsampling($0, inputs: 1) }
        }
    }

    @Test func oneTapNeedsNoMirror() throws {
        try checkpoint(weight: [2, 3, 1], bias: [2]) { checkpoint in
            let convolution = try checkpoint.convolution("a", reflecting: 1)
            #expect(convolution.padding == .reflect(0))
            #expect(convolution(Tensor(zeros: [4, 3])).shape == [4, 2])
        }
    }
}
