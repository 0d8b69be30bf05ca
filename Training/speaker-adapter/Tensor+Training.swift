import VoiceClone

extension Tensor {
    /// The same shape, each element a function of the one here.
    func mapped(_ transform: (Float) -> Float) -> Tensor {
        withUnsafeBufferPointer { x in
            Tensor(shape: shape) { y in
                for i in x.indices { y[i] = transform(x[i]) }
            }
        }
    }

    /// The mean of each column of a matrix. [rows, columns] → [columns]
    func columnMeans() -> Tensor {
        let columns = shape[1]
        return withUnsafeBufferPointer { x in
            Tensor(shape: [columns]) { means in
                means.initialize(repeating: 0)
                for row in 0..<shape[0] {
                    for column in 0..<columns { means[column] += x[row * columns + column] }
                }
                for column in 0..<columns { means[column] /= Float(shape[0]) }
            }
        }
    }

    /// Least squares from this matrix X to another, Y, with a penalty on the weights.
    ///
    /// (XᵀX + λI)⁻¹XᵀY of two matrices whose columns have the mean zero: [rows, columns], [rows, outputs] → [columns,
    /// outputs].
    func ridgeWeights(to targets: Tensor, penalty: Float) -> Tensor {
        let transposed = transposed()
        var square = transposed.matrixProduct(self)
        for i in 0..<square.shape[0] { square[i, i] += penalty }
        guard let weights = square.solvingPositiveDefinite(transposed.matrixProduct(targets)) else {
            preconditionFailure("a sum of squares with a penalty is positive definite")
        }
        return weights
    }

    /// The mean of the rows at unit length. [rows, columns] → [columns]
    func meanDirection() -> Tensor {
        let mean = columnMeans()
        return mean.reshaped([1, mean.count]).unitRows().reshaped([mean.count])
    }

    /// Every row of a matrix less another row [columns].
    func subtractingFromRows(_ row: Tensor) -> Tensor {
        var difference = self
        difference.add(row.reshaped([1, row.count]).rows([Int](repeating: 0, count: shape[0])), scaledBy: -1)
        return difference
    }

    /// The product of each row with the same row of another matrix. [rows, columns] → [rows]
    func rowProducts(_ other: Tensor) -> [Float] {
        let columns = shape[1]
        return withUnsafeBufferPointer { x in
            other.withUnsafeBufferPointer { y in
                (0..<shape[0]).map { row in
                    var sum: Float = 0
                    for i in row * columns..<(row + 1) * columns { sum += x[i] * y[i] }
                    return sum
                }
            }
        }
    }

    /// Each row of a matrix multiplied by a number of its own.
    func scaledRows(_ factors: [Float]) -> Tensor {
        let columns = shape[1]
        return withUnsafeBufferPointer { x in
            Tensor(shape: shape) { y in
                for row in 0..<shape[0] {
                    for i in row * columns..<(row + 1) * columns { y[i] = x[i] * factors[row] }
                }
            }
        }
    }

    /// Each row at unit length, or zeros where it has none.
    func unitRows() -> Tensor { scaledRows(rowProducts(self).map { 1 / max($0.squareRoot(), 1e-9) }) }

    /// Some of a matrix's rows, in the given order.
    func rows(_ indices: [Int]) -> Tensor {
        let columns = shape[1]
        return withUnsafeBufferPointer { x in
            Tensor(shape: [indices.count, columns]) { y in
                for (target, source) in indices.enumerated() {
                    for i in 0..<columns { y[target * columns + i] = x[source * columns + i] }
                }
            }
        }
    }

    /// Replaces a row of a matrix.
    mutating func setRow(_ row: Int, _ values: [Float]) {
        let columns = shape[1]
        withUnsafeMutableBufferPointer { target in
            for (column, value) in values.enumerated() { target[row * columns + column] = value }
        }
    }

    /// A matrix above another of the same width.
    func above(_ other: Tensor) -> Tensor {
        Tensor(elements + other.elements, shape: [shape[0] + other.shape[0], shape[1]])
    }
}
