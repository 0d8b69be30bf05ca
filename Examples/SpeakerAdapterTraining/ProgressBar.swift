import Foundation

/// A line on standard error that says how far a long work has come and when it will end.
struct ProgressBar: ~Copyable {
    private let total: Int
    private let label: String
    private let start = ContinuousClock().now
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ label: String, total: Int) { (self.label, self.total) = (label, total) }

    /// Shows that `done` of the pieces are done, in this run `fresh` of them.
    func show(done: Int, fresh: Int) {
        let elapsed = (ContinuousClock().now - start) / .seconds(1)
        let left = fresh > 0 ? elapsed / Double(fresh) * Double(total - done) : .infinity
        let filled = total > 0 ? 30 * done / total : 30
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let estimate = left.isFinite ? ", \(Self.clock(left)) left" : ""
        let line = "\(label) \(bar) \(done)/\(total)\(estimate)"
        FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
        if isTerminal, done == total { FileHandle.standardError.write(Data("\n".utf8)) }
    }

    private static func clock(_ seconds: Double) -> String {
        let minutes = Int(seconds / 60)
        return minutes >= 60
            ? "\(minutes / 60) h \(minutes % 60) min" : minutes > 0 ? "\(minutes) min" : "\(Int(seconds)) s"
    }
}
