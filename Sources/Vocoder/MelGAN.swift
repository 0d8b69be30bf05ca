import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// MelGAN: the fast vocoder, with a seventh of HiFi-GAN's work.
///
/// Four transposed convolutions make 256 samples of each frame, with a stack of dilated residual blocks after each.
/// Source: arXiv 1910.06711, section 2.1.
public final class MelGAN: MelVocoder {
    /// 22 050 Hz, 80 bands, natural logarithm of the magnitude.
    public let contract = MelContract.tacotron2

    private let input: Conv1d
    private let stages: [(upsampling: ConvTranspose1d, blocks: [MelGANBlock])]
    private let output: Conv1d

    /// Frames of silence behind the last frame, whose samples are cut off again: the network was trained with them.
    private static let appendedFrames = 10
    private static let dilations = [1, 3, 9]
    private static let activation = Activation.leakyReLU(slope: 0.2)

    /// Loads the weights from a checkpoint file.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network, ``VocoderError`` if its sizes
    ///   do not fit.
    public convenience init(contentsOf url: URL) throws {
        try self.init(Checkpoint(contentsOf: url))
    }

    /// Takes the weights from a checkpoint: `generator.1` and so on, by their place in the published sequence of
    /// layers.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or mis-shaped, ``VocoderError`` if the sizes do not fit
    ///   together or the generator was made for other spectrograms.
    public init(_ checkpoint: Checkpoint) throws {
        var frames = 1 + Self.appendedFrames  // of the shortest spectrogram
        input = try checkpoint.convolution("generator.1", reflecting: frames)
        var stages: [(upsampling: ConvTranspose1d, blocks: [MelGANBlock])] = []
        var channels = input.outputs
        // Each stage takes three places: activation, transposed convolution, stack of residual blocks. Three places come
        // before them all, and two after.
        let places = checkpoint.layerCount("generator.")
        guard places > 5, (places - 5) % 3 == 0 else {
            throw VocoderError.incompatibleCheckpoint(what: "layers", expected: 17, found: places)
        }
        for place in stride(from: 3, to: places - 2, by: 3) {
            let upsampling = try checkpoint.upsampling("generator.\(place)", inputs: channels)
            let blockCount = checkpoint.layerCount("generator.\(place + 1).blocks.")
            guard blockCount == Self.dilations.count else {
                throw VocoderError.incompatibleCheckpoint(
                    what: "residual blocks in a stack", expected: Self.dilations.count, found: blockCount)
            }
            channels = upsampling.outputs
            frames = upsampling.outputFrames(for: frames)
            let blocks = try Self.dilations.enumerated().map { index, dilation in
                try MelGANBlock(
                    checkpoint, "generator.\(place + 1)", index: index, dilation: dilation, channels: channels,
                    frames: frames)
            }
            stages.append((upsampling, blocks))
        }
        self.stages = stages
        output = try checkpoint.convolution(
            "generator.\(places - 1)", inputs: channels, outputs: 1, reflecting: frames)
        try checkGenerator(input: input, upsamplings: stages.map(\.upsampling), contract: contract)
    }

    /// Makes the sound of a spectrogram. [80, frames] → frames · 256 samples
    ///
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames or
    ///   is not finite.
    public func waveform(from mel: MelSpectrogram) throws -> Waveform {
        try validate(mel)
        let (bands, frames) = (mel.values.shape[0], mel.values.shape[1])
        let silence = Tensor(
            [Float](repeating: -11.5129, count: bands * Self.appendedFrames), shape: [bands, Self.appendedFrames])
        var x = mel.values.joinedColumns(with: silence)
        x.withUnsafeMutableBufferPointer { x in
            for i in x.indices { x[i] = (x[i] + 5) / 5 }
        }
        x = input(x)  // [512, frames]
        for stage in stages {
            x = stage.upsampling(x, activatedBy: Self.activation)  // [256 … 32, frames · 8, 64, 128, 256]
            for block in stage.blocks { x = block(x, activatedBy: Self.activation) }
        }
        var samples = output(x, activatedBy: Self.activation)  // [1, (frames + 10) · 256]
        Activation.tanh.apply(to: &samples)
        return try waveform(samples, count: frames * contract.hopLength)
    }
}

/// A residual block: a dilated and a pointwise convolution, added to a pointwise convolution of what went in.
struct MelGANBlock: Sendable {
    private let dilated: Conv1d
    private let pointwise: Conv1d
    private let shortcut: Conv1d

    /// The block at `index` of a stack that sees at least `frames` frames.
    init(
        _ checkpoint: Checkpoint, _ name: String, index: Int, dilation: Int, channels: Int, frames: Int
    ) throws {
        dilated = try checkpoint.convolution(
            "\(name).blocks.\(index).2", inputs: channels, outputs: channels, dilation: dilation,
            reflecting: frames)
        pointwise = try checkpoint.convolution("\(name).blocks.\(index).4", inputs: channels, outputs: channels)
        shortcut = try checkpoint.convolution("\(name).shortcuts.\(index)", inputs: channels, outputs: channels)
    }

    /// [channels, T] → [channels, T].
    func callAsFunction(_ x: Tensor, activatedBy activation: Activation) -> Tensor {
        var y = shortcut(x)
        pointwise.add(dilated(x, activatedBy: activation), activatedBy: activation, to: &y)
        return y
    }
}
