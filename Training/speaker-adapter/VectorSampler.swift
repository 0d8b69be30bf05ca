import Foundation
import VoiceClone

/// Where the speaker vectors of a bank come from.
protocol VectorSampler: Sendable {
    /// Names the shards.
    var name: String { get }
    /// The vector of the voice with this number, always the same.
    func vector(_ index: Int) throws -> SpeakerVector
}

/// Every number uniform over the range of the trained voices.
struct UniformSampler: VectorSampler {
    static let name = "uniform"
    var name: String { Self.name }
    /// Slightly wider than the −0.7 to 0.8 of the vectors that names give.
    static let range: ClosedRange<Float> = -0.75...0.85
    private let random: Philox

    /// The bank has seed 0; with another seed, the voices are in no bank.
    init(seed: UInt64 = 0) { random = Philox(seed: seed) }

    func vector(_ index: Int) throws -> SpeakerVector {
        try SpeakerVector(
            values: (0..<SpeakerVector.dimension).map {
                let (low, high) = (Self.range.lowerBound, Self.range.upperBound)
                return low + (high - low) * random.uniform(0, index, $0)
            })
    }
}

/// Around given vectors, for example those that an adapter gives to real voices.
struct NeighbourhoodSampler: VectorSampler {
    let name: String
    let centers: [[Float]]
    /// The standard deviation of what is added to each number.
    let spread: Float
    private let random = Philox(seed: 1)

    init(name: String, centers: [[Float]], spread: Float) {
        (self.name, self.centers, self.spread) = (name, centers, spread)
    }

    func vector(_ index: Int) throws -> SpeakerVector {
        let center = centers[index % centers.count]
        return try SpeakerVector(values: center.indices.map { center[$0] + spread * random.normal(0, index, $0) })
    }
}

/// The voices that the network was trained with, and places between two of them.
struct TrainedSampler: VectorSampler {
    let name = "trained"
    private let random = Philox(seed: 2)

    func vector(_ index: Int) throws -> SpeakerVector {
        let voices = SpeakerVector.trainedNames.map { SpeakerVector(name: $0).values }
        guard index >= voices.count else { return try SpeakerVector(values: voices[index]) }
        let first = voices[random.integer(below: voices.count, 0, index, 0)]
        let second = voices[random.integer(below: voices.count, 0, index, 1)]
        let part = random.uniform(1, index, 0)
        return try SpeakerVector(
            values: first.indices.map {
                first[$0] + part * (second[$0] - first[$0]) + 0.05 * random.normal(2, index, $0)
            })
    }
}
