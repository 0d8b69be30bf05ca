import ArgumentParser
import Foundation
import VoiceClone

/// A folder of voices: speaker vectors, and how each sounds to the speaker encoder in several sentences.
///
/// It grows by shards, one safetensors file for each ``voicesPerShard`` voices. A shard is a function of its number,
/// its sampler and the models, and what is there is never made again: vectors of another kind need another name.
struct VoiceBank {
    /// The number of voices in a shard.
    static let voicesPerShard = 32
    /// The number of sentences that each voice says.
    static let sentencesPerVoice = 3

    let folder: URL

    init(_ folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// The file of a shard.
    func url(_ sampling: String, shard: Int) -> URL {
        folder.appending(
            path: "\(sampling)-\(String(repeating: "0", count: max(0, 5 - "\(shard)".count)))\(shard).safetensors")
    }

    /// Speaks and embeds the voices of a shard.
    ///
    /// - Parameters:
    ///   - sampler: Where the vectors come from.
    ///   - shard: The number of the shard.
    ///   - models: What speaks and listens.
    ///   - waves: A folder for the first sentence of each voice, so that its naturalness can be predicted.
    func makeShard(_ sampler: some VectorSampler, shard: Int, models: TrialModels, waves: URL?) throws {
        let (voices, sentences) = (Self.voicesPerShard, Self.sentencesPerVoice)
        let results = ResultTable<Row>(count: voices)
        Parallel.forEach(voices) { voice, _ in
            results.set(voice, Result { try Self.speak(sampler, index: shard * voices + voice, models: models) })
        }
        let rows = try results.values()
        if let waves {
            for (voice, row) in rows.enumerated() {
                let name = Self.name(sampler.name, voice: shard * voices + voice)
                try row.trials[0].waveform?.write(to: waves.appending(path: "\(name).wav"))
            }
        }
        let conventions = EmbeddingConvention.allCases.indices.map { convention in
            Tensor(
                rows.flatMap {
                    $0.trials.flatMap {
                        $0.embeddings.isEmpty
                            ? [Float](repeating: 0, count: SpeakerEmbedding.dimension)
                            : $0.embeddings[convention].values
                    }
                }, shape: [voices, sentences, SpeakerEmbedding.dimension])
        }
        var tensors = [
            "vectors": Tensor(rows.flatMap(\.vector.values), shape: [voices, SpeakerVector.dimension]),
            "sentences": Tensor(rows.flatMap { $0.sentences.map(Float.init) }, shape: [voices, sentences]),
            "frames": Tensor(rows.flatMap { $0.trials.map { Float($0.frames) } }, shape: [voices, sentences]),
            "outcomes": Tensor(
                rows.flatMap { $0.trials.map { Float($0.outcome.rawValue) } }, shape: [voices, sentences]),
        ]
        for (convention, tensor) in zip(EmbeddingConvention.allCases, conventions) {
            tensors[convention.rawValue] = tensor
        }
        try Checkpoint.write(tensors, metadata: ["sampling": sampler.name], to: url(sampler.name, shard: shard))
    }

    /// What a voice is called: how it was drawn, and its number.
    static func name(_ sampling: String, voice: Int) -> String { "\(sampling)-\(voice)" }

    private struct Row: Sendable {
        let vector: SpeakerVector
        let sentences: [Int]
        let trials: [UtteranceTrial]
    }

    private static func speak(_ sampler: some VectorSampler, index: Int, models: TrialModels) throws -> Row {
        let vector = try sampler.vector(index)
        // Neighbours in the list of sentences are far apart in sound, so any run of them will do.
        let sentences = (0..<sentencesPerVoice).map { (index * sentencesPerVoice + $0) % TrainingSentences.bank.count }
        let trials = try sentences.map {
            try models.speak(TrainingSentences.bank[$0], vector: vector, seed: UInt64(index * 64 + $0))
        }
        return Row(vector: vector, sentences: sentences, trials: trials)
    }
}

extension VoiceBank {
    /// All shards, in the order of their names.
    func shards() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "safetensors" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// The names of a shard's voices.
    func names(_ shard: URL) -> [String] {
        // "uniform-00012" → "uniform", 12
        let parts = shard.deletingPathExtension().lastPathComponent.split(separator: "-")
        let (sampling, number) = (parts.dropLast().joined(separator: "-"), parts.last.flatMap { Int($0) } ?? 0)
        return (0..<Self.voicesPerShard).map { Self.name(sampling, voice: number * Self.voicesPerShard + $0) }
    }

    /// Predicted naturalness by the names of voices, 1 to 5, as Scripts/voices/naturalness.py writes it.
    static func naturalness(_ file: URL) throws -> [String: Float] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: "\t")
        }
        return try Dictionary(
            lines.map { fields in
                guard fields.count == 2, let score = Float(fields[1]), (0...6).contains(score) else {
                    throw ValidationError(
                        "\(file.path) has the line “\(fields.joined(separator: "\t"))”, which is no name and score")
                }
                return (String(fields[0]), score)
            }, uniquingKeysWith: { $1 })
    }
}
