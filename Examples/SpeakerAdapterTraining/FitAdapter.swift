import ArgumentParser
import Foundation
import VoiceClone

/// Fits the adapters to a bank.
struct FitAdapter: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits an adapter for each convention to a bank, and to real voices if there are some.")

    @Option(help: "The folder of the bank.")
    var bank = "build/bank"
    @Option(help: "The embeddings of real speakers, from `recordings`.")
    var recordings: String?
    @Option(help: "Predicted naturalness of the bank's voices, from Scripts/voices/naturalness.py.")
    var naturalness: String?
    @Option(help: "The folder for the adapters.")
    var output = "build/adapters"
    @Option(help: "How many uniformly drawn voices of the bank are left out.")
    var heldOut = 200
    @Option(help: "How much real voices count beside those of the bank.")
    var realWeight: Float = 1
    @Option(help: "The seed.")
    var seed: UInt64 = 0
    @Option(parsing: .upToNextOption, help: "The conventions to fit an adapter for; all if left out.")
    var conventions = EmbeddingConvention.allCases

    func run() throws {
        let scores = try naturalness.map { try VoiceBank.naturalness(URL(filePath: $0)) } ?? [:]
        let voices = try BankTable(VoiceBank(URL(filePath: bank)), heldOut: heldOut, naturalness: scores)
        let real = try recordings.map { try RealVoices(contentsOf: URL(filePath: $0)) }
        let folder = try URL.folder(output)
        print("voices \(voices.count), complete \(voices.complete.count), left out \(voices.heldOut.count)")
        for convention in conventions {
            let surrogate = try VoiceSurrogate(voices, convention: convention, seed: seed)
            let known = surrogate(voices.vectors.rows(voices.heldOut)).embeddings
                .rowProducts(voices.meanEmbeddings(convention, voices.heldOut))
            print("\(convention.rawValue): surrogate's cosine on voices left out \(mean(known))")
            let adapter = LearnedAdapter(
                voices, surrogate, real: try real?.fitted(convention), convention: convention,
                objective: AdapterObjective(), realWeight: realWeight, seed: seed,
                progress: ProgressBar(convention.rawValue, total: 4000))
            let given = voices.embeddings(convention, voices.heldOut) { _ in 0 }
            let expected = surrogate(adapter(given))
            print("\(convention.rawValue): expected cosine on voices left out \(mean(expected.embeddings.rowProducts(given)))")
            try adapter.write(
                convention, metadata: ["voices": "\(voices.complete.count)", "realSpeakers": "\(try real?.fitted(convention).shape[0] ?? 0)"],
                to: folder.appending(path: "adapter-\(convention.rawValue).safetensors"))
        }
    }

    private func mean(_ values: [Float]) -> Float { values.reduce(0, +) / Float(max(values.count, 1)) }
}
