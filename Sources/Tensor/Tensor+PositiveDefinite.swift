extension Tensor {
    /// The solution X of A·X = B, where A is this symmetric matrix, found in double precision by Cholesky's method.
    ///
    /// - Parameter rightSides: B. [rows, columns]
    /// - Returns: X [rows, columns], or `nil` if A is not positive definite.
    package func solvingPositiveDefinite(_ rightSides: Tensor) -> Tensor? {
        precondition(
            shape.count == 2 && shape[0] == shape[1] && rightSides.shape.count == 2 && rightSides.shape[0] == shape[0],
            "no linear system of shapes \(shape) and \(rightSides.shape)")
        var (a, b) = (doubles, rightSides.doubles)
        guard BLAS.solvePositiveDefinite(rows: shape[0], rightSides: rightSides.shape[1], &a, &b) else { return nil }
        return Tensor(b, shape: rightSides.shape)
    }
}
