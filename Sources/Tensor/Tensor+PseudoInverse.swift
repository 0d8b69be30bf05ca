extension Tensor {
    /// The Moore–Penrose pseudo-inverse of a matrix: [rows, columns] → [columns, rows].
    ///
    /// It is the least-squares solution of smallest norm of A·X = 1, found in double precision through the singular
    /// value decomposition. Singular values below 1e-7 of the largest count as zero. The elements must be finite.
    public func pseudoInverse() -> Tensor {
        precondition(shape.count == 2 && count > 0, "only a matrix has a pseudo-inverse, the shape is \(shape)")
        precondition(firstIndexNotFinite == nil, "a matrix with elements that are not finite has no pseudo-inverse")
        let (rows, columns) = (shape[0], shape[1])
        var a = doubles
        var x = [Double](repeating: 0, count: max(rows, columns) * rows)  // the identity in, the solution out
        for row in 0..<rows { x[row * rows + row] = 1 }
        let solved = BLAS.solve(rows: rows, columns: columns, rightSides: rows, &a, &x, threshold: 1e-7)
        precondition(solved, "LAPACK could not decompose a finite matrix of shape \(shape)")
        return Tensor(x.prefix(columns * rows).map(Float.init), shape: [columns, rows])
    }
}
