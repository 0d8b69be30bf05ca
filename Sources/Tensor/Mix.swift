import CKernels

/// y ← start + Σ weights[i]·rows[i] over three rows, of which some may be missing. [count], padded
package func mix(
    _ rows: (UnsafePointer<Float>?, UnsafePointer<Float>?, UnsafePointer<Float>?), weights: UnsafePointer<Float>,
    from start: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>, count: Int
) {
    withUnsafePointer(to: rows) { rows in
        rows.withMemoryRebound(to: UnsafePointer<Float>?.self, capacity: 3) { rows in
            ckernels_mix(Kernels.variant, start, rows, weights, y, count)
        }
    }
}
