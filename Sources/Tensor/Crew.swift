import CKernels

/// The threads that share the work.
///
/// A decoder's step is some jobs of a few microseconds, and waking a thread takes longer. So threads stay awake for a
/// moment between one job and the next; CKernels/crew.c says how. Nothing that is computed depends on who does what.
enum Crew {
    // Set once, and what it points to is made for many threads.
    nonisolated(unsafe) static let shared =
        Parallel.threadCount > 1 ? ckernels_crew_start(Parallel.threadCount - 1) : nil

    /// Runs a job of so many pieces and returns when all are done.
    static func run<Context>(_ job: ckernels_job, _ context: UnsafePointer<Context>, pieces: Int) {
        ckernels_crew_run(shared, job, context, pieces)
    }
}
