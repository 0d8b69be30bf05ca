import ArgumentParser
import Foundation
import VoiceClone

/// Fits the adapters to a bank.
struct FitAdapter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits an adapter for each convention to a bank.")

    @Option(help: "The folder of the bank.")
    var bank = "build/bank"
    @Option(help: "Predicted naturalness of the bank's voices, from Scripts/voices/naturalness.py.")
    var naturalness: String?
    @Option(help: "Embeddings of real speakers, from `recordings`: clones are drawn away from their mean.")
    var recordings: String?
    @Option(help: "The folder for the adapters.")
    var output = "build/adapters"
    @Option(help: "How many uniformly drawn voices of the bank are left out, to see what is expected of them.")
    var heldOut = 0
    @Option(help: "The folder of models.")
    var models: String?
    @Option(parsing: .upToNextOption, help: "The conventions to fit an adapter for; all if left out.")
    var conventions = EmbeddingConvention.allCases

    /// λ of embeddings, of failures and of naturalness: what varies most from sentence to sentence has most.
    private static let noise = [Float](repeating: 0.3, count: SpeakerEmbedding.dimension) + [1, 1]

    func run() throws {
        let scores = try naturalness.map { try VoiceBank.naturalness(URL(filePath: $0)) } ?? [:]
        let voices = try BankTable(VoiceBank(URL(filePath: bank)), heldOut: heldOut, naturalness: scores)
        let real = try recordings.map { try RealVoices(contentsOf: URL(filePath: $0)) }
        let folder = try URL.folder(output)
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let gram = try VoiceMetric(tacotron2: Checkpoint(contentsOf: directory.tacotron2)).gram
        print("voices \(voices.count), heard \(voices.heard.count), left out \(voices.heldOut.count)")
        for convention in conventions {
            let crowd = try real?.fitted(convention) ?? voices.meanEmbeddings(convention, voices.heard)
            let file = folder.appending(path: "adapter-\(convention.rawValue).safetensors")
            try fit(voices, convention, gram: gram, crowd: crowd.meanDirection(), to: file)
            guard heldOut > 0 else { continue }
            try report(convention, voices, SpeakerAdapter(contentsOf: file))
        }
    }

    private func fit(
        _ voices: BankTable, _ convention: EmbeddingConvention, gram: Tensor, crowd: Tensor, to file: URL
    ) throws {
        let embeddings = voices.meanEmbeddings(convention, voices.heard)
        let known = Tensor(
            voices.heard.enumerated().flatMap { row, voice in
                embeddings.row(row) + [voices.failures[voice], voices.naturalness[voice] ?? .nan]
            }, shape: [voices.heard.count, SpeakerAdapter.outputs])
        let vectors = voices.vectors.rows(voices.heard)
        guard let fitted = GaussianProcess.fit(known, at: vectors, gram: gram, noise: Self.noise) else {
            throw ValidationError("the voices of the bank are the same over and over: nothing can be learned from them")
        }
        let start = Ridge(voices, convention)
        try Checkpoint.write(
            [
                "vectors": vectors, "metric": gram, "weights": fitted.weights, "mean": fitted.mean,
                "start.weight": start.weight, "start.bias": start.bias, "crowd": crowd,
            ], metadata: ["convention": convention.rawValue], to: file)
    }

    /// Prints what is expected of voices that were left out, beside what was heard, and of their clones.
    private func report(_ convention: EmbeddingConvention, _ voices: BankTable, _ adapter: SpeakerAdapter) throws {
        let heard = voices.meanEmbeddings(convention, voices.heldOut)
        let (wishes, vectors) = (
            voices.embeddings(convention, voices.heldOut) { _ in 0 }, voices.vectors.rows(voices.heldOut)
        )
        var (known, cloned) = (0.0, 0.0)
        for row in voices.heldOut.indices {
            let reference = try SpeakerEmbedding(values: wishes.row(row), convention: convention)
            func cosine(_ vector: [Float], _ embedding: [Float]) -> Double {
                let wish = embedding.map(Double.init)
                let expected = adapter.expectation(vector.map(Double.init), wish: wish, .init())
                return zip(expected.embedding, wish).reduce(0) { $0 + $1.0 * $1.1 }
            }
            known += cosine(vectors.row(row), heard.row(row))
            cloned += try cosine(adapter.speakerVector(for: reference).values, wishes.row(row))
        }
        let count = Double(voices.heldOut.count)
        print(
            "\(convention.rawValue), voices left out: what is expected and what was heard have the cosine \(known / count);"
        )
        print("  clones are expected to have the cosine \(cloned / count) with one sentence")
    }
}
