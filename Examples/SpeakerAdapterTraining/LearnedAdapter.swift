import Foundation
import VoiceClone

/// The map that is shipped: a perceptron from embeddings to vectors, trained through the surrogate.
///
/// Half of each batch are voices of the bank, whose vectors are known; half are real voices, of which only the
/// embedding is, so that they have to be found by way of what the surrogate expects to be heard.
struct LearnedAdapter: Sendable {
    private var network: Perceptron

    private static let hidden = 512
    private static let batch = 128
    private static let steps = 4000
    /// No number of a vector goes farther than this from the middle of the trained ones.
    static let bounds: ClosedRange<Float> = -1.0...1.1

    /// Trains the map.
    ///
    /// - Parameters:
    ///   - voices: The bank.
    ///   - surrogate: What was learned from it.
    ///   - real: The embeddings of real speakers. [speakers, 256], or none
    init(
        _ voices: BankTable, _ surrogate: VoiceSurrogate, real: Tensor?, convention: EmbeddingConvention,
        objective: AdapterObjective, realWeight: Float, seed: UInt64, progress: ProgressBar
    ) {
        let random = Philox(seed: seed)
        network = Perceptron(
            [SpeakerEmbedding.dimension, Self.hidden, SpeakerVector.dimension], hidden: .relu, seed: seed)
        var optimizer = AdamW(network.parameters, rate: 2e-3, decay: 1e-2, steps: Self.steps)
        for step in 0..<Self.steps {
            let drawn = (0..<Self.batch).map {
                voices.complete[random.integer(below: voices.complete.count, 1, step, $0)]
            }
            // Two sentences together, at times the same one twice: recordings differ in length.
            var given = voices.embeddings(convention, drawn) {
                random.integer(below: VoiceBank.sentencesPerVoice, 2, step, $0)
            }
            given.add(voices.embeddings(convention, drawn) {
                random.integer(below: VoiceBank.sentencesPerVoice, 3, step, $0)
            })
            given = given.unitRows().rows
            var wishes = AdapterObjective.Wishes(
                embeddings: voices.meanEmbeddings(convention, drawn),
                weights: [Float](repeating: 1, count: Self.batch), vectors: voices.vectors.rows(drawn),
                known: [Bool](repeating: true, count: Self.batch))
            if let real {
                let blend = RealVoices.blends(of: real, count: Self.batch, random: random, step: step)
                given = given.above(blend)
                wishes.embeddings = wishes.embeddings.above(blend)
                wishes.weights += [Float](repeating: realWeight, count: Self.batch)
                wishes.vectors = wishes.vectors.above(Tensor(zeros: [Self.batch, SpeakerVector.dimension]))
                wishes.known += [Bool](repeating: false, count: Self.batch)
            }
            let (vectors, trace) = network.forward(Self.noisy(given, random, step: step))
            let gradient = objective.gradient(vectors, wishes, surrogate, others: real)
            optimizer.update(&network.parameters, network.backward(trace, outputGradient: gradient).parameters)
            if (step + 1) % 50 == 0 { progress.advance(by: 50) }
        }
    }

    /// Embeddings as another recording might have given them; what is zero stays zero, as the encoder's ReLU has it.
    private static func noisy(_ embeddings: Tensor, _ random: Philox, step: Int) -> Tensor {
        var index = 0
        return embeddings.mapped { value in
            index += 1
            return value > 0 ? max(0, value + 0.02 * random.normal(4, step, index)) : 0
        }.unitRows().rows
    }

    /// [rows, 256] → [rows, 32]
    func callAsFunction(_ embeddings: Tensor) -> Tensor {
        network(embeddings).mapped { min(max($0, Self.bounds.lowerBound), Self.bounds.upperBound) }
    }

    /// Writes the file that `SpeakerAdapter` reads.
    func write(_ convention: EmbeddingConvention, metadata: [String: String], to url: URL) throws {
        var tensors: [String: Tensor] = [:]
        for layer in 0..<network.parameters.count / 2 {
            tensors["layers.\(layer).weight"] = network.parameters[2 * layer]
            tensors["layers.\(layer).bias"] = network.parameters[2 * layer + 1]
        }
        let ones = [Float](repeating: 1, count: SpeakerVector.dimension)
        tensors["minimum"] = Tensor(ones.map { $0 * Self.bounds.lowerBound })
        tensors["maximum"] = Tensor(ones.map { $0 * Self.bounds.upperBound })
        var metadata = metadata
        metadata["convention"] = convention.rawValue
        try Checkpoint.write(tensors, metadata: metadata, to: url)
    }
}
