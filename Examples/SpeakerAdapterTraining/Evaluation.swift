import Foundation
import VoiceClone

/// What came of cloning one voice.
struct CloneResult: Sendable {
    /// The cosine of the clone's embedding with the reference's; none if the clone did not finish its sentence.
    var likeness: Float?
    /// The cosine of another clone with this reference.
    var floor: Float?
    /// The cosine of the same voice, saying the clone's sentence, with the reference.
    var ceiling: Float?
    /// The part of all references that lie nearer to the clone than its own.
    var nearer: Float?
    /// How each sentence ended.
    var outcomes: [UtteranceTrial.Outcome] = []
    /// The clone's embedding.
    var embedding: SpeakerEmbedding?
}

/// Clones voices and listens to the clones.
struct Evaluation: Sendable {
    let models: TrialModels
    let adapter: SpeakerAdapter
    let sentences: Int
    let waves: URL?

    /// Clones voices drawn as the bank draws them, with other numbers.
    func synthetic(count: Int) throws -> [CloneResult] {
        let sampler = UniformSampler(seed: 1_000_003)
        let references = try inParallel(count, "references") { index -> (SpeakerVector, SpeakerEmbedding)? in
            let vector = try sampler.vector(index)
            let trial = try models.speak(
                TrainingSentences.reference, vector: vector, seed: UInt64(index) + 7, maximumFrames: 1000)
            return trial.embedding(adapter.convention).map { (vector, $0) }
        }.compactMap { $0 }
        var results = try clones(of: references.map(\.1), name: "synthetic")
        let ceilings = try inParallel(references.count, "ceilings") { index in
            try models.speak(TrainingSentences.heldOut[0], vector: references[index].0, seed: UInt64(index) + 11)
                .embedding(adapter.convention)?.similarity(to: references[index].1)
        }
        for (index, ceiling) in ceilings.enumerated() { results[index].ceiling = ceiling }
        return results
    }

    /// Clones the held-out speakers of a folder; all of its speakers are references.
    func real(_ files: [URL]) throws -> [CloneResult] {
        let references = try inParallel(files.count, "recordings") {
            try models.encoder.embed(Waveform(contentsOf: files[$0]), convention: adapter.convention)
        }
        let heldOut = references.indices.filter(RealVoices.isHeldOut)
        var results = try clones(of: heldOut.map { references[$0] }, name: "real")
        for (index, own) in heldOut.enumerated() {
            guard let clone = results[index].embedding, let likeness = results[index].likeness else { continue }
            let nearer = try references.count { try clone.similarity(to: $0) > likeness }
            results[index].nearer = Float(nearer) / Float(references.count)
            _ = own
        }
        return results
    }

    /// Clones each recording.
    func clones(of recordings: [Waveform]) throws -> [CloneResult] {
        try clones(of: recordings.map { try models.encoder.embed($0, convention: adapter.convention) }, name: "recording")
    }

    private func clones(of references: [SpeakerEmbedding], name: String) throws -> [CloneResult] {
        var results = try inParallel(references.count, name) { index -> CloneResult in
            let vector = try adapter.speakerVector(for: references[index])
            var result = CloneResult()
            for (number, sentence) in TrainingSentences.heldOut.prefix(max(sentences, 1)).enumerated() {
                let seed = UInt64(index * 16 + number)
                guard number == 0 else {
                    result.outcomes.append(try models.outcome(sentence, vector: vector, seed: seed))
                    continue
                }
                let trial = try models.speak(sentence, vector: vector, seed: seed)
                result.outcomes.append(trial.outcome)
                result.embedding = trial.embedding(adapter.convention)
                result.likeness = try result.embedding?.similarity(to: references[index])
                if let waves { try trial.waveform?.write(to: waves.appending(path: "\(name)-\(index).wav")) }
            }
            return result
        }
        for index in results.indices where results.count > 1 {
            results[index].floor = try results[(index + 1) % results.count].embedding?.similarity(to: references[index])
        }
        return results
    }

    /// The results of independent pieces of work, in order.
    private func inParallel<Value: Sendable>(
        _ count: Int, _ label: String, _ body: @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let progress = ProgressBar(label, total: count)
        let results = ResultTable<Value>(count: count)
        let batch = 2 * Parallel.threadCount
        for start in stride(from: 0, to: count, by: batch) {
            let end = min(start + batch, count)
            Parallel.forEach(end - start) { piece, _ in
                results.set(start + piece, Result { try body(start + piece) })
            }
            progress.show(done: end, fresh: end)
        }
        return try results.values()
    }
}
