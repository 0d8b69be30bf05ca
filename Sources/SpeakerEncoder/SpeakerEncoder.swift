import AudioIO
import Checkpoint
import DSP
import Foundation
import Tensor

/// The speaker encoder: a recording of a voice goes in, 256 numbers that tell it from others come out.
///
/// A stack of LSTM layers reads 40-band mel spectrograms of 1.6 s; the last hidden state goes through a linear layer and a
/// ReLU and is brought to unit length. The partials of an utterance are averaged. Sources: arXiv 1710.10467 (GE2E) and
/// arXiv 1806.04558, section 2.1.
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

    private let layers: [LSTM]
    private let projection: Linear

    /// Loads the weights from a checkpoint file.
    ///
    /// - Throws: `CheckpointError` if the file cannot be read or holds another network.
    public convenience init(contentsOf url: URL) throws {
        try self.init(Checkpoint(contentsOf: url))
    }

    /// Takes the weights from a checkpoint: `lstm.weight_ih_l0` and so on, and `linear`.
    ///
    /// - Throws: `CheckpointError` if a tensor is missing or has another shape.
    public init(_ checkpoint: Checkpoint) throws {
        var layers: [LSTM] = []
        var inputs = EmbeddingConvention.standard.melContract.bands
        repeat {
            let suffix = "l\(layers.count)"
            let hiddenWeight = try checkpoint.tensor("lstm.weight_hh_\(suffix)", shape: [nil, nil])
            let hidden = hiddenWeight.shape[1]
            layers.append(
                LSTM(
                    inputWeight: try checkpoint.tensor("lstm.weight_ih_\(suffix)", shape: [4 * hidden, inputs]),
                    hiddenWeight: try checkpoint.tensor("lstm.weight_hh_\(suffix)", shape: [4 * hidden, hidden]),
                    inputBias: try checkpoint.tensor("lstm.bias_ih_\(suffix)", shape: [4 * hidden]),
                    hiddenBias: try checkpoint.tensor("lstm.bias_hh_\(suffix)", shape: [4 * hidden])))
            inputs = hidden
        } while checkpoint.names.contains("lstm.weight_ih_l\(layers.count)")
        self.layers = layers
        projection = Linear(
            weight: try checkpoint.tensor("linear.weight", shape: [SpeakerEmbedding.dimension, inputs]),
            bias: try checkpoint.tensor("linear.bias", shape: [SpeakerEmbedding.dimension]))
    }

    /// Embeds a recording.
    ///
    /// - Parameters:
    ///   - waveform: The recording, at any sample rate; at least half a second, better five seconds of speech.
    ///   - convention: How the recording is prepared.
    /// - Throws: ``SpeakerEncoderError`` if the recording is too short or silent, `AudioError` if it is empty, holds
    ///   samples that are not finite or has a sample rate that no recording has.
    public func embed(_ waveform: Waveform, convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        try waveform.validate(name: "the recording")
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
        let embeddings = forward(mel.values.transposed(), starts: partials.starts)
        return try SpeakerEmbedding(
            meanOf: (0..<partials.starts.count).map { embeddings.row($0) }, convention: convention)
    }

    /// Embeds several recordings of one speaker: the mean of their embeddings, brought to unit length.
    ///
    /// - Throws: ``SpeakerEncoderError`` if there is no recording, or one of them cannot be embedded.
    public func embed(_ waveforms: [Waveform], convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        guard !waveforms.isEmpty else { throw SpeakerEncoderError.noRecordings }
        return try SpeakerEmbedding(
            meanOf: waveforms.map { try embed($0, convention: convention).values }, convention: convention)
    }

    /// The network on all partials at once: mel frames [frames, bands] → [partials, 256], each row of unit length or zero.
    private func forward(_ frames: Tensor, starts: [Int]) -> Tensor {
        let bands = frames.shape[1]
        var x = Tensor(shape: [UtterancePartials.frames, starts.count, bands]) { x in
            for frame in 0..<UtterancePartials.frames {
                for (partial, start) in starts.enumerated() {
                    let source = frames.base + (start + frame) * bands
                    for band in 0..<bands { x[(frame * starts.count + partial) * bands + band] = source[band] }
                }
            }
        }
        for layer in layers { x = layer(x) }  // [160, partials, hidden]
        let hidden = x.shape[2]
        let last = Tensor(Array(x.elements.suffix(starts.count * hidden)), shape: [starts.count, hidden])
        var embeddings = projection(last)
        Activation.relu.apply(to: &embeddings)
        embeddings.normalizeRows()
        return embeddings
    }
}
