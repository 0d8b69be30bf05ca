import Foundation
import VoiceClone

/// A learned stand-in for speaking with a vector and listening, through which a gradient can flow.
///
/// Several networks say what embedding a vector's voice has; how far they agree tells whether any of them has seen
/// such a vector. One more says how likely a sentence is to end too early or not at all.
struct VoiceSurrogate: Sendable {
    /// What is expected of some vectors.
    struct Expectation {
        /// The embeddings. [vectors, 256], rows of unit length
        let embeddings: Tensor
        /// How far the networks agree: the length of the mean of their unit vectors, 1 if they say the same. [vectors]
        let agreements: [Float]
        /// The logarithm of the odds that a sentence fails. [vectors, 1]
        let failures: Tensor
        fileprivate let members: [(trace: Perceptron.Trace, unit: Tensor, lengths: [Float])]
        fileprivate let failureTrace: Perceptron.Trace
    }

    private let members: [Perceptron]
    private let failure: Perceptron

    /// The number of networks.
    static let memberCount = 3
    private static let batch = 128
    private static let steps = 8000

    /// Learns from the voices of a bank.
    init(_ voices: BankTable, convention: EmbeddingConvention, seed: UInt64) throws {
        let results = ResultTable<Perceptron>(count: Self.memberCount + 1)
        Parallel.forEach(Self.memberCount + 1) { index, _ in
            let seed = seed &+ UInt64(1000 + index)
            results.set(
                index,
                .success(
                    index < Self.memberCount
                        ? Self.member(voices, convention, seed: seed) : Self.failure(voices, seed: seed)))
        }
        let networks = try results.values()
        members = Array(networks.dropLast())
        failure = networks[Self.memberCount]
    }

    /// Vectors near each other sound alike, so each is blurred a little whenever it is shown.
    private static func blurred(_ vectors: Tensor, _ random: Philox, step: Int) -> Tensor {
        var index = 0
        return vectors.mapped { value in
            index += 1
            return value + 0.03 * random.normal(5, step, index)
        }
    }

    private static func member(_ voices: BankTable, _ convention: EmbeddingConvention, seed: UInt64) -> Perceptron {
        let random = Philox(seed: seed)
        var network = Perceptron(
            [SpeakerVector.dimension, 384, 384, SpeakerEmbedding.dimension], hidden: .silu, seed: seed)
        var optimizer = AdamW(network.parameters, rate: 2e-3, decay: 3e-2, steps: steps)
        for step in 0..<steps {
            let drawn = (0..<batch).map { voices.complete[random.integer(below: voices.complete.count, 1, step, $0)] }
            let heard = voices.embeddings(convention, drawn) {
                random.integer(below: VoiceBank.sentencesPerVoice, 2, step, $0)
            }
            let (output, trace) = network.forward(blurred(voices.vectors.rows(drawn), random, step: step))
            let (unit, lengths) = output.unitRows()
            // The loss is 1 − cos, so the gradient for the unit rows is −heard.
            let gradient = projected(heard.scaledRows([Float](repeating: -1, count: batch)), unit, lengths)
            optimizer.update(&network.parameters, network.backward(trace, outputGradient: mean(gradient)).parameters)
        }
        return network
    }

    private static func failure(_ voices: BankTable, seed: UInt64) -> Perceptron {
        let random = Philox(seed: seed)
        var network = Perceptron([SpeakerVector.dimension, 128, 128, 1], hidden: .silu, seed: seed)
        var optimizer = AdamW(network.parameters, rate: 1e-3, decay: 0.1, steps: steps / 2)
        for step in 0..<steps / 2 {
            let drawn = (0..<2 * batch).map { random.integer(below: voices.count, 1, step, $0) }
            let targets = Tensor(drawn.map { voices.failures[$0] }, shape: [drawn.count, 1])
            let (output, trace) = network.forward(blurred(voices.vectors.rows(drawn), random, step: step))
            let gradient = output.combined(targets) { 1 / (1 + exp(-$0)) - $1 }
            optimizer.update(&network.parameters, network.backward(trace, outputGradient: mean(gradient)).parameters)
        }
        return network
    }

    private static func mean(_ gradient: Tensor) -> Tensor {
        gradient.scaledRows([Float](repeating: 1 / Float(gradient.shape[0]), count: gradient.shape[0]))
    }

    /// What is expected of vectors. [vectors, 32]
    func callAsFunction(_ vectors: Tensor) -> Expectation {
        let heard = members.map { member in
            let (output, trace) = member.forward(vectors)
            let (unit, lengths) = output.unitRows()
            return (trace: trace, unit: unit, lengths: lengths)
        }
        var sum = Tensor(zeros: heard[0].unit.shape)
        for member in heard { sum.add(member.unit, scaledBy: 1 / Float(members.count)) }
        let (embeddings, agreements) = sum.unitRows()
        let (failures, failureTrace) = failure.forward(vectors)
        return Expectation(
            embeddings: embeddings, agreements: agreements, failures: failures, members: heard,
            failureTrace: failureTrace)
    }

    /// The gradient for the vectors, from the gradients for what is expected of them.
    func backward(
        _ expected: Expectation, embeddings: Tensor, agreements: [Float], failures: Tensor
    ) -> Tensor {
        // With m the mean and e = m / |m|: ∂m = (∂e − (∂e·e)e) / |m| + ∂|m| e
        var mean = Self.projected(embeddings, expected.embeddings, expected.agreements)
        mean.add(expected.embeddings.scaledRows(agreements))
        var gradient = failure.backward(expected.failureTrace, outputGradient: failures, forParameters: false).input
        for (member, heard) in zip(members, expected.members) {
            let output = Self.projected(mean, heard.unit, heard.lengths)
            gradient.add(
                member.backward(heard.trace, outputGradient: output, forParameters: false).input,
                scaledBy: 1 / Float(members.count))
        }
        return gradient
    }

    /// The gradient for vectors of these lengths from the gradient for the unit vectors: (∂u − (∂u·u)u) / length.
    private static func projected(_ gradient: Tensor, _ unit: Tensor, _ lengths: [Float]) -> Tensor {
        var result = gradient
        result.add(unit.scaledRows(gradient.rowProducts(unit)), scaledBy: -1)
        return result.scaledRows(lengths.map { 1 / $0 })
    }
}
