import Testing

@testable import Tensor

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 2, 3, 100])
    func everyPieceRunsOnce(pieces: Int) {
        var counts = [Int](repeating: 0, count: pieces)
        counts.withUnsafeMutableBufferPointer { counts in
            // Each piece has a place of its own; one that ran twice at once would be a race.
            nonisolated(unsafe) let counts = counts
            Parallel.forEach(pieces) { piece, worker in
                counts[piece] += 1
                #expect((0..<Parallel.threadCount).contains(worker))
            }
        }
        #expect(counts == [Int](repeating: 1, count: pieces))
    }
}
