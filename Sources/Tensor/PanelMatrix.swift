import CKernels

/// A matrix for products with one vector at a time, in the order in which they read it.
///
/// Weights that are 16-bit floats, every one, are kept as such where the processor widens them: that changes no result
/// and halves what is read. CKernels/panels_variant.h does the work.
package final class PanelMatrix: @unchecked Sendable {
    /// Outputs are padded with zeros to a multiple of this.
    package static let unit = Int(CKERNELS_PANEL_ROWS)

    /// The padded number of outputs.
    package let rows: Int
    /// The number of inputs.
    package let columns: Int
    private let memory: AlignedMemory<Float>
    private let isHalf: Bool
    private let variant: ckernels_variant

    /// A number of outputs with padding.
    package static func padded(_ count: Int) -> Int { (count + unit - 1) / unit * unit }

    /// Lays out the first dimension of a tensor against the second.
    ///
    /// - Parameters:
    ///   - weight: [outputs, inputs], or with a third dimension, the taps of a convolution.
    ///   - tap: Which of the third dimension.
    ///   - isSplit: Whether the outputs are two halves, each padded on its own.
    package init(
        _ weight: Tensor, tap: Int = 0, isSplit: Bool = false, variant: ckernels_variant = Kernels.variant
    ) {
        let (outputs, inputs) = (weight.shape[0], weight.shape[1])
        let taps = weight.count / (outputs * inputs)
        let parts = isSplit ? 2 : 1
        let partRows = Self.padded(outputs / parts)
        (rows, columns, self.variant) = (parts * partRows, inputs, variant)
        // Rows in the order of the padded outputs; a split matrix is brought into it first.
        var ordered = [Float](repeating: 0, count: rows * inputs)
        weight.withUnsafeBufferPointer { weight in
            for output in 0..<outputs {
                let part = output / (outputs / parts)
                let row = part * partRows + output - part * (outputs / parts)
                for input in 0..<inputs {
                    ordered[row * inputs + input] = weight[(output * inputs + input) * taps + tap]
                }
            }
        }
        isHalf = ckernels_widens_halves(variant) != 0 && ckernels_are_halves(ordered, ordered.count) != 0
        memory = AlignedMemory([isHalf ? ordered.count / 2 : ordered.count])
        ckernels_pack_panels(ordered, rows, inputs, isHalf ? 1 : 0, memory.parts[0])
    }

    var kernel: ckernels_panels {
        ckernels_panels(weights: memory.parts[0], rows: rows, columns: columns, is_half: isHalf ? 1 : 0)
    }

    /// y ← start + A·x. [columns] → [rows]
    package func multiply(
        _ x: UnsafePointer<Float>, from start: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>
    ) {
        var kernel = kernel
        ckernels_multiply_panels(variant, &kernel, start, x, y)
    }
}
