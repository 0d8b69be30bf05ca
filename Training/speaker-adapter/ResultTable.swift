import Foundation

/// A place for each result of work that several threads share.
final class ResultTable<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [Result<Value, any Error>?]

    init(count: Int) { results = .init(repeating: nil, count: count) }

    func set(_ index: Int, _ result: Result<Value, any Error>) { lock.withLock { results[index] = result } }

    /// All results in order, or the first error.
    func values() throws -> [Value] {
        try lock.withLock {
            try results.map { result in
                guard let result else { preconditionFailure("a piece of work left no result") }
                return try result.get()
            }
        }
    }
}
