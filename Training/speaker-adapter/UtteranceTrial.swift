import VoiceClone

/// A sentence spoken with a speaker vector and heard again by the speaker encoder.
struct UtteranceTrial: Sendable {
    /// How the sentence ended.
    enum Outcome: Int, Sendable {
        /// It was spoken to its last syllable.
        case complete = 0
        /// The stop gate opened before the last syllable.
        case stoppedEarly = 1
        /// The stop gate did not open within the frames that the sentence got.
        case didNotStop = 2
    }

    /// The most frames that a sentence of the bank gets; a slow speaker takes 350.
    static let maximumFrames = 500
    /// The fastest voices take three frames a symbol.
    static let framesPerSymbol = 2
    /// The last syllable's initial, final, tone and end mark, and the sentence's two end marks.
    static let symbolsOfTheEnd = 6

    /// How the sentence ended.
    let outcome: Outcome
    /// The number of frames.
    let frames: Int
    /// The embedding under each convention, in the order of `EmbeddingConvention.allCases`; none unless complete.
    let embeddings: [SpeakerEmbedding]
    /// The sound, if the sentence is complete.
    let waveform: Waveform?

    /// The embedding under a convention, if the sentence is complete.
    func embedding(_ convention: EmbeddingConvention) -> SpeakerEmbedding? {
        embeddings.first { $0.convention == convention }
    }
}

/// The models that a trial needs.
struct TrialModels: Sendable {
    let encoder: SpeakerEncoder
    let tacotron2: Tacotron2
    let vocoder: any MelVocoder

    init(_ directory: ModelDirectory, vocoder: VocoderChoice) throws {
        encoder = try SpeakerEncoder(contentsOf: directory.speakerEncoder)
        // What makes the package's adapters does not need them.
        tacotron2 = try Tacotron2(Checkpoint(contentsOf: directory.tacotron2), frontend: TextFrontend(), adapters: [])
        self.vocoder = try vocoder.load(from: directory)
    }

    /// How a sentence ends that is spoken with a vector.
    func outcome(
        _ sentence: String, vector: SpeakerVector, seed: UInt64, maximumFrames: Int
    ) throws -> UtteranceTrial.Outcome {
        try tacotron2.predict(sentence, speaker: vector, options: .init(seed: seed, maximumFrames: maximumFrames))
            .outcome
    }

    /// Speaks a sentence with a vector, and embeds what was heard.
    func speak(
        _ sentence: String, vector: SpeakerVector, seed: UInt64, maximumFrames: Int = UtteranceTrial.maximumFrames
    ) throws -> UtteranceTrial {
        let prediction = try tacotron2.predict(
            sentence, speaker: vector, options: .init(seed: seed, maximumFrames: maximumFrames))
        let outcome = prediction.outcome
        guard outcome == .complete else {
            return UtteranceTrial(outcome: outcome, frames: prediction.gates.count, embeddings: [], waveform: nil)
        }
        let waveform = try vocoder.waveform(from: prediction.mel)
        return UtteranceTrial(
            outcome: outcome, frames: prediction.gates.count,
            embeddings: try EmbeddingConvention.allCases.map { try encoder.embed(waveform, convention: $0) },
            waveform: waveform)
    }
}

extension SpectrogramPrediction {
    /// How the sentence ended, by the stop gate and by the furthest symbol that was attended to most in some frame.
    var outcome: UtteranceTrial.Outcome {
        guard stopReason == .gate else { return .didNotStop }
        let symbolCount = alignment.shape[1]
        guard gates.count >= UtteranceTrial.framesPerSymbol * symbolCount else { return .stoppedEarly }
        var furthest = 0
        for frame in 0..<alignment.shape[0] {
            let weights = alignment.row(frame)
            let attended = weights.indices.max { weights[$0] < weights[$1] } ?? 0
            furthest = max(furthest, attended)
        }
        return furthest >= symbolCount - UtteranceTrial.symbolsOfTheEnd ? .complete : .stoppedEarly
    }
}
