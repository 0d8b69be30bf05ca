import Tensor

extension Checkpoint {
    /// A digest of weights alone: the same numbers under the same names give the same digest, whatever container they
    /// come in and whatever else it holds.
    ///
    /// It is the SHA-256 of the line `voiceclone weights 1` and then, for each tensor in the order of the names' UTF-8
    /// bytes, of a line and the elements: the line has the name, a space, and the extents with commas between
    /// (`linear.weight 256,256`); the elements are 32-bit IEEE floats, little-endian, in row-major order. Each line
    /// ends with a line feed. `Scripts/goldens/digest.py` says the same in Python.
    ///
    /// - Parameter names: The tensors that count; their order does not matter.
    /// - Throws: ``CheckpointError`` if a tensor is missing or cannot be read as floats.
    public func digest(of names: some Collection<String>) throws -> SHA256Digest {
        var hash = SHA256Stream()
        hash.update("voiceclone weights 1\n")
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let tensor = try tensor(name)
            hash.update("\(name) \(tensor.shape.map(String.init).joined(separator: ","))\n")
            // Every platform that Swift runs on keeps floats little-endian.
            tensor.withUnsafeBufferPointer { hash.update(UnsafeRawBufferPointer($0)) }
        }
        return hash.digest()
    }

    /// The digest of all tensors in the file, as ``digest(of:)`` defines it.
    public func digest() throws -> SHA256Digest { try digest(of: names) }
}
