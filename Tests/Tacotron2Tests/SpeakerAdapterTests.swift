import Checkpoint
import Foundation
import SpeakerEncoder
import Tensor
import TestSupport
import Testing

@testable import Tacotron2

@Suite struct SpeakerAdapterTests {
    /// The numbers of six vectors far apart, and the embeddings that they have: a direction of its own each.
    private static let known: [[Float]] = (0..<6).map { voice in
        (0..<32).map { (index: Int) -> Float in Float((index * 7 + voice * 11) % 13) / 10 - 0.55 }
    }

    /// An adapter that knows six vectors, hardly any noise in what it knows.
    private static func crafted() throws -> [String: Tensor] { try made.get() }

    private static let made = Result { () throws -> [String: Tensor] in
        let vectors = Tensor(known.flatMap { $0 }, shape: [6, 32])
        var (values, gram) = (Tensor(zeros: [6, SpeakerAdapter.outputs]), Tensor(zeros: [32, 32]))
        for i in 0..<32 { gram[i, i] = 0.1 }
        // The third voice fails to end every second sentence, the fourth sounds worst.
        for voice in 0..<6 { (values[voice, voice], values[voice, 257]) = (1, voice == 3 ? 1.5 : 3.5) }
        values[2, 256] = 0.5
        let noise = [Float](repeating: 0.01, count: SpeakerAdapter.outputs)
        let fitted = try #require(GaussianProcess.fit(values, at: vectors, gram: gram, noise: noise))
        return [
            "vectors": vectors, "metric": gram, "weights": fitted.weights, "mean": fitted.mean,
            "start.weight": Tensor(zeros: [32, 256]), "start.bias": Tensor([Float](repeating: 0.05, count: 32)),
            "crowd": Tensor([Float](repeating: 1.0 / 16, count: 256)),
        ]
    }

    private func adapter(
        _ tensors: [String: Tensor], metadata: [String: String] = ["convention": "standard"]
    ) throws -> SpeakerAdapter {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "adapter.safetensors")
            try Checkpoint.write(tensors, metadata: metadata, to: url)
            return try SpeakerAdapter(contentsOf: url)
        }
    }

    private func embedding(_ start: [Float], _ convention: EmbeddingConvention = .standard) throws -> SpeakerEmbedding {
        try SpeakerEmbedding(
            values: start + [Float](repeating: 0, count: 256 - start.count), convention: convention)
    }

    /// An embedding in all of its numbers, as a network would make.
    private func anyEmbedding(seed: UInt64, _ convention: EmbeddingConvention) throws -> SpeakerEmbedding {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<256).map { _ in max(Float.random(in: -1...1, using: &generator), 0) }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return try SpeakerEmbedding(values: values.map { $0 / length }, convention: convention)
    }

    @Test(arguments: 0..<6) func aKnownVoiceIsFoundAgain(voice: Int) throws {
        let adapter = try adapter(Self.crafted())
        #expect(adapter.convention == .standard)
        var objective = SpeakerAdapter.Objective()
        objective.contrast = 0
        let reference = try embedding([Float](repeating: 0, count: voice) + [1])
        let vector = try adapter.speakerVector(for: reference, objective: objective)
        let wish = adapter.wish(for: reference, contrast: 0)
        func distance(_ other: [Float]) -> Float {
            zip(vector.values, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
        // All start at one point, and none of the other voices is nearer.
        #expect(Self.known.indices.min { distance(Self.known[$0]) < distance(Self.known[$1]) } == voice)
        let found = adapter.expectation(vector.values.map(Double.init), wish: wish, objective)
        #expect(
            found.loss < adapter.expectation([Double](repeating: 0.05, count: 32), wish: wish, objective).loss - 0.2)
        #expect(found.embedding[voice] > 0.95)
    }

    @Test func likenessIsExpectedBeforeAnythingIsSpoken() throws {
        let adapter = try adapter(Self.crafted())
        let vector = try SpeakerVector(values: Self.known[2])
        let own = try adapter.expectedLikeness(of: vector, to: embedding([0, 0, 1]))
        let other = try adapter.expectedLikeness(of: vector, to: embedding([0, 1]))
        // Near what is known the cosines are 1 and 0, and the line through what clones have is 1.13 e − 0.16.
        #expect(abs(own - 0.97) < 0.02)
        #expect(abs(other + 0.16) < 0.1)
        #expect(throws: Tacotron2Error.adapterMismatch(expected: .standard, found: .aias)) {
            try adapter.expectedLikeness(of: vector, to: embedding([1], .aias))
        }
    }

    @Test func theGradientIsTheSlopeOfTheLoss() throws {
        let adapter = try adapter(Self.crafted())
        var generator = SeededGenerator(seed: 4)
        var objective = SpeakerAdapter.Objective()
        (objective.failures, objective.naturalness) = (0.7, 0.3)
        let wish = adapter.wish(for: try anyEmbedding(seed: 2, .standard), contrast: 0.4)
        for voice in [1, 2, 3] {
            // One number beyond what is free of charge, on either side.
            var vector = Self.known[voice].map { Double($0) + Double.random(in: -0.2...0.2, using: &generator) }
            (vector[4], vector[9]) = (0.95, -0.9)
            let gradient = adapter.expectation(vector, wish: wish, objective).gradient
            for i in vector.indices {
                var (up, down) = (vector, vector)
                (up[i], down[i]) = (vector[i] + 1e-5, vector[i] - 1e-5)
                let slope =
                    (adapter.expectation(up, wish: wish, objective).loss
                        - adapter.expectation(down, wish: wish, objective).loss) / 2e-5
                #expect(abs(slope - gradient[i]) < 1e-6)
            }
        }
    }

    @Test func everyPartOfTheObjectiveCounts() throws {
        let adapter = try adapter(Self.crafted())
        func loss(_ voice: Int, _ change: (inout SpeakerAdapter.Objective) -> Void) throws -> Double {
            var objective = SpeakerAdapter.Objective()
            (objective.strangeness, objective.failures, objective.naturalness) = (0, 0, 0)
            change(&objective)
            let wish = try adapter.wish(for: embedding([0, 0, 0, 0, 0, 0, 1]), contrast: 0)
            return adapter.expectation(Self.known[voice].map(Double.init), wish: wish, objective).loss
        }
        // By hand, near what is known: half of the sentences fail, two points of naturalness less, and the wish is
        // another direction for all. The noise shrinks the differences by about a hundredth.
        let failing = try loss(2) { $0.failures = 1 } - loss(1) { $0.failures = 1 }
        #expect(abs(failing - 0.5) < 0.05)
        let unnatural = try loss(3) { $0.naturalness = 1 } - loss(1) { $0.naturalness = 1 }
        #expect(abs(unnatural - 2) < 0.2)
        #expect(abs(try loss(0) { $0.strangeness = 1 } - loss(0) { _ in }) < 0.02)
        // Between all known vectors, far from each, and where no number costs anything for itself.
        let wish = try adapter.wish(for: embedding([1]), contrast: 0)
        var (with, without) = (SpeakerAdapter.Objective(), SpeakerAdapter.Objective())
        (with.strangeness, without.strangeness) = (1, 0)
        let middle = [Double](repeating: 0.05, count: 32)
        #expect(
            adapter.expectation(middle, wish: wish, with).loss
                > adapter.expectation(middle, wish: wish, without).loss + 0.3)
    }

    @Test func theSearchHeedsTheContrast() throws {
        let adapter = try SpeakerAdapter.bundled(.standard)
        let reference = try anyEmbedding(seed: 5, .standard)
        var (with, without) = (SpeakerAdapter.Objective(), SpeakerAdapter.Objective())
        (with.contrast, without.contrast) = (1, 0)
        let vectors = try [with, without].map {
            try adapter.speakerVector(for: reference, objective: $0).values.map(Double.init)
        }
        for (own, objective) in [with, without].enumerated() {
            let wish = adapter.wish(for: reference, contrast: objective.contrast)
            let losses = vectors.map { adapter.expectation($0, wish: wish, objective).loss }
            #expect(losses[own] < losses[1 - own])
        }
    }

    @Test func aMetricThatIsNoMetric() throws {
        #expect(try reason { $0["metric"]?[3, 7] = 0.01 } == "metric is not symmetric")
    }

    @Test func contrastDrawsAwayFromTheCrowd() throws {
        let adapter = try adapter(Self.crafted())
        let reference = try embedding([0.6, 0.8])
        let wish = adapter.wish(for: reference, contrast: 0.5)
        // 1.5 · 0.6 − 0.5 / 16, 1.5 · 0.8 − 0.5 / 16, and −0.5 / 16 everywhere else
        let numbers = [0.86875, 1.16875] + [Double](repeating: -0.03125, count: 254)
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(zip(wish, numbers).allSatisfy { abs($0 - $1 / length) < 1e-7 })
        #expect(adapter.wish(for: reference, contrast: 0).prefix(2).map(Float.init) == [0.6, 0.8])
    }

    @Test(arguments: EmbeddingConvention.allCases) func theOnesOfThePackage(convention: EmbeddingConvention) throws {
        let adapter = try SpeakerAdapter.bundled(convention)
        #expect(adapter.convention == convention)
        var vectors: Set<[Float]> = []
        for seed in 1...3 as ClosedRange<UInt64> {
            let embedding = try anyEmbedding(seed: seed, convention)
            let values = try adapter.speakerVector(for: embedding).values
            #expect(values.count == 32)
            #expect(try adapter.speakerVector(for: embedding).values == values)
            let wish = adapter.wish(for: embedding, contrast: SpeakerAdapter.Objective().contrast)
            let start = adapter.start(frames: embedding.values.map(Double.init))
            #expect(
                adapter.expectation(values.map(Double.init), wish: wish, .init()).loss
                    < adapter.expectation(start, wish: wish, .init()).loss)
            vectors.insert(values)
        }
        #expect(vectors.count == 3)
    }

    @Test(arguments: [(EmbeddingConvention.standard, EmbeddingConvention.aias), (.aias, .standard)])
    func anotherConventionIsRefused(expected: EmbeddingConvention, found: EmbeddingConvention) throws {
        let adapter = try SpeakerAdapter.bundled(expected)
        let error = #expect(throws: Tacotron2Error.adapterMismatch(expected: expected, found: found)) {
            try adapter.speakerVector(for: anyEmbedding(seed: 1, found))
        }
        #expect(error?.description.contains("of the convention \(expected.rawValue)") == true)
        #expect(error?.description.contains("made under \(found.rawValue)") == true)
    }

    static let shapes: [(name: String, shape: [Int])] = [
        ("vectors", [0, 32]), ("vectors", [6, 31]), ("vectors", [192]), ("metric", [32, 31]), ("weights", [5, 258]),
        ("weights", [6, 256]),
        ("mean", [256]), ("start.weight", [32, 255]), ("start.bias", [31]), ("crowd", [255]), ("crowd", [1, 256]),
    ]

    @Test(arguments: shapes) func aShapeThatDoesNotFitIsNamed(name: String, shape: [Int]) throws {
        var tensors = try Self.crafted()
        tensors[name] = Tensor(zeros: shape)
        let error = #expect(throws: CheckpointError.self) { try adapter(tensors) }
        guard case .wrongShape(name, _, _, shape) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    static let names = ["vectors", "metric", "weights", "mean", "start.weight", "start.bias", "crowd"]

    @Test(arguments: names) func whatIsMissingIsNamed(name: String) throws {
        var tensors = try Self.crafted()
        tensors[name] = nil
        let error = #expect(throws: CheckpointError.self) { try adapter(tensors) }
        guard case .missingTensor(name, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// The reason why an adapter is refused as none.
    private func reason(
        metadata: [String: String] = ["convention": "standard"], _ change: (inout [String: Tensor]) -> Void = { _ in }
    ) throws -> String {
        var tensors = try Self.crafted()
        change(&tensors)
        let error = #expect(throws: Tacotron2Error.self) { try adapter(tensors, metadata: metadata) }
        guard case .invalidAdapter(let path, let reason)? = error else { return "\(String(describing: error))" }
        #expect(path.hasSuffix("adapter.safetensors"))
        #expect(error?.description.contains("is no speaker adapter: \(reason).") == true)
        return reason
    }

    @Test(arguments: names, [Float.nan, .infinity]) func numbersThatAreNotFinite(name: String, value: Float) throws {
        let reason = try reason { tensors in
            tensors[name] = tensors[name].map { tensor in
                Tensor(tensor.elements.dropLast() + [value], shape: tensor.shape)
            }
        }
        #expect(reason == "\(name) holds values that are not finite numbers")
    }

    @Test func aConventionIsNeededAndMustBeKnown() throws {
        #expect(try reason(metadata: [:]).contains("names no convention of"))
        #expect(try reason(metadata: ["conventions": "aias"]).contains("names no convention of"))
        let unknown = try reason(metadata: ["convention": "Standard\u{1B}[31m"])
        #expect(unknown.contains("Standard") && unknown.contains("standard") && unknown.contains("aias"))
        // It may come from a stranger and is shown on a terminal.
        #expect(!unknown.contains("\u{1B}"))
        #expect(try reason(metadata: ["convention": String(repeating: "a", count: 100_000)]).count < 200)
    }

    @Test func whatIsNoAdapterFileAtAll() throws {
        try withTemporaryFolder { folder in
            let text = folder.appending(path: "text")
            try Data("an adapter".utf8).write(to: text)
            for url in [text, folder.appending(path: "missing"), folder] {
                let error = #expect(throws: CheckpointError.self) { try SpeakerAdapter(contentsOf: url) }
                #expect(error?.description.contains(url.path) == true)
            }
        }
    }
}
