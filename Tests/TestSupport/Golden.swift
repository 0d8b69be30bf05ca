import Foundation
import Tensor

/// Where tests find their data, all from this file's own place in the clone.
public enum Golden {
    /// The root of the clone.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file under `Fixtures/goldens`.
    public static func url(_ path: String) -> URL {
        root.appending(path: "Fixtures/goldens").appending(path: path)
    }

    /// An array under `Fixtures/goldens`, for example `"dsp/stft.npy"`.
    public static func tensor(_ path: String) throws -> Tensor {
        try Tensor(numPy: url(path))
    }

    /// The folder of fetched checkpoints.
    ///
    /// It is `VOICECLONE_MODELS` if that is set and not empty, else `models` in the clone; `make models` fetches them.
    public static let models =
        ProcessInfo.processInfo.environment["VOICECLONE_MODELS"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
        ?? root.appending(path: "models")

    /// A folder beside the clone with what is not the project's to publish.
    ///
    /// CONTRIBUTING.md says what is in it, and which tests are skipped without it.
    public static let shared = root.deletingLastPathComponent().appending(path: "shared")
}

/// The largest absolute difference of two arrays; infinite if their sizes differ or one holds a NaN.
public func maximumDifference(_ left: some Collection<Float>, _ right: some Collection<Float>) -> Float {
    guard left.count == right.count else { return .infinity }
    var largest: Float = 0
    for (l, r) in zip(left, right) {
        let difference = abs(l - r)
        guard difference <= .greatestFiniteMagnitude else { return .infinity }
        largest = max(largest, difference)
    }
    return largest
}

/// The largest absolute difference of two tensors; infinite if their shapes differ.
public func maximumDifference(_ left: Tensor, _ right: Tensor) -> Float {
    left.shape == right.shape ? maximumDifference(left.elements, right.elements) : .infinity
}
