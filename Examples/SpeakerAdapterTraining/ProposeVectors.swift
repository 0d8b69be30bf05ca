import ArgumentParser
import Foundation
import VoiceClone

/// Looks for vectors that may sound like real voices, so that the bank can grow where it matters.
struct ProposeVectors: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Finds vectors that the bank's surrogate expects to sound like real voices, for `bank --around`.")

    @Option(help: "The folder of the bank.")
    var bank = "build/bank"
    @Option(help: "The embeddings of real speakers, from `recordings`.")
    var recordings = "build/recordings.safetensors"
    @Option(help: "Where the vectors are written, a NumPy array.")
    var output = "build/vectors.npy"
    @Option(help: "How many vectors.")
    var count = 256
    @Option(help: "The seed: another one gives other voices.")
    var seed: UInt64 = 0

    private static let steps = 300

    func run() throws {
        let voices = try BankTable(VoiceBank(URL(filePath: bank)), heldOut: 0)
        let real = try RealVoices(contentsOf: URL(filePath: recordings)).fitted(.standard)
        let surrogate = try VoiceSurrogate(voices, convention: .standard, seed: seed)
        let random = Philox(seed: seed)
        let wishes = AdapterObjective.Wishes(
            embeddings: RealVoices.blends(of: real, count: count, random: random, step: 0),
            weights: [Float](repeating: Float(count), count: count),
            vectors: Tensor(zeros: [count, SpeakerVector.dimension]), known: [Bool](repeating: false, count: count))
        var vectors = [
            Tensor(
                (0..<count * SpeakerVector.dimension).map { 0.05 + 0.3 * random.normal(9, 0, $0) },
                shape: [count, SpeakerVector.dimension])
        ]
        var optimizer = AdamW(vectors, rate: 0.03, decay: 0, steps: Self.steps)
        for _ in 0..<Self.steps {
            let gradient = AdapterObjective().gradient(vectors[0], wishes, surrogate, others: nil)
            optimizer.update(&vectors, [gradient])
        }
        let cosines = surrogate(vectors[0]).embeddings.rowProducts(wishes.embeddings)
        print("expected cosine \(cosines.reduce(0, +) / Float(count))")
        try vectors[0].writeNumPy(to: URL(filePath: output))
    }
}
