import ArgumentParser
import Foundation
import VoiceClone

/// All voices of a bank in memory.
struct BankTable: Sendable {
    // [voices, 32]
    let vectors: Tensor
    /// What the voices are called. [voices]
    let names: [String]
    /// The part of each voice's sentences that failed. [voices]
    let failures: [Float]
    /// The predicted naturalness of each voice, 1 to 5, where there is one. [voices]
    let naturalness: [Float?]
    /// The voices that finished every sentence.
    let complete: [Int]
    /// The voices that finished a sentence at least.
    let heard: [Int]
    /// Voices that were drawn uniformly, finished every sentence and are left out of the others.
    let heldOut: [Int]
    // By convention: [voices, sentences · 256], zeros where a sentence was not finished
    private let embeddings: [EmbeddingConvention: Tensor]

    var count: Int { vectors.shape[0] }

    /// Reads all shards of a bank.
    ///
    /// - Parameters:
    ///   - bank: The bank.
    ///   - heldOut: How many of the voices that were drawn uniformly are left out of the others: the first ones.
    ///   - naturalness: By the names of voices.
    init(_ bank: VoiceBank, heldOut heldOutCount: Int, naturalness scores: [String: Float] = [:]) throws {
        let files = try bank.shards()
        let shards = try files.map { try Checkpoint(contentsOf: $0) }
        guard !files.isEmpty else {
            throw ValidationError("\(bank.folder.path) holds no voices: make some with the subcommand bank")
        }
        names = files.flatMap { bank.names($0) }
        naturalness = names.map { scores[$0] }
        func all(_ name: String) throws -> [Float] { try shards.flatMap { try $0.tensor(name).elements } }
        let vectors = try all("vectors")
        let voices = vectors.count / SpeakerVector.dimension
        self.vectors = Tensor(vectors, shape: [voices, SpeakerVector.dimension])
        let outcomes = Tensor(try all("outcomes"), shape: [voices, VoiceBank.sentencesPerVoice])
        failures = (0..<voices).map { voice in
            Float(outcomes.row(voice).count { $0 != 0 }) / Float(VoiceBank.sentencesPerVoice)
        }
        embeddings = try Dictionary(
            uniqueKeysWithValues: EmbeddingConvention.allCases.map { convention in
                let width = VoiceBank.sentencesPerVoice * SpeakerEmbedding.dimension
                return (convention, Tensor(try all(convention.rawValue), shape: [voices, width]))
            })
        let uniform = try shards.flatMap {
            [Bool](repeating: $0.metadata["sampling"] == UniformSampler.name, count: try $0.tensor("vectors").shape[0])
        }
        let finished = (0..<voices).filter { [failures] in failures[$0] == 0 }
        heldOut = Array(finished.filter { uniform[$0] }.prefix(heldOutCount))
        let leftOut = Set(heldOut)
        complete = finished.filter { !leftOut.contains($0) }
        heard = (0..<voices).filter { [failures] in failures[$0] < 1 && !leftOut.contains($0) }
    }

    /// One embedding of each voice, from the sentence whose number `sentence` gives for its place. [voices, 256]
    func embeddings(_ convention: EmbeddingConvention, _ voices: [Int], sentence: (Int) -> Int) -> Tensor {
        let size = SpeakerEmbedding.dimension
        guard let heard = embeddings[convention] else { preconditionFailure("every convention is in the bank") }
        return Tensor(shape: [voices.count, size]) { target in
            heard.withUnsafeBufferPointer { source in
                for (row, voice) in voices.enumerated() {
                    let start = (voice * VoiceBank.sentencesPerVoice + sentence(row)) * size
                    for i in 0..<size { target[row * size + i] = source[start + i] }
                }
            }
        }
    }

    /// The mean of each voice's embeddings at unit length. [voices, 256]
    func meanEmbeddings(_ convention: EmbeddingConvention, _ voices: [Int]) -> Tensor {
        var sum = Tensor(zeros: [voices.count, SpeakerEmbedding.dimension])
        for sentence in 0..<VoiceBank.sentencesPerVoice { sum.add(embeddings(convention, voices) { _ in sentence }) }
        return sum.unitRows()
    }
}
