extension Tensor {
    /// The matrix product of two two-dimensional tensors.
    ///
    /// - Parameter other: [k, n], where this tensor is [m, k].
    /// - Returns: [m, n].
    public func matrixProduct(_ other: Tensor) -> Tensor {
        precondition(
            shape.count == 2 && other.shape.count == 2 && shape[1] == other.shape[0],
            "no matrix product of shapes \(shape) and \(other.shape)")
        return product(with: other, transposed: false, columns: other.shape[1])
    }

    /// The matrix product with the transpose of another two-dimensional tensor, without making the transpose.
    ///
    /// - Parameter other: [n, k], where this tensor is [m, k].
    /// - Returns: [m, n].
    public func matrixProduct(transposed other: Tensor) -> Tensor {
        precondition(
            shape.count == 2 && other.shape.count == 2 && shape[1] == other.shape[1],
            "no matrix product of shapes \(shape) and transposed \(other.shape)")
        return product(with: other, transposed: true, columns: other.shape[0])
    }

    private func product(with other: Tensor, transposed: Bool, columns: Int) -> Tensor {
        let (rows, inner) = (shape[0], shape[1])
        // BLAS refuses leading dimensions of 0, and a sum over nothing is 0.
        guard rows > 0, columns > 0, inner > 0 else { return Tensor(zeros: [rows, columns]) }
        let right = BLAS.Matrix(other.base, rowStride: transposed ? inner : columns)
        return Tensor(shape: [rows, columns]) { target in
            guard let target = target.baseAddress else { return }
            BLAS.multiply(
                m: rows, n: columns, k: inner, .init(base, rowStride: inner), transposed ? right.transposed : right,
                into: target, stride: columns)
        }
    }
}
