import CKernels
import Foundation

/// Divides independent pieces of work among the processor's cores.
package enum Parallel {
    /// The number of threads that share the work: `VOICECLONE_THREADS`, else one for each active core.
    ///
    /// More than eight for a core are not used; what is not a number counts as unset, and less than 1 as 1.
    /// Results do not depend on it; it is there to leave cores to others.
    package static let threadCount: Int = {
        let wish = ProcessInfo.processInfo.environment["VOICECLONE_THREADS"].flatMap { Int($0) }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return min(max(1, wish ?? cores), 8 * cores)
    }()

    /// Calls `body` once for every piece in `0..<pieces`, from up to ``threadCount`` threads.
    ///
    /// - Parameters:
    ///   - pieces: The number of pieces.
    ///   - body: Receives the piece and the worker (`0..<threadCount`) that runs it; two calls with one worker never
    ///     overlap, so memory can be set aside for each worker.
    package static func forEach(_ pieces: Int, _ body: (_ piece: Int, _ worker: Int) -> Void) {
        let workers = min(threadCount, pieces)
        guard workers > 1 else {
            for piece in 0..<max(pieces, 0) { body(piece, 0) }
            return
        }
        withoutActuallyEscaping(body) { body in
            var next = 0
            withUnsafeMutablePointer(to: &next) { next in
                var work = Work(body: body, pieces: pieces, next: next)
                Crew.run(
                    { work, worker in
                        guard let work = work?.assumingMemoryBound(to: Work.self).pointee else { return }
                        while case let piece = ckernels_take(work.next), piece < work.pieces {
                            work.body(piece, worker)
                        }
                    }, &work, pieces: workers)
            }
        }
    }

    /// Calls `body` once for every piece in `0..<pieces`, each from a thread of its own if that is free: the same one
    /// at every call, so that what a piece reads stays in its core's cache.
    ///
    /// - Parameter pieces: The number of pieces, not more than ``threadCount``.
    package static func forEachOwn(_ pieces: Int, _ body: (_ piece: Int) -> Void) {
        guard pieces > 1 else {
            for piece in 0..<max(pieces, 0) { body(piece) }
            return
        }
        withoutActuallyEscaping(body) { body in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: pieces) { taken in
                taken.initialize(repeating: 0)
                guard let taken = taken.baseAddress else { return }
                var work = OwnWork(body: body, pieces: pieces, taken: taken)
                Crew.run(
                    { work, _ in
                        guard let work = work?.assumingMemoryBound(to: OwnWork.self).pointee else { return }
                        let own = ckernels_crew_number()
                        for piece in own..<own + work.pieces {
                            let piece = piece % work.pieces
                            if ckernels_take(work.taken + piece) == 0 { work.body(piece) }
                        }
                    }, &work, pieces: pieces)
            }
        }
    }

    /// What the workers share: each takes the next piece when it is done with one, so a slow core does fewer.
    private struct Work {
        let body: (_ piece: Int, _ worker: Int) -> Void
        let pieces: Int
        let next: UnsafeMutablePointer<Int>
    }

    /// What the workers share: each takes its own piece first, and then those that nobody has taken.
    private struct OwnWork {
        let body: (_ piece: Int) -> Void
        let pieces: Int
        /// How often each piece was taken. [pieces]
        let taken: UnsafeMutablePointer<Int>
    }
}
