import Synchronization
import Testing

@testable import Tensor

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 2, 3, 100])
    func everyPieceRunsOnce(pieces: Int) {
        let counts = Mutex([Int](repeating: 0, count: pieces))
        Parallel.forEach(pieces) { piece, worker in
            counts.withLock { $0[piece] += 1 }
            #expect((0..<Parallel.threadCount).contains(worker))
        }
        #expect(counts.withLock { $0 } == [Int](repeating: 1, count: pieces))
    }
}
