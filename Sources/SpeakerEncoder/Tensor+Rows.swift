import Tensor

extension Tensor {
    /// Brings each row of a matrix to unit length; rows of zeros stay.
    mutating func normalizeRows() {
        let (rows, columns) = (shape[0], shape[1])
        withUnsafeMutableBufferPointer { values in
            for row in 0..<rows {
                let row = values.extracting(row * columns..<(row + 1) * columns)
                let length = row.norm
                guard length > 0 else { continue }
                for i in row.indices { row[i] /= length }
            }
        }
    }
}
