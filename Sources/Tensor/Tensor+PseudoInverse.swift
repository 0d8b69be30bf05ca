import COpenBLAS

extension Tensor {
    /// The Moore–Penrose pseudo-inverse of a matrix: [rows, columns] → [columns, rows].
    ///
    /// It is the least-squares solution of smallest norm of A·X = 1, found in double precision through the singular
    /// value decomposition (LAPACK's `dgelsd`). Singular values below 1e-7 of the largest count as zero.
    public func pseudoInverse() -> Tensor {
        precondition(shape.count == 2 && count > 0, "only a matrix has a pseudo-inverse, the shape is \(shape)")
        let (rows, columns) = (shape[0], shape[1])
        let taller = max(rows, columns)
        var a = elements.map(Double.init)
        var x = [Double](repeating: 0, count: taller * rows)  // the identity going in, the solution coming out
        for row in 0..<rows { x[row * rows + row] = 1 }
        var singularValues = [Double](repeating: 0, count: min(rows, columns))
        var rank: Int32 = 0
        let status = LAPACKE_dgelsd(
            LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), Int32(rows), &a, Int32(columns), &x, Int32(rows),
            &singularValues, 1e-7, &rank)
        precondition(status == 0, "LAPACK could not decompose a matrix of shape \(shape): dgelsd returned \(status)")
        return Tensor(x.prefix(columns * rows).map(Float.init), shape: [columns, rows])
    }
}
