import Foundation
import Tensor

/// The seed recording and the PyTorch reference's goldens, in ``Golden/shared``.
public enum SharedGoldens {
    /// The recording of the documented log.
    public static let recording = Golden.shared.appending(path: "seed/biaobei-009502.mp3")

    /// An array of the PyTorch reference, for example `"mel-biaobei-seed42"`.
    public static func reference(_ name: String) throws -> Tensor {
        try Tensor(numPy: Golden.shared.appending(path: "reference/golden/\(name).npy"))
    }

    /// The embedding of the recording, `"aias"` or `"standard"`.
    public static func embedding(_ convention: String) throws -> Tensor {
        try Tensor(numPy: Golden.shared.appending(path: "seed/\(convention)-embedding.npy"))
    }

    /// The symbols of the documented log's sentence, 基于给定音色将文本转为语音.
    public static let textIDs = [
        13, 40, 71, 2, 26, 65, 72, 2, 10, 36, 73, 2, 7, 47, 74, 2, 12, 46, 71, 2, 22, 35, 74, 2, 13, 43, 71, 2, 25, 63,
        72,
        2, 4, 37, 72, 2, 29, 59, 73, 2, 25, 62, 72, 2, 26, 65, 73, 2, 12, 46, 71, 2, 1, 0,
    ]

    /// Whether they are there.
    public static let arePresent = FileManager.default.fileExists(atPath: recording.path)

    /// What a test says when they are not.
    public static let absence = "the seed recording is not at \(recording.path), so this cannot be compared here"
}
