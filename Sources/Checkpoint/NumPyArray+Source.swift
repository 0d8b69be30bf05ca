extension NumPyArray {
    /// What an array is read from, and its name for messages.
    struct Source {
        let name: String
        let pickle: Pickle
        let file: MappedFile
    }
}

extension NumPyArray.Source {
    func corrupted(_ reason: String) -> CheckpointError { file.corrupted("the array \(name) \(reason)") }
    private func unsupported(_ reason: String) -> CheckpointError { file.unsupported("the array \(name) \(reason)") }

    /// Subclasses may give the same bytes another meaning, as a masked array does.
    func checkClass(_ value: PickleValue?) throws {
        guard let value, case .global(let found)? = pickle.object(value) else {
            throw corrupted("is of no class")
        }
        guard found.text == "numpy.ndarray" else {
            throw unsupported("is a \(found.text); save numpy.asarray of it")
        }
    }

    func shape(_ value: PickleValue) throws -> [Int] {
        guard let items = pickle.items(value) else { throw corrupted("has a shape that is \(pickle.kind(of: value))") }
        // NumPy's own limit. Without one, arrays could copy one long tuple again and again.
        guard items.count <= 64 else { throw corrupted("has \(items.count) dimensions") }
        return try items.map {
            guard case .integer(let extent) = $0 else {
                throw corrupted("has an extent that is \(pickle.kind(of: $0))")
            }
            return extent
        }
    }

    /// Where the elements lie.
    ///
    /// The rule: protocols from 3 on write bytes as they are, and these are used where they lie. Before that there were
    /// only texts, in which a byte takes one or two.
    func bytes(_ value: PickleValue) throws -> Range<Int> {
        switch value {
        case .bytes(let range): return range
        case .text: break
        default:
            guard case .instance(let callable, _, _)? = pickle.object(value),
                ["_codecs.encode", "__builtin__.bytes", "builtins.bytes"].contains(callable.text)
            else { throw corrupted("has \(pickle.kind(of: value)) where its bytes should be") }
        }
        throw unsupported(
            "has its bytes written as text, as Python's pickle protocol 2 does; save it with protocol 3, 4 or 5")
    }

    /// The meaning of `numpy.dtype(code, …)` with the state
    /// `(version, byte order, subarray, names, fields, size, alignment, flags)`; version 4 adds a note.
    func elementType(_ value: PickleValue) throws -> ElementType {
        guard case .instance(let callable, let arguments, let state)? = pickle.object(value),
            callable.text == "numpy.dtype", let code = arguments.first
        else { throw corrupted("has an element type that is \(pickle.kind(of: value))") }
        guard let fields = pickle.items(state), fields.count >= 8, case .integer(3...4) = fields[0],
            case .text(let order) = fields[1]
        else { throw corrupted("has an element type without a state of NumPy's version 3 or 4") }
        guard case .text(let code) = code else { throw unsupported("holds elements of \(pickle.kind(of: code))") }
        guard case .none = fields[2], case .none = fields[3], case .none = fields[4] else {
            throw unsupported("holds structured elements, which are no numbers; save one array a field")
        }
        guard let type = ElementType(numPy: code) else { throw unsupported("holds \(Self.description(of: code))") }
        switch order {
        case "<": return type
        case "|" where type.size == 1: return type
        case ">": throw unsupported("is big-endian; save array.astype(array.dtype.newbyteorder('<'))")
        default: throw corrupted("has the byte order \(order)")
        }
    }

    /// The elements that an unknown code stands for, by its first letter.
    private static func description(of code: String) -> String {
        let kind =
            switch code.first {
            case "O": "Python objects"
            case "S", "U": "strings"
            case "V": "structured elements"
            case "M", "m": "times"
            default: "elements of an unknown type"
            }
        return "\(kind) (dtype \(code)), which cannot be read as floats; save an array of numbers"
    }
}
