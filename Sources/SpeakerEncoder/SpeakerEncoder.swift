import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// The speaker encoder: a recording of a voice goes in, 256 numbers that tell it from others come out.
///
/// A stack of LSTM layers reads 40-band mel spectrograms of 1.6 s; the last hidden state goes through a linear layer
/// and a ReLU and is brought to unit length. The partials of an utterance are averaged. Sources: arXiv 1710.10467
/// (GE2E) and arXiv 1806.04558, section 2.1.
///
/// ```swift
/// let encoder = try SpeakerEncoder(contentsOf: models.speakerEncoder)
/// let embedding = try encoder.embed(Waveform(contentsOf: recording))
/// ```
public final class SpeakerEncoder: Sendable {
    /// The shortest recording that is embedded, in seconds.
    public static let minimumDuration = 0.5
    /// A recording with a root mean square below this level, in dBFS, counts as silent.
    public static let silenceLevel: Float = -70

    /// The digest of the network's own weights, by which embeddings of another encoder are told apart.
    ///
    /// `Checkpoint.digest(of:)` defines it: the same for the same numbers in any container.
    public let weightsDigest: SHA256Digest

    private let layers: [LSTM]
    private let projection: Linear

    /// Loads the weights from a checkpoint file.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network.
    public convenience init(contentsOf url: URL) throws {
        try self.init(Checkpoint(contentsOf: url))
    }

    /// Takes the weights from a checkpoint: `lstm.weight_ih_l0` and so on, and `linear`, all of them perhaps behind one
    /// prefix such as `model.`.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or has another shape.
    public init(_ checkpoint: Checkpoint) throws {
        let checkpoint = Self.unwrapped(checkpoint)
        let fields = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
        let layerCount = fields.map { checkpoint.layerCount("lstm.\($0)_l") }.max() ?? 0
        var layers: [LSTM] = []
        var inputs = EmbeddingConvention.standard.melContract.bands
        for layer in 0..<max(layerCount, 1) {
            let hidden = try checkpoint.shape(of: "lstm.weight_hh_l\(layer)", expecting: [nil, nil])[1]
            layers.append(try checkpoint.lstm("lstm", suffix: "_l\(layer)", inputs: inputs, hidden: hidden))
            inputs = hidden
        }
        self.layers = layers
        projection = Linear(
            weight: try checkpoint.tensor("linear.weight", shape: [SpeakerEmbedding.dimension, inputs]),
            bias: try checkpoint.tensor("linear.bias", shape: [SpeakerEmbedding.dimension]))
        let own = layers.indices.flatMap { layer in fields.map { "lstm.\($0)_l\(layer)" } }
        weightsDigest = try checkpoint.digest(of: own + ["linear.weight", "linear.bias"])
    }

    /// The checkpoint without a prefix that a module around the encoder has put before its names.
    package static func unwrapped(_ checkpoint: Checkpoint) -> Checkpoint {
        checkpoint.unwrapped(around: ["linear.weight", "lstm.weight_hh_l0"])
    }

    /// Embeds a recording.
    ///
    /// - Parameters:
    ///   - waveform: The recording, at any sample rate; at least half a second, better five seconds of speech.
    ///   - convention: How the recording is prepared.
    /// - Throws: ``SpeakerEncoderError`` if the recording is too short or silent, `AudioError` if it is empty, holds
    ///   samples that are not finite or has a sample rate that no recording has, `DSPError` if its samples are so large
    ///   that their power is not finite.
    public func embed(_ waveform: Waveform, convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        try embed(waveform, convention: convention, partialsAtATime: 64)
    }

    /// The same with a choice of how many partials go through the network together, which changes memory alone.
    func embed(
        _ waveform: Waveform, convention: EmbeddingConvention, partialsAtATime: Int
    ) throws -> SpeakerEmbedding {
        try waveform.validate(name: "The recording")
        guard waveform.duration >= Self.minimumDuration else {
            throw SpeakerEncoderError.tooShort(seconds: waveform.duration)
        }
        let level = waveform.rootMeanSquareLevel
        guard level >= Self.silenceLevel else { throw SpeakerEncoderError.silent(level: level) }

        var prepared = try convention.prepared(waveform)
        let partials = UtterancePartials(samples: prepared.samples.count, convention: convention)
        if prepared.samples.count < partials.samples {
            prepared.samples += [Float](repeating: 0, count: partials.samples - prepared.samples.count)
        }
        let mel = try MelExtractor(convention.melContract).melSpectrogram(of: prepared)
        let frames = mel.values.transposed()  // [frames, 40]
        // Some at a time, so that an hour of speech needs no more memory here than a minute.
        var embeddings: [[Float]] = []
        for start in stride(from: 0, to: partials.starts.count, by: partialsAtATime) {
            let end = min(start + partialsAtATime, partials.starts.count)
            let rows = forward(frames, starts: partials.starts[start..<end])  // [partials, 256]
            embeddings += (0..<rows.shape[0]).map { rows.row($0) }
        }
        return try SpeakerEmbedding(meanOf: embeddings, convention: convention)
    }

    /// Embeds several recordings of one speaker: the mean of their embeddings, brought to unit length.
    ///
    /// - Throws: ``SpeakerEncoderError/noRecordings``, or what embedding one of them throws.
    public func embed(_ waveforms: [Waveform], convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        guard !waveforms.isEmpty else { throw SpeakerEncoderError.noRecordings }
        return try SpeakerEmbedding(meanOf: waveforms.map { try embed($0, convention: convention) })
    }

    /// The network on all partials at once: mel frames [frames, bands] → [partials, 256], each row of unit length or
    /// zero.
    private func forward(_ frames: Tensor, starts: ArraySlice<Int>) -> Tensor {
        let bands = frames.shape[1]
        var x = Tensor(shape: [UtterancePartials.frames, starts.count, bands]) { x in  // [160, partials, 40]
            for frame in 0..<UtterancePartials.frames {
                for (partial, start) in starts.enumerated() {
                    let source = frames.base + (start + frame) * bands
                    for band in 0..<bands { x[(frame * starts.count + partial) * bands + band] = source[band] }
                }
            }
        }
        for layer in layers { x = layer(x) }  // [160, partials, hidden]
        let last = x.reshaped([UtterancePartials.frames, starts.count * x.shape[2]]).row(UtterancePartials.frames - 1)
        var embeddings = projection(Tensor(last, shape: [starts.count, x.shape[2]]))  // [partials, 256]
        Activation.relu.apply(to: &embeddings)
        embeddings.normalizeRows()
        return embeddings
    }
}
