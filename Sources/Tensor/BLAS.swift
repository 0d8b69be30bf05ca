import CKernels
import COpenBLAS

/// The matrix products that the layers are made of, and least squares, over plain memory in row-major order.
package enum BLAS {
    /// OpenBLAS starts threads of its own unless told otherwise; here work is divided by ``Parallel``, in pieces whose
    /// bounds do not depend on the number of threads, so that a result does not either.
    private static let singleThreaded: Void = openblas_set_num_threads(1)

    /// A matrix in memory: where it begins, the distance between its rows, and whether it is meant transposed.
    package struct Matrix {
        let base: UnsafePointer<Float>
        let rowStride: Int
        let operand: CBLAS_TRANSPOSE

        package init(_ base: UnsafePointer<Float>, rowStride: Int) {
            self.init(base, rowStride, CblasNoTrans)
        }

        private init(_ base: UnsafePointer<Float>, _ rowStride: Int, _ operand: CBLAS_TRANSPOSE) {
            self.base = base
            self.rowStride = rowStride
            self.operand = operand
        }

        /// The same memory read with rows and columns exchanged.
        package var transposed: Matrix {
            Matrix(base, rowStride, operand == CblasNoTrans ? CblasTrans : CblasNoTrans)
        }
    }

    /// C ← A·B + β·C with A [m, k], B [k, n] and C [m, n], `stride` floats from row to row.
    package static func multiply(
        m: Int, n: Int, k: Int, _ a: Matrix, _ b: Matrix, beta: Float = 0, into c: UnsafeMutablePointer<Float>,
        stride: Int
    ) {
        guard m > 0, n > 0 else { return }
        _ = singleThreaded
        cblas_sgemm(
            CblasRowMajor, a.operand, b.operand, Int32(m), Int32(n), Int32(k), 1, a.base, Int32(a.rowStride), b.base,
            Int32(b.rowStride), beta, c, Int32(stride))
    }

    /// y ← A·x + β·y with A [rows, columns], in double precision but for A.
    package static func multiply(
        rows: Int, columns: Int, _ a: UnsafePointer<Float>, _ x: UnsafePointer<Double>, beta: Double = 0,
        into y: UnsafeMutablePointer<Double>
    ) {
        ckernels_matrix_vector(Kernels.variant, a, rows, columns, x, beta, y)
    }

    /// y ← y + factor·x.
    package static func add(
        _ factor: Float, _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int
    ) {
        _ = singleThreaded
        let piece = 1 << 30  // CBLAS counts in 32 bits
        for start in stride(from: 0, to: count, by: piece) {
            cblas_saxpy(Int32(min(piece, count - start)), factor, x + start, 1, y + start, 1)
        }
    }

    /// Solves A·X = B by least squares: the X of smallest norm if several fit equally well (LAPACK's `dgelsd`).
    ///
    /// - Parameters:
    ///   - a: [rows, columns], overwritten.
    ///   - b: B in the first `rows` of its rows, X in the first `columns` afterwards. [max(rows, columns), rightSides]
    ///   - threshold: Singular values below this part of the largest count as zero.
    /// - Returns: Whether the singular values were found; they are not if A is not finite.
    static func solve(
        rows: Int, columns: Int, rightSides: Int, _ a: inout [Double], _ b: inout [Double], threshold: Double
    ) -> Bool {
        _ = singleThreaded
        var singularValues = [Double](repeating: 0, count: min(rows, columns))
        var rank: Int32 = 0
        return LAPACKE_dgelsd(
            LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), Int32(rightSides), &a, Int32(columns), &b,
            Int32(rightSides), &singularValues, threshold, &rank) == 0
    }

    /// Solves A·X = B for a symmetric, positive definite A (LAPACK's `dposv`).
    ///
    /// - Parameters:
    ///   - a: [rows, rows], overwritten.
    ///   - b: B, then X. [rows, rightSides]
    /// - Returns: Whether A is positive definite.
    static func solvePositiveDefinite(rows: Int, rightSides: Int, _ a: inout [Double], _ b: inout [Double]) -> Bool {
        _ = singleThreaded
        return LAPACKE_dposv(
            LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "U")), Int32(rows), Int32(rightSides), &a, Int32(rows), &b,
            Int32(rightSides)) == 0
    }
}
