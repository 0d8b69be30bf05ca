import CKernels

/// A matrix laid out for products with a few vectors at a time, one after another.
///
/// OpenBLAS lays out its operands anew for every product. For an LSTM, which multiplies the same large matrix by a few
/// vectors at every step, that takes as long as the product.
struct PackedMatrix {
    /// How many vectors are best multiplied together.
    static let lanes = Int(CKERNELS_LANES)

    private let rows: Int
    private let columns: Int
    private let elements: Tensor

    /// Lays out a matrix in row-major order, `rowStride` floats from row to row. [rows, columns]
    init(_ base: UnsafePointer<Float>, rowStride: Int, rows: Int, columns: Int) {
        (self.rows, self.columns) = (rows, columns)
        elements = Tensor(shape: [ckernels_packed_count(Kernels.variant, rows, columns)]) { elements in
            guard let elements = elements.baseAddress else { return }
            ckernels_pack_matrix(Kernels.variant, base, rowStride, rows, columns, elements)
        }
    }

    /// A part of a matrix begins at a multiple of so many rows: there every variant begins a block.
    static let partRows = Int(CKERNELS_PART_ROWS)

    /// y ← y + A·x for each of some vectors, in single precision.
    ///
    /// What becomes of a vector does not depend on the others.
    ///
    /// - Parameters:
    ///   - part: The rows of A that are multiplied, from a multiple of ``partRows`` on; all if left out.
    ///   - x: [lanes, columns], `xStride` floats from one to the next.
    ///   - y: [lanes, part's rows], `yStride` floats from one to the next.
    func multiplyAdd(
        rows part: Range<Int>? = nil, _ x: UnsafePointer<Float>, stride xStride: Int, lanes: Int,
        to y: UnsafeMutablePointer<Float>,
        stride yStride: Int
    ) {
        let part = part ?? 0..<rows
        precondition(part.lowerBound % Self.partRows == 0, "a part begins with a block")
        ckernels_packed_multiply(
            Kernels.variant, elements.base + part.lowerBound * columns, part.count, columns, x, xStride, lanes, y,
            yStride)
    }
}
