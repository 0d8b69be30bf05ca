import Tensor

/// What the decoder reads of a text and its speaker, the same at every step.
///
/// A step multiplies the context, Σ_s weights_s · memory_s, with columns of three matrices. These products are linear,
/// so they may as well be made of each memory_s beforehand: a table then has S columns where the matrix has those of
/// the memory, 288 in the public checkpoint. For a long text that is no gain, nor is it with columns of half the bytes:
/// then the context itself is computed.
final class DecoderText: Sendable {
    /// S, the number of symbols.
    let symbols: Int
    /// What the memory contributes to the energies of attention. [S, attention]
    let keys: AlignedMemory<Double>
    /// What each symbol's memory adds to the sums of the three layers that read the context; `nil` if that is computed.
    let tables: (attentionRNN: LayerTable, decoderRNN: LayerTable, projection: LayerTable)?
    /// The memory, a column for each symbol. [memory, S]
    let columns: Tensor

    /// - Parameter memory: The encoded text with the speaker behind every symbol. [S, memory]
    init(memory: [Double], decoder: Decoder) {
        let size = decoder.sizes.memory
        let symbols = memory.count / size
        self.symbols = symbols
        let keys = decoder.attention.keys(for: memory)
        self.keys = AlignedMemory([keys.count])
        self.keys.parts[0].update(from: keys, count: keys.count)
        columns = Tensor(memory, shape: [symbols, size]).transposed()
        // A table's columns are read for one sentence alone, a matrix's for a whole batch: so not up to the same width.
        guard decoder.precision == .float32, 2 * symbols <= size else {
            tables = nil
            return
        }
        tables = memory.withUnsafeBufferPointer { memory in
            guard let memory = memory.baseAddress else { return nil }
            func table(_ layer: PackedLayer) -> LayerTable {
                layer.table(from: layer.columns - size, of: memory, count: symbols)
            }
            return (table(decoder.attentionRNN), table(decoder.decoderRNN), table(decoder.projection))
        }
    }

    private init(_ text: DecoderText) {
        (symbols, keys, columns, tables) = (text.symbols, text.keys, text.columns, nil)
    }

    /// The same as a long text has it, for tests to compare the two.
    var withoutTables: DecoderText { DecoderText(self) }
}
