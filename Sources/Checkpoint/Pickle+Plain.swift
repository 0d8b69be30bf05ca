extension Pickle {
    /// Whether a file begins as a pickle does of a protocol that is read here.
    static func begins(_ file: MappedFile) -> Bool {
        file.count >= 2 && file.bytes[0] == PickleOpcode.proto.rawValue
            && PickleMachine.protocols.contains(file.bytes[1])
    }

    /// Reads a file that is one pickle and nothing else.
    ///
    /// - Parameter allowed: The names of classes and functions that may be in it, such as `numpy.ndarray`.
    /// - Throws: ``CheckpointError/forbiddenGlobal(name:path:)`` for any other name.
    static func whole(_ file: MappedFile, allowing allowed: Set<String>) throws -> Pickle {
        let pickle = try PickleMachine.read(file, 0..<file.count)
        for case .global(let global) in pickle.objects where !allowed.contains(global.text) {
            throw CheckpointError.forbiddenGlobal(name: global.text, path: file.path)
        }
        guard pickle.end == file.count else {
            throw file.corrupted("it has \(file.count - pickle.end) bytes after its pickle")
        }
        return pickle
    }

    /// What a value is, for a message.
    func kind(of value: PickleValue) -> String {
        switch value {
        case .none: "None"
        case .bool: "a truth value"
        case .integer: "an integer"
        case .longInteger: "an integer beyond 64 bits"
        case .float: "a float"
        case .text: "a text"
        case .bytes: "bytes"
        case .object:
            switch object(value) {
            case .tuple?: "a tuple"
            case .list?: "a list"
            case .dictionary?: "a dictionary"
            case .global(let global)?: "the class \(global.text)"
            case .instance(let global, _, _)?: "an object of \(global.text)"
            case .storage?, .tensor?: "a tensor of PyTorch"
            case nil: "nothing"
            }
        }
    }
}
