import Foundation

/// A line on standard error that says how far a long work has come and when it will end; several threads may share it.
final class ProgressBar: @unchecked Sendable {
    private let label: String
    private let total: Int
    private let start = ContinuousClock().now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let lock = NSLock()
    /// How many pieces are done, in this run and before it, and how many of them in this run.
    private var (done, fresh): (Int, Int)

    /// Begins with `done` pieces that an earlier run has left.
    init(_ label: String, total: Int, done: Int = 0) {
        (self.label, self.total) = (label, total)
        (self.done, fresh) = (done, 0)
    }

    /// Shows that one more piece is done.
    func advance() {
        lock.withLock {
            done += 1
            fresh += 1
            show()
        }
    }

    private func show() {
        let elapsed = (ContinuousClock().now - start) / .seconds(1)
        let left = elapsed / Double(fresh) * Double(total - done)
        let filled = 30 * done / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let line = "\(label) \(bar) \(done)/\(total), \(Self.clock(left)) left"
        FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
        if isTerminal, done == total { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private static func clock(_ seconds: Double) -> String {
        let minutes = Int(seconds / 60)
        return minutes >= 60
            ? "\(minutes / 60) h \(minutes % 60) min" : minutes > 0 ? "\(minutes) min" : "\(Int(seconds)) s"
    }
}
