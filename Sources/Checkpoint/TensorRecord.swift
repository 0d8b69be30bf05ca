/// The bytes behind one or more tensors of a file.
struct StorageRecord: Sendable {
    /// Where they lie in the file.
    var bytes: Range<Int>
    var type: ElementType
    /// How many elements of `type` the storage has.
    var count: Int
    /// The CRC-32 of these bytes, if the container carries one.
    var checksum: UInt32?
}

/// A view of a storage; once made, every element is known to lie inside the storage.
struct TensorRecord: Sendable {
    let shape: [Int]
    /// Elements from one index to the next, for each dimension; zero where there is only one index.
    let strides: [Int]
    /// The first element, counted from the start of the storage.
    let offset: Int
    /// The product of the shape.
    let count: Int
    let storage: StorageRecord

    /// Checks the view against its storage.
    ///
    /// - Throws: ``CheckpointError/tensorOutOfBounds(name:path:reason:)``.
    init(name: String, shape: [Int], strides: [Int], offset: Int, storage: StorageRecord, file: MappedFile) throws {
        func reject(_ reason: String) -> CheckpointError {
            .tensorOutOfBounds(name: name, path: file.path, reason: reason)
        }
        guard shape.count == strides.count else {
            throw reject("its shape \(shape) and its strides \(strides) have different lengths")
        }
        guard offset >= 0, shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 }) else {
            throw reject("its shape \(shape), strides \(strides) and offset \(offset) may not be negative")
        }
        // An extent of zero must not hide that the others are absurd: somebody multiplies them in another order.
        var product = 1
        for extent in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: max(extent, 1))
            guard !overflow else { throw reject("its shape \(shape) is too large for any memory") }
            product = next
        }
        let count = shape.contains(0) ? 0 : product
        if count > 0 {
            var last = offset
            for (extent, stride) in zip(shape, strides) {
                let (distance, tooFar) = (extent - 1).multipliedReportingOverflow(by: stride)
                let (sum, overflow) = last.addingReportingOverflow(distance)
                guard !tooFar, !overflow else { throw reject("its strides \(strides) are too large for any memory") }
                last = sum
            }
            guard last < storage.count else {
                throw reject("its last element is number \(last) of a storage of \(storage.count) elements")
            }
        }
        self.shape = shape
        // The stride of a single index is never used, and may be any number in the file.
        self.strides = zip(shape, strides).map { $0 == 1 ? 0 : $1 }
        self.offset = offset
        self.count = count
        self.storage = storage
    }

    /// A tensor whose elements are all that lies in some bytes.
    ///
    /// - Parameter isFortran: Whether the first index runs fastest; otherwise the last one does.
    /// - Throws: ``CheckpointError/tensorOutOfBounds(name:path:reason:)``.
    init(
        name: String, shape: [Int], isFortran: Bool = false, type: ElementType, filling bytes: Range<Int>,
        file: MappedFile
    ) throws {
        let strides =
            isFortran ? Self.contiguousStrides(shape.reversed()).reversed() : Self.contiguousStrides(shape)
        try self.init(
            name: name, shape: shape, strides: strides, offset: 0,
            storage: StorageRecord(bytes: bytes, type: type, count: bytes.count / type.size), file: file)
        guard count * type.size == bytes.count else {
            throw CheckpointError.tensorOutOfBounds(
                name: name, path: file.path,
                reason: "\(bytes.count) bytes do not fill the shape \(shape) of \(type.rawValue)")
        }
    }

    /// A tensor as a pickle describes it.
    ///
    /// - Throws: ``CheckpointError/tensorOutOfBounds(name:path:reason:)``.
    init(name: String, _ tensor: PickleTensor, storage: StorageRecord, file: MappedFile) throws {
        let (start, overflow) = tensor.offset.addingReportingOverflow(tensor.storage.start)
        try self.init(
            name: name, shape: tensor.shape, strides: tensor.strides, offset: overflow ? -1 : start, storage: storage,
            file: file)
    }

    /// Whether the elements lie in row-major order without gaps; the stride of an extent of one does not matter.
    var isContiguous: Bool {
        var expected = 1
        for (extent, stride) in zip(shape, strides).reversed() where extent != 1 {
            guard stride == expected else { return false }
            expected *= extent
        }
        return true
    }

    /// Row-major strides of `shape`; they only mean something if the product of the shape fits an `Int`.
    private static func contiguousStrides(_ shape: [Int]) -> [Int] {
        var strides = [Int](repeating: 1, count: shape.count)
        var stride = 1
        for index in shape.indices.reversed() {
            strides[index] = stride
            stride = stride.multipliedReportingOverflow(by: max(shape[index], 1)).partialValue
        }
        // An overflow may leave a negative number; the shape itself is refused then.
        return strides.map { max($0, 0) }
    }
}
