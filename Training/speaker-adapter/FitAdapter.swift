import ArgumentParser
import Foundation
import VoiceClone

/// Fits the adapters to a bank.
struct FitAdapter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits an adapter for each convention to a bank.")

    @Option(help: "The folder of the bank.")
    var bank = "build/bank"
    @Option(help: "A bank made with the vocoder that clones are heard with; its voices correct those of the first.")
    var revoiced: String?
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
        let others = try revoiced.map { try BankTable(VoiceBank(URL(filePath: $0)), heldOut: 0) }
        for convention in conventions {
            let crowd = try real?.fitted(convention) ?? voices.meanEmbeddings(convention, voices.heard)
            let file = folder.appending(path: "adapter-\(convention.rawValue).safetensors")
            let known = known(voices, others, convention)
            try fit(known, Ridge(voices, convention), convention, gram: gram, crowd: crowd.meanDirection(), to: file)
            let adapter = try SpeakerAdapter(contentsOf: file)
            if heldOut > 0 { try report(convention, voices, adapter) }
        }
    }

    /// What is known of vectors: their embeddings, unless no sentence was finished, failures and naturalness.
    private func known(
        _ voices: BankTable, _ others: BankTable?, _ convention: EmbeddingConvention
    ) -> (vectors: Tensor, values: Tensor) {
        let leftOut = Set(voices.heldOut)
        let shown = (0..<voices.count).filter { !leftOut.contains($0) }
        var embeddings = voices.meanEmbeddings(convention, shown)
        var vectors = voices.vectors.rows(shown)
        var rest: [[Float]] = []
        if let others {
            let again = others.meanEmbeddings(convention, Array(0..<others.count))
            let rows = Dictionary(uniqueKeysWithValues: zip(shown.map { voices.names[$0] }, shown.indices))
            let both = others.complete.compactMap { other in rows[others.names[other]].map { (row: $0, other: other) } }
                .filter { voices.failures[shown[$0.row]] == 0 }
            let (before, after) = (embeddings.rows(both.map(\.row)), again.rows(both.map(\.other)))
            print(convention.rawValue, "voices of both vocoders:", both.count)
            checkCorrection(before, after)
            embeddings = VocoderCorrection(from: before, to: after)(embeddings)
            for pair in both { embeddings.setRow(pair.row, again.row(pair.other)) }
            let new = (0..<others.count).filter { rows[others.names[$0]] == nil }
            rest = new.map { values(again.row($0), others.failures[$0], nil) }
            vectors = vectors.above(others.vectors.rows(new))
        }
        let rows = shown.enumerated().map { values(embeddings.row($0), voices.failures[$1], voices.naturalness[$1]) }
        return (
            vectors, Tensor((rows + rest).flatMap { $0 }, shape: [rows.count + rest.count, SpeakerAdapter.outputs])
        )
    }

    private func values(_ embedding: [Float], _ failures: Float, _ naturalness: Float?) -> [Float] {
        (failures < 1 ? embedding : [Float](repeating: .nan, count: embedding.count)) + [failures, naturalness ?? .nan]
    }

    /// Prints what correcting gains on every second voice when it is learned from the others.
    private func checkCorrection(_ before: Tensor, _ after: Tensor) {
        let (odd, even) = (
            Array(stride(from: 1, to: before.shape[0], by: 2)), Array(stride(from: 0, to: before.shape[0], by: 2))
        )
        let correction = VocoderCorrection(from: before.rows(even), to: after.rows(even))
        func mean(_ values: [Float]) -> Float { values.reduce(0, +) / Float(max(values.count, 1)) }
        let (plain, corrected) = (before.rows(odd), correction(before.rows(odd)))
        print(
            "  their cosine: \(mean(plain.rowProducts(after.rows(odd)))), corrected \(mean(corrected.rowProducts(after.rows(odd))))"
        )
    }

    private func fit(
        _ known: (vectors: Tensor, values: Tensor), _ start: Ridge, _ convention: EmbeddingConvention, gram: Tensor,
        crowd: Tensor, to file: URL
    ) throws {
        guard let fitted = GaussianProcess.fit(known.values, at: known.vectors, gram: gram, noise: Self.noise) else {
            throw ValidationError("the voices of the bank are the same over and over: nothing can be learned from them")
        }
        try Checkpoint.write(
            [
                "vectors": known.vectors, "metric": gram, "weights": fitted.weights, "mean": fitted.mean,
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
