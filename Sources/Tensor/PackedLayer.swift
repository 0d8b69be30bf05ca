import CKernels

/// A linear layer or an LSTM over weights in the order in which a step reads them, applied to vectors in double
/// precision.
///
/// The rows of W lie in blocks of 32, column after column, so that a block's sums stay in registers while its weights
/// pass by once. In an LSTM a block is eight units with their rows of all four gates, so whoever has the sums has the
/// new state too. CKernels/layer_body.h does the work.
package final class PackedLayer: @unchecked Sendable {
    /// The number of columns of W.
    package let columns: Int
    /// The number of outputs: rows of a linear layer, units of an LSTM.
    package let outputs: Int
    /// How many blocks of 32 rows there are.
    let blocks: Int
    private let isLSTM: Bool
    private let weights: AlignedMemory<Float>
    private let pairs: AlignedMemory<UInt32>?
    private let bias: AlignedMemory<Float>
    let variant: ckernels_variant

    /// Columns of a matrix: `count` of them, from `first` on, `stride` apart.
    struct Columns {
        var first: Int
        var count: Int
        var stride = 1
    }

    /// Packs groups of a matrix's columns, one behind the other.
    init(
        _ weight: Tensor, bias: Tensor?, columns groups: [Columns], isLSTM: Bool, precision: WeightPrecision,
        variant: ckernels_variant
    ) {
        let rows = weight.shape[0]
        columns = groups.reduce(0) { $0 + $1.count }
        outputs = isLSTM ? rows / 4 : rows
        let outputsPerBlock = isLSTM ? CKERNELS_UNITS : CKERNELS_BLOCK
        blocks = (outputs + outputsPerBlock - 1) / outputsPerBlock
        self.isLSTM = isLSTM
        self.variant = variant
        weights = AlignedMemory([blocks * columns * CKERNELS_BLOCK])
        self.bias = AlignedMemory([blocks * CKERNELS_BLOCK])
        let rowStride = weight.count / rows
        var column = 0
        for group in groups {
            ckernels_pack(
                weight.base + group.first, rowStride, group.stride, group.count, outputs, isLSTM ? 1 : 0,
                weights.parts[0], columns, column)
            column += group.count
        }
        if let bias { ckernels_pack(bias.base, 1, 1, 1, outputs, isLSTM ? 1 : 0, self.bias.parts[0], 1, 0) }
        switch precision {
        case .float32: pairs = nil
        case .bfloat16:
            let pairs = AlignedMemory<UInt32>([blocks * ((columns + 1) / 2) * CKERNELS_BLOCK])
            ckernels_pack_pairs(weights.parts[0], blocks, columns, pairs.parts[0])
            self.pairs = pairs
        }
    }

    var kernel: ckernels_layer {
        ckernels_layer(
            weights: weights.parts[0], pairs: pairs.map { UnsafePointer($0.parts[0]) }, bias: bias.parts[0],
            columns: columns, outputs: outputs, is_lstm: isLSTM ? 1 : 0)
    }

    /// Applies the layer to every lane, without allocating.
    ///
    /// What a lane gets does not depend on the others.
    ///
    /// - Parameters:
    ///   - lanes: The vectors.
    ///   - count: How many there are.
    ///   - columns: How many of the columns count, from the first on; all if left out.
    ///   - shared: Whether other threads may take a part of it.
    package func apply(
        _ lanes: UnsafePointer<LayerLane>, count: Int, columns: Int? = nil, shared: Bool = true
    ) {
        lanes.withMemoryRebound(to: ckernels_lane.self, capacity: count) { lanes in
            let perPiece = shared ? 2 : blocks
            var work = ckernels_layer_work(
                variant: variant, layer: kernel, columns: columns ?? self.columns, blocks_per_piece: perPiece,
                lanes: lanes, count: count)
            Crew.run(ckernels_layer_piece, &work, pieces: (blocks + perPiece - 1) / perPiece)
        }
    }

    /// What the columns from `first` on make of each of some vectors, as a table: a sum of these vectors then needs as
    /// many columns as it has terms.
    ///
    /// - Parameters:
    ///   - first: The first of the columns.
    ///   - vectors: [count, columns − first]
    package func table(from first: Int, of vectors: UnsafePointer<Double>, count: Int) -> LayerTable {
        let (rows, width) = (blocks * CKERNELS_BLOCK, columns - first)
        let products = AlignedMemory<Double>([count * rows])
        let zeros = AlignedMemory<Float>([rows])
        let table = AlignedMemory<Float>([rows * count, rows * count])
        let layer = ckernels_layer(
            weights: weights.parts[0] + first * CKERNELS_BLOCK, pairs: nil, bias: zeros.parts[0], columns: columns,
            outputs: rows, is_lstm: 0)
        let lanes = (0..<count).map {
            LayerLane(input: vectors + $0 * width, output: products.parts[0] + $0 * rows).kernel
        }
        lanes.withUnsafeBufferPointer { lanes in
            guard let lanes = lanes.baseAddress else { return }
            var work = ckernels_layer_work(
                variant: variant, layer: layer, columns: width, blocks_per_piece: 2, lanes: lanes, count: count)
            Crew.run(ckernels_layer_piece, &work, pieces: (blocks + 1) / 2)
        }
        ckernels_pack_table(products.parts[0], blocks, count, table.parts[0], table.parts[1])
        withExtendedLifetime((products, zeros)) {}
        return LayerTable(memory: table, columns: count)
    }
}
