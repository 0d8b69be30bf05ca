import Foundation

/// What can go wrong when a model file is opened, read or written.
///
/// Every case carries the path of the file it is about.
public enum CheckpointError: Error, Equatable, Sendable {
    /// There is no such file.
    case missingFile(path: String)
    /// The system cannot read the file; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The file has no bytes.
    case emptyFile(path: String)
    /// The first bytes are no format that this module knows, or what `torch.save` wrote holds no tensors.
    case notACheckpoint(path: String, reason: String)
    /// The file ends before what it announces.
    case truncated(path: String, reason: String)
    /// The file contradicts itself or its own checksums.
    case corrupted(path: String, reason: String)
    /// The file asks for Python code that no table of weights needs, such as `os.system`.
    case forbiddenGlobal(name: String, path: String)
    /// The file is well formed and uses something that this module does not read.
    case unsupported(path: String, reason: String)
    /// A tensor reaches outside its storage, or its shape is impossible.
    case tensorOutOfBounds(name: String, path: String, reason: String)
    /// The file has no tensor of this name; `holds` says what it has instead.
    case missingTensor(name: String, path: String, holds: String)
    /// The tensor has another shape than the caller needs; `nil` stands for any extent.
    case wrongShape(name: String, path: String, expected: [Int?], found: [Int])
    /// The file could not be written; `reason` is the system's.
    case unwritable(path: String, reason: String)
}

extension CheckpointError: LocalizedError, CustomStringConvertible {
    /// What was wrong, where, and what to do.
    public var description: String { Self.printable(message) }

    private var message: String {
        switch self {
        case .missingFile(let path) where ResourceFolder.holds(path):
            "\(path): there is no such file. It is a part of the package: the folder has to lie beside the program."
        case .missingFile(let path):
            "\(path): there is no such file. Fetch the models with `make models`, or check the path."
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason). Check that it is a file and that you may read it."
        case .emptyFile(let path):
            "\(path) is empty. Fetch it again with `make models`."
        case .notACheckpoint(let path, let reason):
            "\(path) is not a checkpoint: \(reason). Expected is a file of torch.save or torch.jit.save, "
                + "alone or in a ZIP archive, a .safetensors file, or a pickle of NumPy arrays."
        case .truncated(let path, let reason):
            "\(path) is cut off: \(reason). Fetch it again with `make models`."
        case .corrupted(let path, let reason):
            "\(path) is damaged: \(reason). Fetch it again with `make models`."
        case .forbiddenGlobal(let name, let path):
            "\(path) asks to run \(name), which no table of weights needs; nothing was run. Do not trust this file."
        case .unsupported(let path, let reason):
            "\(path) cannot be used: \(reason)."
        case .tensorOutOfBounds(let name, let path, let reason):
            "\(path): the tensor \(name) is impossible: \(reason). Fetch the file again with `make models`."
        case .missingTensor(let name, let path, let holds):
            "\(path) has no tensor \(name): \(holds). Check that this is the checkpoint of the model you load."
        case .wrongShape(let name, let path, let expected, let found):
            "\(path): the tensor \(name) has shape \(found), expected is \(Self.text(expected)). "
                + "Check that this is the checkpoint of the model you load."
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason)."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }

    /// A message as it can be shown on a terminal: what a stranger's file calls its parts may have commands for it, and
    /// megabytes.
    private static func printable(_ message: String) -> String {
        var shown = Array(message.unicodeScalars)
        if shown.count > 2000 { shown.replaceSubrange(1600..<shown.count - 200, with: ["…"]) }
        let unprintable: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator, .paragraphSeparator]
        var result = String.UnicodeScalarView()
        for scalar in shown {
            result.append(unprintable.contains(scalar.properties.generalCategory) ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    private static func text(_ shape: [Int?]) -> String {
        "[" + shape.map { $0.map { "\($0)" } ?? "any" }.joined(separator: ", ") + "]"
    }
}
