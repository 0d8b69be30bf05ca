import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

/// What `Scripts/goldens/checkpoint.py` writes about one tensor.
struct GoldenTensor: Decodable {
    var shape: [Int]
    var sum: Double
    /// Absent from a tensor without elements.
    var first: Float?
    var last: Float?
    /// Only of small tensors.
    var elements: [Float]?

    /// The goldens of one file, by tensor name.
    static func table(_ name: String, in folder: String = "checkpoint") throws -> [String: GoldenTensor] {
        let data = try Data(contentsOf: Golden.url("\(folder)/\(name).json"))
        return try JSONDecoder().decode([String: GoldenTensor].self, from: data)
    }
}

/// Checks every tensor of a checkpoint against its golden: names, shapes, first and last element exactly,
/// and the sum within 1e-6 of the sum of magnitudes, for it was added in another order.
func expectEqual(_ checkpoint: Checkpoint, to goldens: [String: GoldenTensor]) throws {
    #expect(checkpoint.names == goldens.keys.sorted())
    for (name, golden) in goldens {
        let tensor = try checkpoint.tensor(name, shape: golden.shape)
        tensor.withUnsafeBufferPointer { elements in
            #expect(elements.first == golden.first, "first element of \(name)")
            #expect(elements.last == golden.last, "last element of \(name)")
            if let expected = golden.elements { #expect(Array(elements) == expected, "elements of \(name)") }
            var (sum, magnitude) = (0.0, 0.0)
            for element in elements {
                sum += Double(element)
                magnitude += abs(Double(element))
            }
            #expect(abs(sum - golden.sum) <= 1e-6 * magnitude, "sum of \(name)")
        }
    }
}
