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

    /// A copy of the elements in double precision.
    package var doubles: [Double] {
        withUnsafeBufferPointer { $0.map(Double.init) }
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

    /// The first `count` columns of a matrix.
    public func prefixColumns(_ count: Int) -> Tensor { columns(0..<count) }

    /// The last `count` columns of a matrix.
    public func suffixColumns(_ count: Int) -> Tensor { columns((shape.last ?? 0) - count..<(shape.last ?? 0)) }

    private func columns(_ range: Range<Int>) -> Tensor {
        precondition(
            shape.count == 2 && range.lowerBound >= 0 && range.upperBound <= shape[1],
            "a tensor of shape \(shape) has no columns \(range)")
        return Tensor(shape: [shape[0], range.count]) { buffer in
            guard let target = buffer.baseAddress else { return }
            for row in 0..<shape[0] {
                (target + row * range.count)
                    .initialize(from: base + row * shape[1] + range.lowerBound, count: range.count)
            }
        }
    }

    /// Two matrices of the same number of rows side by side: [rows, a] and [rows, b] → [rows, a + b].
    public func joinedColumns(with right: Tensor) -> Tensor {
        precondition(
            shape.count == 2 && right.shape.count == 2 && shape[0] == right.shape[0],
            "tensors of shapes \(shape) and \(right.shape) cannot stand side by side")
        var joined = Tensor(zeros: [shape[0], shape[1] + right.shape[1]])
        joined.replaceColumns(from: 0, with: self)
        joined.replaceColumns(from: shape[1], with: right)
        return joined
    }
}

extension Tensor {
    /// Adds a multiple of a tensor of the same shape.
    public mutating func add(_ other: Tensor, scaledBy factor: Float = 1) {
        precondition(shape == other.shape, "tensors of shapes \(shape) and \(other.shape) cannot be added")
        withUnsafeMutableBufferPointer { sum in
            if let base = sum.baseAddress { BLAS.add(factor, other.base, to: base, count: sum.count) }
        }
    }

    /// Writes a matrix of as many rows over the columns that begin at `start`.
    package mutating func replaceColumns(from start: Int, with columns: Tensor) {
        precondition(
            shape.count == 2 && columns.shape.count == 2 && columns.shape[0] == shape[0]
                && start + columns.shape[1] <= shape[1],
            "columns of shape \(columns.shape) do not fit into \(shape) at \(start)")
        let (rows, width, count) = (shape[0], shape[1], columns.shape[1])
        withUnsafeMutableBufferPointer { target in
            guard let target = target.baseAddress else { return }
            for row in 0..<rows {
                (target + row * width + start).update(from: columns.base + row * count, count: count)
            }
        }
    }

    /// The place of the first element that is NaN or infinite.
    package var firstIndexNotFinite: Int? {
        withUnsafeBufferPointer { elements in
            // 0 · x is NaN for NaN and both infinities, and stays so when summed: one pass without a branch.
            var (index, sum) = (0, Float.zero)
            while index < elements.count {
                sum += 0 * elements[index]
                index += 1
            }
            return sum == 0 ? nil : elements.firstIndex { !$0.isFinite }
        }
    }
}
