import Foundation

/// What can go wrong when tensors are read from or written to files.
public enum TensorError: Error, Equatable, Sendable {
    /// The file could not be read or written; `reason` is the system's.
    case file(path: String, reason: String)
    /// The file is not a NumPy array that this package reads.
    case notNumPy(path: String, reason: String)
}

extension TensorError: LocalizedError, CustomStringConvertible {
    /// What was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .file(let path, let reason):
            "\(path): \(reason). Check the path and its permissions."
        case .notNumPy(let path, let reason):
            """
            \(path) is not a NumPy array of 32-bit floats in C order: \(reason). Save it with \
            numpy.save(file, numpy.ascontiguousarray(array, numpy.float32)).
            """
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
