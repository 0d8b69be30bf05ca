import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// HiFi-GAN, generator V1: the default, because it sounds best.
///
/// Four transposed convolutions make 256 samples of each frame; after each, the mean of residual blocks with kernels 3,
/// 7 and 11 refines the result. Source: arXiv 2010.05646, section 2.2.
public final class HiFiGAN: MelVocoder, StretchVocoder {
    /// 22 050 Hz, 80 bands, natural logarithm of the magnitude.
    public let contract = MelContract.tacotron2

    package let appendedFrames = 0

    private let generator: Generator<HiFiGANStage>
    /// The most residual blocks that a file may have in a stage, which is three in all published ones.
    private static let mostBlocks = 16

    /// Loads the weights from a checkpoint file.
    ///
    /// - Parameters:
    ///   - url: The file.
    ///   - precision: What is multiplied; `.bfloat16` is faster where the processor has products of it, and slower
    ///     elsewhere.
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``VocoderError`` if its sizes
    ///   do not fit.
    public convenience init(contentsOf url: URL, precision: WeightPrecision = .float32) throws {
        try self.init(Checkpoint(contentsOf: url), precision: precision)
    }

    /// Takes the weights from a checkpoint: `conv_pre`, `ups`, `resblocks`, `conv_post`.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``VocoderError`` if the sizes do not fit
    ///   together or the generator was made for other spectrograms.
    public init(_ checkpoint: Checkpoint, precision: WeightPrecision = .float32) throws {
        let input = try checkpoint.convolution("conv_pre")
        try checkBands(of: input, contract: contract)
        var product = UpsamplingProduct(contract: contract)
        var stages: [(upsampling: ConvTranspose1d, refinement: HiFiGANStage)] = []
        var channels = input.outputs
        let stageCount = checkpoint.layerCount("ups.")
        let blocksInAll = checkpoint.layerCount("resblocks.")
        guard stageCount > 0 else {
            throw VocoderError.incompatibleCheckpoint(what: "upsampling stages", expected: 4, found: 0)
        }
        let blockCount = blocksInAll / stageCount
        guard (1...Self.mostBlocks).contains(blockCount), blocksInAll % stageCount == 0 else {
            throw VocoderError.incompatibleCheckpoint(
                what: "residual blocks", expected: 3 * stageCount, found: blocksInAll)
        }
        for stage in 0..<stageCount {
            // The mean of the blocks before it is their sum here; leaky ReLU leaves a factor what it was.
            let upsampling = try checkpoint.upsampling(
                "ups.\(stage)", inputs: channels, inputScale: stage == 0 ? 1 : 1 / Double(blockCount),
                product: &product, precision: precision)
            channels = upsampling.outputs
            let blocks = try (0..<blockCount).map {
                try HiFiGANBlock(
                    checkpoint, "resblocks.\(stage * blockCount + $0)", channels: channels, precision: precision)
            }
            stages.append((upsampling, HiFiGANStage(blocks: blocks)))
            checkpoint.forgetWhatWasRead()
        }
        let output = NarrowConv1d(
            try checkpoint.convolutionWeights("conv_post", inputs: channels, outputs: 1)
                .scaled(by: 1 / Double(blockCount)))
        try product.requireComplete()
        // The published model ends with PyTorch's default slope, not with the 0.1 of the other layers.
        generator = Generator(
            input: input, stages: stages, output: output, activation: .leakyReLU(slope: 0.1),
            lastActivation: .leakyReLU(slope: 0.01))
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
