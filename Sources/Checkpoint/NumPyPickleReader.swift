/// Reads what `pickle.dump({"weight": array, …}, file)` writes: a dictionary of NumPy arrays.
///
/// Dictionaries inside it add their key and a dot to the names. What is no array and no dictionary is passed over, and
/// an array that cannot be read makes the whole file an error. There are no checksums, and elements are aligned to
/// nothing.
struct NumPyPickleReader: CheckpointReader {
    /// The names that such a pickle may have.
    ///
    /// It has no modules, so any other is a sign of something else.
    private static let allowed: Set<String> = Set(
        ["numpy.ndarray", "numpy.dtype", "_codecs.encode", "collections.OrderedDict"]
            + ["numpy.core", "numpy._core"].flatMap {
                ["\($0).multiarray._reconstruct", "\($0).numeric._frombuffer", "\($0).multiarray.scalar"]
            }
            // Arrays of these are refused one by one, with a word on what to do.
            + ["numpy.matrix", "numpy.memmap"]
            // How Python pickles empty bytes and sets.
            + ["bytes", "set", "frozenset"].flatMap { ["builtins.\($0)", "__builtin__.\($0)"] })

    private let pickle: Pickle
    private let file: MappedFile
    private var naming: TensorNaming
    private var tensors: [String: TensorRecord] = [:]

    static func recognises(_ file: MappedFile) -> Bool { Pickle.begins(file) }

    static func read(_ file: MappedFile) throws -> CheckpointContents {
        let pickle = try Pickle.whole(file, allowing: allowed)
        var reader = NumPyPickleReader(pickle: pickle, file: file, naming: TensorNaming(file))
        if let entries = pickle.entries(pickle.root) { try reader.walk(entries, prefix: "", depth: 0) }
        guard !reader.tensors.isEmpty else {
            throw CheckpointError.notACheckpoint(
                path: file.path,
                reason: "its pickle holds no NumPy arrays with names; it is \(pickle.kind(of: pickle.root))")
        }
        return CheckpointContents(file: file, format: .numPyPickle, tensors: reader.tensors)
    }

    private mutating func walk(
        _ entries: [(key: PickleValue, value: PickleValue)], prefix: String, depth: Int
    ) throws {
        try naming.enter(depth: depth)
        try naming.charge(visits: entries.count)
        for (key, value) in entries {
            guard let key = try naming.key(key, after: prefix) else { continue }
            let name = prefix + key
            if let inner = pickle.entries(value) {
                try walk(inner, prefix: name + ".", depth: depth + 1)
            } else if let array = try NumPyArray(value, named: name, in: pickle, of: file) {
                // A record has the shape and the strides of the array.
                try naming.charge(visits: 1, bytes: name.utf8.count + 16 * array.shape.count)
                tensors[name] = try array.record(named: name, in: file)
            }
        }
    }
}
