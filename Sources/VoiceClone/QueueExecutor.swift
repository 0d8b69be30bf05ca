import Dispatch
import Foundation

/// A queue of Dispatch as the place where an actor's work is done.
///
/// Swift's tasks share as many threads as there are cores, and expect each to be given back soon. A sentence is tenths of a
/// second of nothing but arithmetic; on two such threads two of them would leave no task of the program a thread to run
/// on, not even the one that is to cancel them. Dispatch gives its queues threads of their own; there are 32, which those
/// who speak at once share if they are more.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init() { queue = Self.pool.next() }

    private static let pool = Pool()

    /// Gives out its queues in turns.
    private final class Pool: @unchecked Sendable {
        private let queues = (0..<32).map { DispatchQueue(label: "voiceclone.speech.\($0)") }
        private let lock = NSLock()
        private var given = 0  // Only with the lock.

        func next() -> DispatchQueue {
            lock.withLock {
                given += 1
                return queues[given % queues.count]
            }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
