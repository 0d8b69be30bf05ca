/// A NumPy array as a pickle describes it; its shape and its bytes are not compared yet.
///
/// NumPy pickles an array as one of two calls, and calls its package `numpy._core` since version 2, before
/// `numpy.core`:
/// - `numpy._core.multiarray._reconstruct(numpy.ndarray, (0,), b'b')`, and then gives it the state
///   `(1, shape, dtype, whether the first index runs fastest, bytes)`.
/// - `numpy._core.numeric._frombuffer(bytes, dtype, shape, 'C' or 'F')`, in protocol 5.
///
/// Source: `array_reduce` and `array_setstate` in numpy/_core/src/multiarray/methods.c.
struct NumPyArray {
    var type: ElementType
    var shape: [Int]
    /// Whether the first index runs fastest, as in Fortran.
    var isFortran: Bool
    /// Where the elements lie in the file.
    var bytes: Range<Int>

    /// Understands a value of a pickle.
    ///
    /// - Returns: `nil` if it is no array.
    /// - Throws: ``CheckpointError`` if it is one that has no place among tensors, or contradicts itself.
    init?(_ value: PickleValue, named name: String, in pickle: Pickle, of file: MappedFile) throws {
        guard case .instance(let callable, let arguments, let state)? = pickle.object(value) else { return nil }
        let source = Source(name: name, pickle: pickle, file: file)
        switch callable.text {
        case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct":
            try source.checkClass(arguments.first)
            guard let fields = pickle.items(state), fields.count == 5, case .integer(1) = fields[0],
                case .bool(let isFortran) = fields[3]
            else { throw source.corrupted("has no state of NumPy's version 1") }
            // Before the bytes, which objects do not have.
            type = try source.elementType(fields[2])
            shape = try source.shape(fields[1])
            self.isFortran = isFortran
            bytes = try source.bytes(fields[4])
        case "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer":
            guard arguments.count == 4, case .text(let order) = arguments[3], order == "C" || order == "F" else {
                throw source.corrupted("is made of other things than bytes, a type, a shape and an order")
            }
            type = try source.elementType(arguments[1])
            shape = try source.shape(arguments[2])
            isFortran = order == "F"
            bytes = try source.bytes(arguments[0])
        default: return nil
        }
    }

    /// Where the tensor lies: its bytes must be exactly those of its shape.
    func record(named name: String, in file: MappedFile) throws -> TensorRecord {
        try TensorRecord(name: name, shape: shape, isFortran: isFortran, type: type, filling: bytes, file: file)
    }
}
