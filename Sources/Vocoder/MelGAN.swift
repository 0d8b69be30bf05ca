import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// MelGAN: the fast vocoder, with a seventh of HiFi-GAN's work.
///
/// Four transposed convolutions make 256 samples of each frame, with a stack of dilated residual blocks after each.
/// Source: arXiv 1910.06711, section 2.1.
public final class MelGAN: MelVocoder, StretchVocoder {
    /// 22 050 Hz, 80 bands, natural logarithm of the magnitude.
    public let contract = MelContract.tacotron2

    private let generator: Generator<MelGANStage>

    /// Frames of silence behind the last frame, whose samples are cut off again: the network was trained with them.
    package let appendedFrames = 10
    private static let dilations = [1, 3, 9]
    private static let activation = Activation.leakyReLU(slope: 0.2)

    /// Loads the weights from a checkpoint file.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - precision: What is multiplied; `.bfloat16` is faster where the processor has products of it, and slower
    ///     elsewhere. The last stack of residual blocks stays in float32.
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``VocoderError`` if its sizes
    ///   do not fit.
    public convenience init(contentsOf url: URL, precision: WeightPrecision = .float32) throws {
        try self.init(Checkpoint(contentsOf: url), precision: precision)
    }

    /// Takes the weights from a checkpoint: `generator.1` and so on, by their place in the published sequence of
    /// layers.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``VocoderError`` if the sizes do not fit
    ///   together or the generator was made for other spectrograms.
    public init(_ checkpoint: Checkpoint, precision: WeightPrecision = .float32) throws {
        var frames = 1 + appendedFrames  // of the shortest spectrogram
        let input = Conv1d(try checkpoint.convolutionWeights("generator.1", reflecting: frames).normalizingInput())
        try checkBands(of: input, contract: contract)
        var product = UpsamplingProduct(contract: contract)
        var stages: [(upsampling: ConvTranspose1d, refinement: MelGANStage)] = []
        var channels = input.outputs
        // Each stage takes three places: activation, transposed convolution, stack of residual blocks. Three places
        // come before them all, and two after.
        let places = checkpoint.layerCount("generator.")
        guard places > 5, (places - 5) % 3 == 0 else {
            throw VocoderError.incompatibleCheckpoint(what: "layers", expected: 17, found: places)
        }
        for place in stride(from: 3, to: places - 2, by: 3) {
            // Noise of the last stack is not filtered any more, and is heard where there should be silence.
            let isLast = place + 3 >= places - 2
            let upsampling = try checkpoint.upsampling(
                "generator.\(place)", inputs: channels, product: &product, precision: precision)
            let blockCount = checkpoint.layerCount("generator.\(place + 1).blocks.")
            guard blockCount == Self.dilations.count else {
                throw VocoderError.incompatibleCheckpoint(
                    what: "residual blocks in a stack", expected: Self.dilations.count, found: blockCount)
            }
            channels = upsampling.outputs
            frames = upsampling.outputFrames(for: frames)
            let stage = try MelGANStage(
                checkpoint, "generator.\(place + 1)", dilations: Self.dilations, channels: channels, frames: frames,
                activation: Self.activation, precision: isLast ? .float32 : precision)
            stages.append((upsampling, stage))
            checkpoint.forgetWhatWasRead()
        }
        let output = NarrowConv1d(
            try checkpoint.convolutionWeights(
                "generator.\(places - 1)", inputs: channels, outputs: 1, reflecting: frames))
        try product.requireComplete()
        generator = Generator(
            input: input, stages: stages, output: output, activation: Self.activation,
            lastActivation: Self.activation)
    }

    /// Makes the sound of a spectrogram, the same for every seed. [80, frames] → frames · 256 samples
    ///
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames, is
    ///   not finite or has values that no sound has, `CancellationError` if the task that asks for it is cancelled.
    public func waveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform {
        try wholeWaveform(from: mel, seed: seed)
    }

    package func inputFrames(for frames: Range<Int>) -> Range<Int> { generator.inputFrames(for: frames) }

    package func signal(seed: UInt64) -> any StretchSignal {
        GeneratorSignal(generator: generator)
    }
}

extension ConvolutionWeights {
    /// The convolution of (x + 5) / 5, which the network reads, as one of x itself: reflection leaves constants alone.
    fileprivate func normalizingInput() -> ConvolutionWeights {
        let taps = inputs * kernelSize
        let sums = weight.withUnsafeBufferPointer { weight in
            (0..<outputs).map { weight[$0 * taps..<($0 + 1) * taps].reduce(0.0) { $0 + Double($1) } }
        }
        let bias = Tensor(zip(bias.doubles, sums).map { Float($0 + $1) })
        return ConvolutionWeights(
            weight: scaled(by: 0.2).weight, bias: bias, dilation: dilation, padding: padding)
    }
}
