import Foundation
import VoiceClone

/// A voice to be cloned.
struct Reference: Sendable {
    let embedding: SpeakerEmbedding
    /// The cosine that the voice itself reaches with its embedding, in other words.
    let ceiling: Float?
}

/// A map from embeddings to vectors that is to be measured.
struct Candidate: Sendable {
    let name: String
    let map: @Sendable (SpeakerEmbedding) throws -> SpeakerVector
}

/// What came of cloning one voice.
struct CloneResult: Sendable {
    /// The clone's embedding; none if it did not finish its sentence.
    var embedding: SpeakerEmbedding?
    /// Its cosine with the reference's.
    var likeness: Float?
    /// The cosine of another voice's clone with this reference.
    var floor: Float?
    /// The cosine of the voice itself with this reference.
    var ceiling: Float?
    /// The part of all references that lie nearer to the clone than its own.
    var nearer: Float?
    /// How each sentence ended.
    var outcomes: [UtteranceTrial.Outcome] = []
}

/// Clones voices and listens to the clones.
struct Evaluation: Sendable {
    let models: TrialModels
    let convention: EmbeddingConvention
    /// What each clone says; the first is listened to.
    let sentences: [String]
    /// The most frames that a sentence gets.
    let maximumFrames: Int
    /// A folder for what is listened to.
    let waves: URL?

    /// Voices drawn as the bank draws them, with other numbers.
    func synthetic(count: Int) throws -> [Reference] {
        let sampler = UniformSampler(seed: 1_000_003)
        return try inParallel(count, "references") { index -> Reference? in
            let vector = try sampler.vector(index)
            let recording = try models.speak(
                TrainingSentences.reference, vector: vector, seed: UInt64(index) + 7, maximumFrames: 1000)
            guard let embedding = recording.embedding(convention) else { return nil }
            let other = try models.speak(
                sentences[0], vector: vector, seed: UInt64(index) + 11, maximumFrames: maximumFrames)
            return Reference(embedding: embedding, ceiling: try other.embedding(convention)?.similarity(to: embedding))
        }.compactMap { $0 }
    }

    /// Clones voices.
    ///
    /// - Parameters:
    ///   - references: The voices.
    ///   - others: The embeddings among which a clone is to be nearest to its own.
    ///   - candidate: What makes vectors of them.
    ///   - name: Names the files.
    func clones(
        of references: [Reference], among others: [SpeakerEmbedding] = [], by candidate: Candidate, name: String
    ) throws -> [CloneResult] {
        var results = try inParallel(references.count, "\(candidate.name), \(name)") { index -> CloneResult in
            let reference = references[index]
            var result = try trial(
                candidate.map(reference.embedding), number: index, file: "\(candidate.name)-\(name)-\(index).wav")
            result.ceiling = reference.ceiling
            result.likeness = try result.embedding?.similarity(to: reference.embedding)
            if let clone = result.embedding, let likeness = result.likeness, !others.isEmpty {
                let nearer = try others.count { try clone.similarity(to: $0) > likeness }
                result.nearer = Float(nearer) / Float(others.count)
            }
            return result
        }
        for index in results.indices where results.count > 1 {
            results[index].floor = try results[(index + 1) % results.count].embedding?
                .similarity(to: references[index].embedding)
        }
        return results
    }

    /// The voices that the network was trained with, which are no clones.
    func builtIn() throws -> [CloneResult] {
        let names = SpeakerVector.trainedNames
        return try inParallel(names.count, "built-in") { index in
            try trial(SpeakerVector(name: names[index]), number: index, file: "built-in-\(index).wav")
        }
    }

    /// Clones one voice and listens to every sentence, several times.
    ///
    /// - Returns: The cosines with the reference, of the sentences that were finished.
    func likenesses(_ reference: SpeakerEmbedding, by candidate: Candidate, seeds: Int) throws -> [Float] {
        let vector = try candidate.map(reference)
        return try inParallel(sentences.count * seeds, candidate.name) { index in
            try models.speak(
                sentences[index / seeds], vector: vector, seed: UInt64(index % seeds), maximumFrames: 1000
            ).embedding(convention)?.similarity(to: reference)
        }.compactMap { $0 }
    }

    /// Has a vector say all sentences, and listens to the first.
    private func trial(_ vector: SpeakerVector, number: Int, file: String) throws -> CloneResult {
        let seed = UInt64(number * 16)
        let first = try models.speak(sentences[0], vector: vector, seed: seed, maximumFrames: maximumFrames)
        if let waves { try first.waveform?.write(to: waves.appending(path: file)) }
        let rest = try sentences.dropFirst().enumerated().map {
            try models.outcome($1, vector: vector, seed: seed + UInt64($0) + 1, maximumFrames: maximumFrames)
        }
        return CloneResult(embedding: first.embedding(convention), outcomes: [first.outcome] + rest)
    }

    /// The results of independent pieces of work, in order.
    private func inParallel<Value: Sendable>(
        _ count: Int, _ label: String, _ body: @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let progress = ProgressBar(label, total: count)
        let results = ResultTable<Value>(count: count)
        Parallel.forEach(count) { piece, _ in
            results.set(piece, Result { try body(piece) })
            progress.advance()
        }
        return try results.values()
    }
}
