/// Does what takes long, away from Swift's own threads.
actor BackgroundWorker {
    private let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Does it; to the work, whether it is cancelled is whether the task is that waits for it.
    func perform<Result: Sendable>(_ work: @Sendable () throws -> Result) rethrows -> Result { try work() }
}
