import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// HiFi-GAN, generator V1: the default, because it sounds best.
///
/// Four transposed convolutions make 256 samples of each frame; after each, the mean of residual blocks with kernels 3,
/// 7 and 11 refines the result. Source: arXiv 2010.05646, section 2.2.
public final class HiFiGAN: MelVocoder {
    /// 22 050 Hz, 80 bands, natural logarithm of the magnitude.
    public let contract = MelContract.tacotron2

    private let input: Conv1d
    private let stages: [(upsampling: ConvTranspose1d, blocks: [HiFiGANBlock])]
    private let output: Conv1d

    /// Loads the weights from a checkpoint file.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``VocoderError`` if its sizes
    ///   do not fit.
    public convenience init(contentsOf url: URL) throws {
        try self.init(Checkpoint(contentsOf: url))
    }

    /// Takes the weights from a checkpoint: `conv_pre`, `ups`, `resblocks`, `conv_post`.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``VocoderError`` if the sizes do not fit
    ///   together or the generator was made for other spectrograms.
    public init(_ checkpoint: Checkpoint) throws {
        input = try checkpoint.convolution("conv_pre")
        var stages: [(upsampling: ConvTranspose1d, blocks: [HiFiGANBlock])] = []
        var channels = input.outputs
        let stageCount = checkpoint.layerCount("ups.")
        let blocksInAll = checkpoint.layerCount("resblocks.")
        guard stageCount > 0 else {
            throw VocoderError.incompatibleCheckpoint(what: "upsampling stages", expected: 4, found: 0)
        }
        guard blocksInAll > 0, blocksInAll % stageCount == 0 else {
            throw VocoderError.incompatibleCheckpoint(
                what: "residual blocks", expected: 3 * stageCount, found: blocksInAll)
        }
        let blockCount = blocksInAll / stageCount
        for stage in 0..<stageCount {
            let upsampling = try checkpoint.upsampling("ups.\(stage)", inputs: channels)
            channels = upsampling.outputs
            let blocks = try (0..<blockCount).map {
                try HiFiGANBlock(checkpoint, "resblocks.\(stage * blockCount + $0)", channels: channels)
            }
            stages.append((upsampling, blocks))
        }
        self.stages = stages
        output = try checkpoint.convolution("conv_post", inputs: channels, outputs: 1)
        try checkGenerator(input: input, upsamplings: stages.map(\.upsampling), contract: contract)
    }

    /// Makes the sound of a spectrogram. [80, frames] → frames · 256 samples
    ///
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames or
    ///   is not finite.
    public func waveform(from mel: MelSpectrogram) throws -> Waveform {
        try validate(mel)
        var x = input(mel.values)  // [512, frames]
        for stage in stages {
            x = stage.upsampling(x, activatedBy: .leakyReLU(slope: 0.1))  // [256 … 32, frames · 8, 64, 128, 256]
            var mean = Tensor(zeros: x.shape)
            for block in stage.blocks { mean.add(block(x), scaledBy: 1 / Float(stage.blocks.count)) }
            x = mean
        }
        // The published model ends with PyTorch's default slope, not with the 0.1 of the other layers.
        var samples = output(x, activatedBy: .leakyReLU(slope: 0.01))  // [1, frames · 256]
        Activation.tanh.apply(to: &samples)
        return try waveform(samples, count: samples.count)
    }
}

/// A residual block: three times a dilated and a plain convolution, added to what went in.
struct HiFiGANBlock: Sendable {
    private let dilated: [Conv1d]
    private let plain: [Conv1d]

    init(_ checkpoint: Checkpoint, _ name: String, channels: Int) throws {
        dilated = try [1, 3, 5].enumerated().map { index, dilation in
            try checkpoint.convolution(
                "\(name).convs1.\(index)", inputs: channels, outputs: channels, dilation: dilation)
        }
        plain = try (0..<3).map {
            try checkpoint.convolution("\(name).convs2.\($0)", inputs: channels, outputs: channels)
        }
    }

    /// [channels, T] → [channels, T].
    func callAsFunction(_ x: Tensor) -> Tensor {
        var y = x
        for (dilated, plain) in zip(dilated, plain) {
            plain.add(dilated(y, activatedBy: .leakyReLU(slope: 0.1)), activatedBy: .leakyReLU(slope: 0.1), to: &y)
        }
        return y
    }
}
