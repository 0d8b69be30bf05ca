import ArgumentParser
import Foundation
import VoiceClone

/// Looks for vectors that may sound like real voices, so that the bank can grow where it matters.
struct ProposeVectors: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Finds vectors that an adapter expects to sound like real voices, for `bank --around`.")

    @Option(help: "The adapter.")
    var adapter = "build/adapters/adapter-standard.safetensors"
    @Option(help: "The embeddings of real speakers, from `recordings`.")
    var recordings = "build/recordings.safetensors"
    @Option(help: "Where the vectors are written, a NumPy array.")
    var output = "build/vectors.npy"
    @Option(help: "How many vectors.")
    var count = 288
    @OptionGroup(title: "Objective")
    var objective: ObjectiveOptions
    @Option(help: "The seed: another one gives other voices.")
    var seed: UInt64 = 0

    func validate() throws {
        guard count > 0 else { throw ValidationError("--count must be at least 1") }
    }

    func run() throws {
        let adapter = try SpeakerAdapter(contentsOf: URL(filePath: adapter))
        let real = try RealVoices(contentsOf: URL(filePath: recordings)).fitted(adapter.convention)
        let wishes = RealVoices.blends(of: real, count: count, random: Philox(seed: seed))
        let vectors = try (0..<count).flatMap { row in
            let embedding = try SpeakerEmbedding(values: wishes.row(row), convention: adapter.convention)
            return try adapter.speakerVector(for: embedding, objective: objective.objective).values
        }
        _ = try URL.folder(URL(filePath: output).deletingLastPathComponent().path)
        try Tensor(vectors, shape: [count, SpeakerVector.dimension]).writeNumPy(to: URL(filePath: output))
    }
}
