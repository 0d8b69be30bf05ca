extension Tensor: Equatable {
    /// Whether shapes and elements are equal; as with `Float`, NaN equals nothing.
    public static func == (left: Tensor, right: Tensor) -> Bool {
        left.shape == right.shape
            && left.withUnsafeBufferPointer { l in
                right.withUnsafeBufferPointer { r in l.elementsEqual(r) }
            }
    }
}

extension Tensor: CustomStringConvertible {
    /// The shape and the first few elements.
    public var description: String {
        let head = withUnsafeBufferPointer { $0.prefix(4).map { "\($0)" } }
        return "Tensor\(shape) [\(head.joined(separator: ", "))\(count > 4 ? ", …" : "")]"
    }
}

extension Tensor {
    /// A copy of the elements in row-major order.
    public var elements: [Float] {
        withUnsafeBufferPointer { Array($0) }
    }

    /// A copy of row `index` of a two-dimensional tensor.
    public func row(_ index: Int) -> [Float] {
        precondition(shape.count == 2, "row(_:) needs two dimensions, the shape is \(shape)")
        precondition((0..<shape[0]).contains(index), "row \(index) is outside a tensor of shape \(shape)")
        return withUnsafeBufferPointer { Array($0[index * shape[1]..<(index + 1) * shape[1]]) }
    }

    /// A two-dimensional tensor with rows and columns exchanged.
    public func transposed() -> Tensor {
        precondition(shape.count == 2, "transposed() needs two dimensions, the shape is \(shape)")
        let (rows, columns) = (shape[0], shape[1])
        return withUnsafeBufferPointer { source in
            Tensor(shape: [columns, rows]) { target in
                for row in 0..<rows {
                    for column in 0..<columns {
                        target[column * rows + row] = source[row * columns + column]
                    }
                }
            }
        }
    }

    /// The first `count` columns of a two-dimensional tensor.
    public func prefixColumns(_ count: Int) -> Tensor {
        precondition(
            shape.count == 2 && (0...shape[1]).contains(count), "no \(count) columns in a tensor of shape \(shape)")
        let columns = shape[1]
        return withUnsafeBufferPointer { source in
            Tensor(shape: [shape[0], count]) { target in
                for row in 0..<shape[0] {
                    for column in 0..<count { target[row * count + column] = source[row * columns + column] }
                }
            }
        }
    }
}
