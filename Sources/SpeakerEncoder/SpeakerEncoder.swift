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
    /// A recording with a root mean square below this level, in dBFS, counts as silent; its mean is left out.
    public static let silenceLevel: Float = -70
    /// A recording with samples beyond this is not scaled to −1…1, and would be heard as another voice: one that is
    /// twice as loud has a cosine of 0.86 with itself, one that is four times as loud 0.70.
    public static let largestPeak: Float = 2

    /// The digest of the network's own weights, by which embeddings of another encoder are told apart.
    ///
    /// `Checkpoint.digest(of:)` defines it: the same for the same numbers in any container.
    public let weightsDigest: SHA256Digest

    private let layers: [BatchedLSTM]
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
        var layers: [BatchedLSTM] = []
        var inputs = EmbeddingConvention.standard.melContract.bands
        for layer in 0..<max(layerCount, 1) {
            let hidden = try checkpoint.shape(of: "lstm.weight_hh_l\(layer)", expecting: [nil, nil])[1]
            layers.append(
                BatchedLSTM(try checkpoint.lstm("lstm", suffix: "_l\(layer)", inputs: inputs, hidden: hidden)))
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
    /// The network hears how loud a recording is. What is quieter than −30 dBFS is raised to that level in the standard
    /// convention, as in training, and what is louder stays: the same speech at −13 and at −30 dBFS has a cosine of
    /// 0.81. So compare recordings of like level. The AIAS convention cuts what lies beyond −1…1, and brings every
    /// peak to 0.9.
    ///
    /// - Parameters:
    ///   - waveform: The recording, at any sample rate; at least half a second, better five seconds of speech.
    ///   - convention: How the recording is prepared.
    /// - Throws: ``SpeakerEncoderError`` if the recording is too short, silent or beyond full scale, if the network
    ///   finds no voice in it, or if the weights are damaged; `AudioError` if it is empty, holds samples that are not
    ///   finite or has a sample rate that no recording has; `CancellationError` if the task that asks for it is
    ///   cancelled.
    public func embed(_ waveform: Waveform, convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        try embeddings(of: [waveform], convention: convention)[0]
    }

    /// Embeds several recordings of one speaker: the mean of their embeddings, brought to unit length.
    ///
    /// - Throws: ``SpeakerEncoderError/noRecordings``, or what embedding one of them throws.
    public func embed(_ waveforms: [Waveform], convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        guard !waveforms.isEmpty else { throw SpeakerEncoderError.noRecordings }
        return try SpeakerEmbedding(meanOf: embeddings(of: waveforms, convention: convention))
    }

    /// Embeds a recording, and its two halves where each has ``halfPartials`` partials and more with sound in them.
    ///
    /// What is 20 dB below the loudest partial is a pause, and no part of a half.
    ///
    /// - Throws: What embedding it throws.
    package func embedWithHalves(
        _ waveform: Waveform, convention: EmbeddingConvention
    ) throws -> (whole: SpeakerEmbedding, halves: (SpeakerEmbedding, SpeakerEmbedding)?) {
        let mel = try partials(of: waveform, convention: convention)
        let rows = try rows(of: [mel])
        let whole = try SpeakerEmbedding(meanOf: rows, convention: convention)
        let powers = mel.starts.map { start in
            (start..<start + UtterancePartials.frames).reduce(0) { $0 + mel.frames.row($1).reduce(0, +) }
        }
        let least = (powers.max() ?? 0) / 100
        let heard = zip(rows, powers).filter { $1 > least }.map(\.0)
        guard heard.count >= 2 * Self.halfPartials else { return (whole, nil) }
        let middle = heard.count / 2
        return (
            whole,
            (
                try SpeakerEmbedding(meanOf: Array(heard[..<middle]), convention: convention),
                try SpeakerEmbedding(meanOf: Array(heard[middle...]), convention: convention)
            )
        )
    }

    /// Of so many partials, some five seconds, halves of one person's speech agree.
    private static let halfPartials = 5

    /// Embeds several recordings, each by itself; their partials go through the network together.
    ///
    /// - Parameters:
    ///   - waveforms: The recordings.
    ///   - convention: How they are prepared.
    ///   - partialsAtATime: How many partials go through the network together, which changes memory alone.
    /// - Returns: One embedding for each recording.
    /// - Throws: What embedding one of them throws.
    func embeddings(
        of waveforms: [Waveform], convention: EmbeddingConvention, partialsAtATime: Int = 64
    ) throws -> [SpeakerEmbedding] {
        let mels = try waveforms.map { try partials(of: $0, convention: convention) }
        let rows = try rows(of: mels, partialsAtATime: partialsAtATime)
        var end = 0
        return try mels.map { mel in
            let start = end
            end += mel.starts.count
            return try SpeakerEmbedding(meanOf: Array(rows[start..<end]), convention: convention)
        }
    }

    /// The embedding of each partial of all recordings. [partials, 256]
    private func rows(of mels: [(frames: Tensor, starts: [Int])], partialsAtATime: Int = 64) throws -> [[Float]] {
        // Some at a time, so that an hour of speech needs no more memory here than a minute.
        let pieces = mels.flatMap { mel in mel.starts.map { (frames: mel.frames, start: $0) } }
        var rows: [[Float]] = []
        for start in stride(from: 0, to: pieces.count, by: partialsAtATime) {
            try Task.checkCancellation()
            rows += forward(pieces[start..<min(start + partialsAtATime, pieces.count)])
        }
        return rows
    }

    /// The mel frames of a recording [frames, bands], and where its partials start in them.
    private func partials(
        of waveform: Waveform, convention: EmbeddingConvention
    ) throws -> (frames: Tensor, starts: [Int]) {
        try waveform.validate(name: "The recording")
        guard waveform.duration >= Self.minimumDuration else {
            throw SpeakerEncoderError.tooShort(seconds: waveform.duration)
        }
        let peak = waveform.peak
        guard peak <= Self.largestPeak else { throw SpeakerEncoderError.beyondFullScale(peak: peak) }
        // What the network will hear of it: neither a constant nor what lies above 8 kHz is a voice.
        let heard = try convention.heard(waveform)
        let level = heard.alternatingLevel
        guard level >= Self.silenceLevel else { throw SpeakerEncoderError.silent(level: level) }

        var prepared = convention.levelled(heard)
        let partials = UtterancePartials(samples: prepared.samples.count, convention: convention)
        if prepared.samples.count < partials.samples {
            prepared.samples += [Float](repeating: 0, count: partials.samples - prepared.samples.count)
        }
        let mel = try convention.melExtractor.melSpectrogram(of: prepared)
        return (mel.values.transposed(), partials.starts)
    }

    /// The network on all partials at once: where each starts in mel frames [frames, bands] → [partials, 256], each row
    /// of unit length or zero.
    private func forward(_ partials: ArraySlice<(frames: Tensor, start: Int)>) -> [[Float]] {
        let (bands, count) = (EmbeddingConvention.standard.melContract.bands, partials.count)
        var x = Tensor(shape: [UtterancePartials.frames, count, bands]) { x in  // [160, partials, 40]
            guard let x = x.baseAddress else { return }
            for (index, partial) in partials.enumerated() {
                for frame in 0..<UtterancePartials.frames {
                    (x + (frame * count + index) * bands)
                        .initialize(from: partial.frames.base + (partial.start + frame) * bands, count: bands)
                }
            }
        }
        for layer in layers { x = layer(x) }  // [160, partials, hidden]
        let last = x.reshaped([UtterancePartials.frames, count * x.shape[2]]).row(UtterancePartials.frames - 1)
        var embeddings = projection(Tensor(last, shape: [count, x.shape[2]]))  // [partials, 256]
        Activation.relu.apply(to: &embeddings)
        return (0..<count).map { embeddings.row($0).normalized }
    }
}
