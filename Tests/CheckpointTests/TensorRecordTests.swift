import Foundation
import Testing

@testable import Checkpoint

/// Files whose tensors reach where they must not.
@Suite struct TensorRecordTests {
    private func open(_ tensor: Python, storedCount: Int64 = 4) throws -> [String: [Float]] {
        try openAll(legacyFile(.dict([("t", tensor)]), storedCount: storedCount))
    }

    @Test func viewsInside() throws {
        #expect(try open(.tensor(shape: [2, 2], strides: [2, 1])) == ["t": [1, 2, 3, 4]])
        #expect(try open(.tensor(shape: [2, 2], strides: [1, 2])) == ["t": [1, 3, 2, 4]])
        #expect(try open(.tensor(shape: [2], strides: [2], offset: 1)) == ["t": [2, 4]])
        #expect(try open(.tensor(shape: [], strides: [], offset: 3)) == ["t": [4]])
        #expect(try open(.tensor(shape: [0, 5], strides: [5, 1])) == ["t": []])
        #expect(try open(.tensor(shape: [2, 2], strides: [1, 1])) == ["t": [1, 2, 2, 3]])
        // The stride of a single index is never used.
        #expect(try open(.tensor(shape: [1, 2, 1], strides: [.max, 3, .max])) == ["t": [1, 4]])
    }

    @Test(
        arguments: [
            ([5], [1], 0), ([4], [1], 1), ([2], [4], 0), ([2, 2], [2, 1], 1), ([1], [1], 4), ([1], [1], .max),
            ([2], [.max], 1), ([2, 2], [.max, .max], 0), ([1], [1], -1), ([1], [1], .min), ([-1], [1], 0),
            ([2], [-1], 1), ([1 << 62, 4], [4, 1], 0), ([0, 1 << 62, 4], [4, 4, 1], 0), ([1 << 62, 4], [0, 0], 0),
            ([2, 2], [1], 0), ([.max], [1], 0), ([.max, .max, .max], [1, 1, 1], 0),
        ] as [([Int], [Int], Int)])
    func viewsOutside(shape: [Int], strides: [Int], offset: Int) throws {
        let file = legacyFile(.dict([("t", .tensor(shape: shape, strides: strides, offset: offset))]))
        guard case .tensorOutOfBounds(name: "t", path: _, reason: _)? = try checkpointError(file) else {
            Issue.record("\(shape) \(strides) \(offset) gave \(String(describing: try checkpointError(file)))")
            return
        }
    }

    @Test func noMemoryIsTakenForRepeatedElements() throws {
        let file = legacyFile(.dict([("t", .tensor(shape: [1 << 40], strides: [0]))]))
        guard case .unsupported? = try checkpointError(file) else {
            Issue.record("a view of 2^40 elements over one was not refused")
            return
        }
    }

    // Networks compute with extents, before anybody reads the elements.
    @Test func extentsThatNothingBacksAreNoSizes() throws {
        let file = legacyFile(.dict([("t", .tensor(shape: [1, 1 << 62], strides: [0, 0]))]))
        let checkpoint = try Checkpoint(data: file)
        #expect(checkpoint.shape(of: "t") == [1, 1 << 62])
        let error = #expect(throws: CheckpointError.self) { try checkpoint.shape(of: "t", expecting: [nil, nil]) }
        guard case .unsupported? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [-1, 5, .max, .min, 1 << 61] as [Int64])
    func aStorageThatIsNotThere(count: Int64) throws {
        #expect(throws: CheckpointError.self) {
            try open(.tensor(shape: [4], strides: [1]), storedCount: count)
        }
    }

    @Test func unknownStorages() throws {
        #expect(throws: CheckpointError.self) { try open(.tensor(shape: [4], strides: [1], key: "1")) }
        #expect(throws: CheckpointError.self) { try open(.tensor(shape: [4], strides: [1], type: "OddStorage")) }
        #expect(throws: CheckpointError.self) {
            try open(.tensor(shape: [4], strides: [1], key: String(repeating: "0", count: 65)))
        }
        // One storage under two types.
        let tensors: [(String, Python)] = [
            ("a", .tensor(shape: [1], strides: [1])), ("b", .tensor(shape: [1], strides: [1], type: "LongStorage")),
        ]
        #expect(throws: CheckpointError.self) { try openAll(legacyFile(.dict(tensors))) }
    }

    @Test func tooManyDimensions() throws {
        let ones = [Int](repeating: 1, count: 65)
        #expect(throws: CheckpointError.self) { try open(.tensor(shape: ones, strides: ones)) }
        #expect(try open(.tensor(shape: Array(ones.dropLast()), strides: Array(ones.dropLast()))) == ["t": [1]])
    }
}
