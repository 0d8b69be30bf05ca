import Foundation
import Tensor

/// A file of named tensors: the weights of a model, and nothing that runs.
///
/// The file is mapped into memory, and tensors of 32-bit floats are handed out where they lie, without a copy.
/// Numbers of other types are converted to 32-bit floats; integers beyond 2^24 and 64-bit floats are rounded.
///
/// ```swift
/// let checkpoint = try Checkpoint(contentsOf: URL(filePath: "models/pretrained.pt"))
/// checkpoint.names                                          // ["linear.bias", "linear.weight", …]
/// let weight = try checkpoint.tensor("lstm.weight_ih_l0", shape: [1024, nil])
/// ```
///
/// Names are those of the model's state dict, whatever surrounds it in the file:
/// `{"model_state": {"lstm.weight_ih_l0": …}, "optimizer_state": …}` and a pickled module with an `lstm` both give
/// `lstm.weight_ih_l0`. So does a TorchScript module, alone or packed once more into a ZIP archive. Weight-normed
/// layers keep their two tensors `weight_g` and `weight_v`.
public final class Checkpoint: Sendable {
    /// The file that was opened; of one in memory, what it was called.
    public let url: URL
    /// The container that the file is, or the one that is packed inside it.
    public var format: CheckpointFormat { contents.format }
    /// The names of all tensors, sorted.
    public let names: [String]
    /// The text that a safetensors file carries besides its tensors; empty for other formats.
    public var metadata: [String: String] { contents.metadata }

    private let contents: CheckpointContents
    /// What has been cut from the names.
    let prefix: String
    private let verified = VerifiedStorages()

    /// Opens a file and checks that every tensor lies inside it; the elements are not read yet.
    ///
    /// - Throws: ``CheckpointError``.
    public convenience init(contentsOf url: URL) throws {
        self.init(url, try CheckpointFormat.read(try MappedFile(contentsOf: url)))
    }

    /// Opens a checkpoint that lies in memory, for example one that came over a network; its bytes are copied.
    ///
    /// - Parameters:
    ///   - data: The bytes of the file.
    ///   - name: What error messages and ``url`` call it.
    /// - Throws: ``CheckpointError``.
    public convenience init(data: Data, name: String = "the checkpoint data") throws {
        self.init(URL(filePath: name), try CheckpointFormat.read(try MappedFile(data, path: name)))
    }

    /// Takes what a reader found.
    ///
    /// - Parameter prefix: What has been cut from the names; messages still have it.
    private init(_ url: URL, _ contents: CheckpointContents, without prefix: String = "") {
        self.url = url
        self.contents = contents
        self.prefix = prefix
        names = contents.tensors.keys.sorted()
    }

    /// This checkpoint without a prefix that a module around the network, such as `module.`, has put before its names.
    ///
    /// - Parameter required: Names that the network has. If they are not there, but are behind exactly one prefix, the
    ///   result has the names behind it and no others; in every other case it is this checkpoint.
    package func unwrapped(around required: [String]) -> Checkpoint {
        guard let first = required.first, !required.allSatisfy(contains) else { return self }
        let prefixes = names.filter { $0.hasSuffix("." + first) }.map { String($0.dropLast(first.count)) }
            .filter { prefix in required.allSatisfy { contains(prefix + $0) } }
        guard prefixes.count == 1, let prefix = prefixes.first else { return self }
        var inner = contents
        inner.tensors = [:]
        for (name, record) in contents.tensors where name.hasPrefix(prefix) {
            inner.tensors[String(name.dropFirst(prefix.count))] = record
        }
        return Checkpoint(url, inner, without: self.prefix + prefix)
    }

    /// Whether there is a tensor of this name.
    public func contains(_ name: String) -> Bool {
        contents.tensors[name] != nil
    }

    /// The extents of a tensor, or `nil` if there is none of this name.
    public func shape(of name: String) -> [Int]? {
        contents.tensors[name]?.shape
    }

    /// Hands out a tensor as 32-bit floats.
    ///
    /// It keeps the mapped file alive; the checkpoint itself may go. Where the container carries a checksum of the
    /// tensor's storage, it is verified when the first tensor of that storage is handed out.
    ///
    /// - Throws: ``CheckpointError``: a missing name, a wrong checksum, or numbers that are not real.
    public func tensor(_ name: String) throws -> Tensor {
        guard let record = contents.tensors[name] else { throw missing(name) }
        return try record.tensor(named: prefix + name, in: contents.file, verified: verified)
    }

    /// Hands out a tensor that must have a given shape.
    ///
    /// - Parameters:
    ///   - name: The tensor.
    ///   - expected: An extent for each dimension; `nil` stands for any but 0, since no layer has a side of 0.
    /// - Throws: ``CheckpointError``; ``CheckpointError/wrongShape(name:path:expected:found:)`` names both shapes.
    public func tensor(_ name: String, shape expected: [Int?]) throws -> Tensor {
        _ = try shape(of: name, expecting: expected)
        return try tensor(name)
    }

    /// The extents of a tensor that must have a given shape, without reading its elements.
    ///
    /// - Parameters:
    ///   - name: The tensor.
    ///   - expected: As in ``tensor(_:shape:)``.
    /// - Throws: ``CheckpointError/missingTensor(name:path:holds:)``,
    ///   ``CheckpointError/wrongShape(name:path:expected:found:)``, or ``CheckpointError/unsupported(path:reason:)`` for
    ///   an expanded view, whose extents may be any.
    public func shape(of name: String, expecting expected: [Int?]) throws -> [Int] {
        guard let record = contents.tensors[name] else { throw missing(name) }
        // Sizes are computed with, so they must be backed by the file: see TensorRecord+Elements.
        try record.requireBacked(name: prefix + name, in: contents.file)
        let found = record.shape
        let fits = found.count == expected.count && zip(found, expected).allSatisfy { $0 == $1 ?? max($0, 1) }
        guard fits else {
            throw CheckpointError.wrongShape(
                name: prefix + name, path: contents.file.path, expected: expected, found: found)
        }
        return found
    }

    private func missing(_ name: String) -> CheckpointError {
        .missingTensor(name: prefix + name, path: contents.file.path, holds: describeContents(without: name))
    }

    func unsupported(_ reason: String) -> CheckpointError { contents.file.unsupported(reason) }

    /// Gives back the memory of tensors that were read so far; those that are in use are read from the file again.
    ///
    /// For networks that lay out their weights anew: without it the process would have both in memory.
    package func forgetWhatWasRead() { contents.file.forget() }
}
