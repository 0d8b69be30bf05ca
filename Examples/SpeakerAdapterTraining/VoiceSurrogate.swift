import Foundation
import VoiceClone

/// A learned stand-in for speaking with a vector and listening, through which a gradient can flow.
///
/// Several networks say what embedding a vector's voice has; how far they agree tells whether any of them has seen
/// such a vector. One more says how likely a sentence is to end too early or not at all, and one how natural it sounds.
struct VoiceSurrogate: Sendable {
    /// What is expected of some vectors.
    struct Expectation {
        /// The embeddings. [vectors, 256], rows of unit length
        let embeddings: Tensor
        /// How far the networks agree: the length of the mean of their unit vectors, 1 if they say the same. [vectors]
        let agreements: [Float]
        /// The logarithm of the odds that a sentence fails. [vectors, 1]
        let failures: Tensor
        /// The predicted naturalness, 1 to 5; `nil` if the bank has none. [vectors, 1]
        let naturalness: Tensor?
        fileprivate let members: [(trace: Perceptron.Trace, unit: Tensor, lengths: [Float])]
        fileprivate let failureTrace: Perceptron.Trace
        fileprivate let naturalnessTrace: Perceptron.Trace?
    }

    private let members: [Perceptron]
    private let failure: Perceptron
    private let naturalness: Perceptron?

    /// The number of networks.
    static let memberCount = 3
    private static let batch = 128
    private static let steps = 8000
    /// About the mean of the bank, so that the network starts near it.
    private static let middleNaturalness: Float = 2.7

    /// Learns from the voices of a bank.
    init(_ voices: BankTable, convention: EmbeddingConvention, seed: UInt64) throws {
        let scored = (0..<voices.count).filter { voices.naturalness[$0] != nil }
        let results = ResultTable<Perceptron>(count: Self.memberCount + (scored.isEmpty ? 1 : 2))
        Parallel.forEach(Self.memberCount + (scored.isEmpty ? 1 : 2)) { index, _ in
            let seed = seed &+ UInt64(1000 + index)
            let network =
                switch index {
                case Self.memberCount:
                    Self.single(voices, Array(0..<voices.count), seed: seed) { 1 / (1 + exp(-$0)) - voices.failures[$1] }
                case Self.memberCount + 1:
                    Self.single(voices, scored, seed: seed) {
                        $0 + Self.middleNaturalness - (voices.naturalness[$1] ?? Self.middleNaturalness)
                    }
                default: Self.member(voices, convention, seed: seed)
                }
            results.set(index, .success(network))
        }
        let networks = try results.values()
        members = Array(networks.prefix(Self.memberCount))
        failure = networks[Self.memberCount]
        naturalness = scored.isEmpty ? nil : networks[Self.memberCount + 1]
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

    /// A network that says one number of a vector.
    ///
    /// - Parameters:
    ///   - voices: The bank.
    ///   - shown: The voices to learn from.
    ///   - seed: Where the network starts, and which voices it is shown when.
    ///   - slope: The derivative of the loss for what the network says of a voice.
    private static func single(
        _ voices: BankTable, _ shown: [Int], seed: UInt64, slope: (Float, _ voice: Int) -> Float
    ) -> Perceptron {
        let random = Philox(seed: seed)
        var network = Perceptron([SpeakerVector.dimension, 128, 128, 1], hidden: .silu, seed: seed)
        var optimizer = AdamW(network.parameters, rate: 1e-3, decay: 0.1, steps: steps / 2)
        for step in 0..<steps / 2 {
            let drawn = (0..<2 * batch).map { shown[random.integer(below: shown.count, 1, step, $0)] }
            let (output, trace) = network.forward(blurred(voices.vectors.rows(drawn), random, step: step))
            let gradient = Tensor(zip(output.elements, drawn).map(slope), shape: output.shape)
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
        let natural = naturalness?.forward(vectors)
        return Expectation(
            embeddings: embeddings, agreements: agreements, failures: failures,
            naturalness: natural?.output.mapped { $0 + Self.middleNaturalness }, members: heard,
            failureTrace: failureTrace, naturalnessTrace: natural?.trace)
    }

    /// The gradient for the vectors, from the gradients for what is expected of them.
    func backward(
        _ expected: Expectation, embeddings: Tensor, agreements: [Float], failures: Tensor, naturalness slope: [Float]
    ) -> Tensor {
        // With m the mean and e = m / |m|: ∂m = (∂e − (∂e·e)e) / |m| + ∂|m| e
        var mean = Self.projected(embeddings, expected.embeddings, expected.agreements)
        mean.add(expected.embeddings.scaledRows(agreements))
        var gradient = failure.backward(expected.failureTrace, outputGradient: failures, forParameters: false).input
        if let naturalness, let trace = expected.naturalnessTrace {
            let output = Tensor(slope, shape: [slope.count, 1])
            gradient.add(naturalness.backward(trace, outputGradient: output, forParameters: false).input)
        }
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
