import Foundation
import Tensor

extension Checkpoint {
    /// Writes tensors as a safetensors file, which this class and Hugging Face's library read.
    ///
    /// The file is replaced as a whole: a reader sees the old one or the new one. The same tensors and metadata always
    /// give the same bytes.
    ///
    /// - Parameters:
    ///   - tensors: The tensors by name. The name `__metadata__` is the format's own.
    ///   - metadata: Text that describes them, for example the convention that an embedding follows.
    ///   - url: Where to write.
    /// - Throws: ``CheckpointError/unwritable(path:reason:)``.
    public static func write(
        _ tensors: [String: Tensor], metadata: [String: String] = [:], to url: URL
    ) throws {
        guard tensors["__metadata__"] == nil else {
            throw CheckpointError.unwritable(path: url.path, reason: "a tensor is named __metadata__")
        }
        guard url.isFileURL else {
            throw CheckpointError.unwritable(path: url.absoluteString, reason: "only local files can be written")
        }
        do {
            try SafeTensors.encode(tensors, metadata: metadata).write(to: url, options: .atomic)
        } catch {
            throw CheckpointError.unwritable(path: url.path, reason: error.localizedDescription)
        }
    }
}

extension SafeTensors {
    /// The bytes of a file, with everything in the order of the names' bytes, as Hugging Face's library has it.
    static func encode(_ tensors: [String: Tensor], metadata: [String: String]) throws -> Data {
        func inOrder<Value>(_ table: [String: Value]) -> [(key: String, value: Value)] {
            table.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
        var fields: [String] = []
        if !metadata.isEmpty {
            let pairs = try inOrder(metadata).map { "\(try quoted($0.key)):\(try quoted($0.value))" }
            fields.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var end = 0
        for (name, tensor) in inOrder(tensors) {
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            let next = end + tensor.count * MemoryLayout<Float>.size
            let entry = "{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(end),\(next)]}"
            fields.append("\(try quoted(name)):\(entry)")
            end = next
        }
        var header = Data("{\(fields.joined(separator: ","))}".utf8)
        // Spaces up to a multiple of eight, so that the elements are aligned in a mapped file.
        header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8))

        var data = Data(capacity: 8 + header.count + end)
        withUnsafeBytes(of: UInt64(header.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(header)
        for (_, tensor) in inOrder(tensors) {
            tensor.withUnsafeBufferPointer { data.append($0) }
        }
        return data
    }

    private static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
