import Checkpoint
import Foundation
import SpeakerEncoder
import Tensor
import TestSupport
import Testing

@testable import Tacotron2

@Suite struct SpeakerAdapterTests {
    /// An adapter of two layers in which every rule shows, with three hidden units.
    private static func crafted() -> [String: Tensor] {
        var hidden = Tensor(zeros: [3, 256])
        (hidden[0, 0], hidden[1, 1], hidden[2, 1]) = (1, -1, 2)
        var output = Tensor(zeros: [32, 3])
        (output[0, 0], output[0, 1]) = (1, 10)
        (output[1, 1], output[1, 2]) = (100, -1)
        (output[2, 2], output[3, 0], output[3, 2]) = (1, -2, -1)
        var bias = (0..<32).map { Float($0) / 64 }
        bias.replaceSubrange(0..<4, with: [0, 0.5, 2, 0])
        var (minimum, maximum) = ([Float](repeating: -2, count: 32), [Float](repeating: 0.75, count: 32))
        (minimum[31], maximum[31]) = (0.125, 0.125)
        return [
            "layers.0.weight": hidden, "layers.0.bias": Tensor([0.1, 0.3, -0.1]),
            "layers.1.weight": output, "layers.1.bias": Tensor(bias),
            "minimum": Tensor(minimum), "maximum": Tensor(maximum),
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

    @Test func everyStepByHand() throws {
        let adapter = try adapter(Self.crafted())
        #expect(adapter.convention == .standard)
        let values = try adapter.speakerVector(for: embedding([0.6, 0.8])).values
        // Hidden: 0.6 + 0.1 = 0.7; −0.8 + 0.3 < 0, so 0; 1.6 − 0.1 = 1.5. Then:
        // 0.7; 0.5 − 1.5, negative and kept; 2 + 1.5, above the maximum; −1.4 − 1.5, below the minimum; the biases,
        // 28 / 64 and so on, and 31 / 64 where both bounds are 0.125.
        let expected: [Float] = [0.7, -1, 0.75, -2] + (4..<31).map { Float($0) / 64 } + [0.125]
        #expect(maximumDifference(values, expected) < 1e-6)
    }

    @Test func oneLayerIsLinear() throws {
        var tensors = Self.crafted()
        var weight = Tensor(zeros: [32, 256])
        (weight[0, 0], weight[1, 1]) = (-1, 0.5)
        tensors["layers.0.weight"] = weight
        tensors["layers.0.bias"] = tensors["layers.1.bias"]
        (tensors["layers.1.weight"], tensors["layers.1.bias"]) = (nil, nil)
        let values = try adapter(tensors).speakerVector(for: embedding([0.6, 0.8])).values
        #expect(maximumDifference(values.prefix(2), [-0.6, 0.75]) < 1e-6)  // the second is 0.9, above its maximum
    }

    /// The definition in double precision: hᵢ₊₁ = relu(Wᵢhᵢ + bᵢ), the last without the ReLU, then the bounds.
    private func vector(_ checkpoint: Checkpoint, _ embedding: SpeakerEmbedding, layers: Int) throws -> [Float] {
        var h = embedding.values.map(Double.init)
        for layer in 0..<layers {
            let weight = try checkpoint.tensor("layers.\(layer).weight")  // [outputs, inputs]
            let bias = try checkpoint.tensor("layers.\(layer).bias")
            h = (0..<weight.shape[0]).map { row in
                let sum = h.indices.reduce(Double(bias[row])) { $0 + Double(weight[row, $1]) * h[$1] }
                return layer < layers - 1 ? max(sum, 0) : sum
            }
        }
        let (minimum, maximum) = (try checkpoint.tensor("minimum"), try checkpoint.tensor("maximum"))
        return h.indices.map { Float(min(max(h[$0], Double(minimum[$0])), Double(maximum[$0]))) }
    }

    @Test func threeLayersOfAnySizes() throws {
        var generator = SeededGenerator(seed: 11)
        func random(_ shape: [Int]) -> Tensor {
            let scale = (3 / Float(shape.last ?? 1)).squareRoot()
            return Tensor(
                (0..<shape.reduce(1, *)).map { _ in scale * Float.random(in: -1...1, using: &generator) }, shape: shape)
        }
        var tensors = ["minimum": Tensor([Float](repeating: -0.7, count: 32))]
        tensors["maximum"] = Tensor([Float](repeating: 0.8, count: 32))
        for (layer, (inputs, outputs)) in [(256, 20), (20, 7), (7, 32)].enumerated() {
            tensors["layers.\(layer).weight"] = random([outputs, inputs])
            tensors["layers.\(layer).bias"] = random([outputs])
        }
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "adapter.safetensors")
            try Checkpoint.write(tensors, metadata: ["convention": "aias"], to: url)
            let embedding = try anyEmbedding(seed: 1, .aias)
            let values = try SpeakerAdapter(contentsOf: url).speakerVector(for: embedding).values
            let expected = try vector(Checkpoint(contentsOf: url), embedding, layers: 3)
            // Sums of at most 256 products in single precision.
            #expect(maximumDifference(values, expected) < 1e-5)
        }
    }

    @Test(arguments: EmbeddingConvention.allCases) func theOnesOfThePackage(convention: EmbeddingConvention) throws {
        let adapter = try SpeakerAdapter.bundled(convention)
        #expect(adapter.convention == convention)
        let file = Golden.root.appending(path: "Sources/Tacotron2/Resources/adapter-\(convention.rawValue).safetensors")
        let checkpoint = try Checkpoint(contentsOf: file)
        let layers = checkpoint.names.filter { $0.hasPrefix("layers.") && $0.hasSuffix(".weight") }.count
        var vectors: Set<[Float]> = []
        for seed in 1...3 as ClosedRange<UInt64> {
            let embedding = try anyEmbedding(seed: seed, convention)
            let values = try adapter.speakerVector(for: embedding).values
            #expect(values.count == 32)
            #expect(maximumDifference(values, try vector(checkpoint, embedding, layers: layers)) < 1e-4)
            #expect(try adapter.speakerVector(for: embedding).values == values)
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
        ("layers.0.weight", [3, 255]), ("layers.0.weight", [768]), ("layers.0.weight", [0, 256]),
        ("layers.0.bias", [4]),
        ("layers.1.weight", [32, 4]), ("layers.1.weight", [31, 3]), ("layers.1.bias", [31]), ("minimum", [31]),
        ("maximum", [33]), ("maximum", [32, 1]),
    ]

    @Test(arguments: shapes) func aShapeThatDoesNotFitIsNamed(name: String, shape: [Int]) throws {
        var tensors = Self.crafted()
        tensors[name] = Tensor(zeros: shape)
        let error = #expect(throws: CheckpointError.self) { try adapter(tensors) }
        guard case .wrongShape(name, _, _, shape) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "minimum", "maximum"])
    func whatIsMissingIsNamed(name: String) throws {
        var tensors = Self.crafted()
        tensors[name] = nil
        // A last layer without its weight still counts as one, since its bias is there.
        let error = #expect(throws: CheckpointError.self) { try adapter(tensors) }
        guard case .missingTensor(name, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func noLayersAndAGapBetweenThem() throws {
        var tensors = Self.crafted().filter { !$0.key.hasPrefix("layers.") }
        #expect(throws: CheckpointError.self) { try adapter(tensors) }
        tensors = Self.crafted()
        tensors["layers.2.weight"] = tensors.removeValue(forKey: "layers.1.weight")
        tensors["layers.2.bias"] = tensors.removeValue(forKey: "layers.1.bias")
        let error = #expect(throws: CheckpointError.self) { try adapter(tensors) }
        #expect(error?.description.contains("has no tensor layers.1.weight") == true)
    }

    /// The reason why an adapter is refused as none.
    private func reason(
        metadata: [String: String] = ["convention": "standard"], _ change: (inout [String: Tensor]) -> Void = { _ in }
    ) throws -> String {
        var tensors = Self.crafted()
        change(&tensors)
        let error = #expect(throws: Tacotron2Error.self) { try adapter(tensors, metadata: metadata) }
        guard case .invalidAdapter(let path, let reason)? = error else { return "\(String(describing: error))" }
        #expect(path.hasSuffix("adapter.safetensors"))
        #expect(error?.description.contains("is no speaker adapter: \(reason).") == true)
        return reason
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity]) func numbersThatAreNotFinite(value: Float) throws {
        #expect(
            try reason { $0["layers.0.weight"]?[2, 255] = value }.contains("layer 0 holds values that are not finite"))
        #expect(
            try reason { $0["layers.1.weight"]?[31, 2] = value }.contains("layer 1 holds values that are not finite"))
        #expect(try reason { $0["layers.1.bias"]?[31] = value }.contains("layer 1 holds values that are not finite"))
        #expect(try reason { $0["minimum"]?[0] = value }.contains("a minimum"))
        #expect(try reason { $0["maximum"]?[31] = value }.contains("a minimum"))
    }

    @Test func boundsTheWrongWayRound() throws {
        #expect(try reason { $0["minimum"]?[7] = 0.76 }.contains("a minimum lies above its maximum"))
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
