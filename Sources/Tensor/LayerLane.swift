import CKernels

/// One of the vectors that a ``PackedLayer`` is applied to: where it is read and where the outputs go.
///
/// It refers to memory and does not keep it alive.
package struct LayerLane: BitwiseCopyable {
    var kernel: ckernels_lane

    /// Refers to an input [columns] and to the memory for what comes out [outputs], which must not overlap.
    ///
    /// - Parameters:
    ///   - input: The vector.
    ///   - single: The same in single precision and one zero more, for a layer in bfloat16.
    ///   - cell: The cell state of an LSTM, replaced by every application. [outputs]
    ///   - output: Receives the outputs, or an LSTM's hidden state.
    package init(
        input: UnsafePointer<Double>, single: UnsafePointer<Float>? = nil, cell: UnsafeMutablePointer<Double>? = nil,
        output: UnsafeMutablePointer<Double>
    ) {
        kernel = ckernels_lane(
            input: input, single_input: single, table: nil, table_rest: nil, table_input: nil, table_columns: 0,
            cell: cell, output: output)
    }

    /// The same with the product of a table of its own and a vector added to the sums. [table's columns]
    package func adding(_ table: LayerTable, times input: UnsafePointer<Double>) -> LayerLane {
        var lane = self
        lane.kernel.table = UnsafePointer(table.memory.parts[0])
        lane.kernel.table_rest = UnsafePointer(table.memory.parts[1])
        lane.kernel.table_input = input
        lane.kernel.table_columns = table.columns
        return lane
    }
}

/// A matrix of one lane's own, in the order of a packed layer's weights. [blocks, columns, 32]
package struct LayerTable: Sendable {
    /// The matrix in single precision, and what that leaves out of it. [2][blocks, columns, 32]
    let memory: AlignedMemory<Float>
    let columns: Int
}
