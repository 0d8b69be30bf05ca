import CKernels

/// The threads that share the small jobs of a decoder's step.
///
/// `Parallel` wakes its threads for each call, which takes longer than such a job. Here they stay awake between one and
/// the next; CKernels/crew.c says how. Nothing that is computed depends on who does what.
enum Crew {
    // Set once, and what it points to is made for many threads.
    private nonisolated(unsafe) static let shared =
        Parallel.threadCount > 1 ? ckernels_crew_start(Parallel.threadCount - 1) : nil

    /// Runs a job of so many pieces and returns when all are done.
    static func run<Context>(_ job: ckernels_job, _ context: UnsafePointer<Context>, pieces: Int) {
        ckernels_crew_run(shared, job, context, pieces)
    }
}
