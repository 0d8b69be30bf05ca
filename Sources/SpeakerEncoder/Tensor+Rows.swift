import Tensor

extension Tensor {
    /// Brings each row of a matrix to unit length; rows of zeros stay.
    mutating func normalizeRows() {
        let columns = shape[1]
        for row in 0..<shape[0] {
            let length = self.row(row).norm
            guard length > 0 else { continue }
            withUnsafeMutableBufferPointer { values in
                for i in row * columns..<(row + 1) * columns { values[i] /= length }
            }
        }
    }
}
