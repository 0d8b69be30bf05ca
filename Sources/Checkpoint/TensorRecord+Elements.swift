import Tensor

extension TensorRecord {
    /// The elements as 32-bit floats: over the mapping where they are that already, else copied.
    ///
    /// - Throws: ``CheckpointError/corrupted(path:reason:)`` if the checksum is wrong, and
    ///   ``CheckpointError/unsupported(path:reason:)`` for complex and quantised numbers and expanded views.
    func tensor(named name: String, in file: MappedFile, verified: VerifiedStorages) throws -> Tensor {
        guard storage.type.isConvertible else {
            throw file.unsupported(
                "the tensor \(name) holds \(storage.type.rawValue) numbers, which are not floats; "
                    + "save the model with floats")
        }
        try requireBacked(name: name, in: file)
        try verified.verify(storage, of: name, in: file)
        guard count > 0, let base = file.bytes.baseAddress else { return Tensor(zeros: shape) }
        let start = base + storage.bytes.lowerBound
        let first = start + offset * storage.type.size
        if storage.type == .float32, isContiguous {
            if Int(bitPattern: first) % MemoryLayout<Float>.alignment == 0 {
                return Tensor(
                    borrowing: first.assumingMemoryBound(to: Float.self), shape: shape, owner: file)
            }
            return Tensor(shape: shape) { target in
                UnsafeMutableRawBufferPointer(target).copyMemory(
                    from: UnsafeRawBufferPointer(start: first, count: count * MemoryLayout<Float>.size))
            }
        }
        return Tensor(shape: shape) { convert(from: first, to: target(of: $0)) }
    }

    /// Refuses an expanded view: a stride of zero can make any number of elements out of one.
    ///
    /// - Throws: ``CheckpointError/unsupported(path:reason:)``.
    func requireBacked(name: String, in file: MappedFile) throws {
        guard count <= storage.count else {
            throw file.unsupported("the tensor \(name) repeats its storage's elements; save a contiguous copy of it")
        }
    }

    private func target(of buffer: UnsafeMutableBufferPointer<Float>) -> UnsafeMutablePointer<Float> {
        guard let base = buffer.baseAddress else { preconditionFailure("a tensor of \(count) elements has no memory") }
        return base
    }

    /// Converts every element; integers beyond 2^24 and doubles are rounded to the nearest float.
    private func convert(from source: UnsafeRawPointer, to target: UnsafeMutablePointer<Float>) {
        switch storage.type {
        case .float32: gather(source, target, UInt32.self) { Float(bitPattern: $0) }
        case .float64: gather(source, target, UInt64.self) { Float(Double(bitPattern: $0)) }
        case .float16: gather(source, target, UInt16.self) { Float(halfBits: $0) }
        case .bfloat16: gather(source, target, UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
        case .int64: gather(source, target, Int64.self) { Float($0) }
        case .int32: gather(source, target, Int32.self) { Float($0) }
        case .int16: gather(source, target, Int16.self) { Float($0) }
        case .int8: gather(source, target, Int8.self) { Float($0) }
        case .uint64: gather(source, target, UInt64.self) { Float($0) }
        case .uint32: gather(source, target, UInt32.self) { Float($0) }
        case .uint16: gather(source, target, UInt16.self) { Float($0) }
        case .uint8: gather(source, target, UInt8.self) { Float($0) }
        case .bool: gather(source, target, UInt8.self) { $0 == 0 ? 0 : 1 }
        case .complex64, .complex128, .quantised8, .quantised32:
            preconditionFailure("\(storage.type) has no conversion to float")
        }
    }

    /// Walks the view in row-major order: an odometer over all dimensions but the last, which is the inner loop.
    private func gather<Stored: FixedWidthInteger>(
        _ source: UnsafeRawPointer, _ target: UnsafeMutablePointer<Float>, _ type: Stored.Type,
        _ convert: (Stored) -> Float
    ) {
        let size = MemoryLayout<Stored>.size
        let (inner, step) = (shape.last ?? 1, (strides.last ?? 1) * size)
        var indices = [Int](repeating: 0, count: max(shape.count - 1, 0))
        var row = 0  // elements from the first one to the current row
        var written = 0
        while true {
            var element = source + row * size
            for column in 0..<inner {
                target[written + column] = convert(Stored(littleEndian: element.loadUnaligned(as: Stored.self)))
                // Not past the last element, where the address may lie outside the mapping.
                if column + 1 < inner { element += step }
            }
            written += inner
            var dimension = indices.count - 1
            while dimension >= 0 {
                indices[dimension] += 1
                row += strides[dimension]
                if indices[dimension] < shape[dimension] { break }
                row -= strides[dimension] * shape[dimension]
                indices[dimension] = 0
                dimension -= 1
            }
            if dimension < 0 { return }
        }
    }
}
