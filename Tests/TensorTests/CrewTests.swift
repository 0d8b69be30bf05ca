import CKernels
import Dispatch
import Foundation
import Testing

@testable import Tensor

/// A crew of three beside the callers, whatever the machine has.
@Suite struct CrewTests {
    private nonisolated(unsafe) static let crew = ckernels_crew_start(3)

    /// What a job counts in: how often each piece was done.
    private struct Counts {
        var pieces: UnsafeMutablePointer<Int32>
    }

    private func run(pieces: Int) -> [Int32] {
        let counts = UnsafeMutablePointer<Int32>.allocate(capacity: max(pieces, 1))
        counts.initialize(repeating: 0, count: max(pieces, 1))
        defer { counts.deallocate() }
        var context = Counts(pieces: counts)
        let job: ckernels_job = { context, piece in
            guard let counts = context?.assumingMemoryBound(to: Counts.self).pointee else { return }
            counts.pieces[piece] += 1  // every piece has a place of its own
        }
        ckernels_crew_run(Self.crew, job, &context, pieces)
        return Array(UnsafeBufferPointer(start: counts, count: pieces))
    }

    @Test(arguments: [0, 1, 2, 3, 7, 100, 65_535, 65_536, 70_001]) func everyPieceIsDoneOnce(pieces: Int) {
        #expect(run(pieces: pieces) == [Int32](repeating: 1, count: pieces))
    }

    @Test func manyJobsInARow() {
        for round in 0..<20_000 {
            let pieces = round % 9
            guard run(pieces: pieces) == [Int32](repeating: 1, count: pieces) else {
                Issue.record("round \(round): a piece was not done once")
                return
            }
        }
    }

    // A second caller does its work alone; sleepers wake up again.
    @Test func severalCallersAtOnceAndAfterAPause() {
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for pieces in 0..<300 {
                #expect(run(pieces: pieces % 40) == [Int32](repeating: 1, count: pieces % 40))
                if pieces % 100 == 99 { usleep(2000) }
            }
        }
    }
}
