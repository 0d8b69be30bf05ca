import Foundation

/// A value that several threads change, one at a time.
///
/// `Mutex` of the standard library would need macOS 15.
public final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    /// Keeps a value.
    public init(_ value: Value) { self.value = value }

    /// Lets one thread at the value.
    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&value) }
    }
}
