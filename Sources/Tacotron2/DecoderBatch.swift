import Tensor

/// Sentences that take their steps together, so that each weight is read once for all of them.
///
/// What a sentence gets does not depend on the others. All have tables for the context, or none has.
final class DecoderBatch {
    private let decoder: Decoder
    private let states: [DecoderState]
    private let lanes: DecoderLanes<AlignedMemory<LayerLane>>
    private let energies: AttentionEnergies
    private let hasTables: Bool

    init(_ states: [DecoderState], decoder: Decoder) {
        let hasTables = states.allSatisfy { $0.text.tables != nil }
        precondition(
            hasTables || states.allSatisfy { $0.text.tables == nil }, "some sentences of a batch have tables, some not")
        self.decoder = decoder
        self.states = states
        self.hasTables = hasTables
        func gather(_ layer: KeyPath<DecoderLanes<LayerLane>, LayerLane>) -> AlignedMemory<LayerLane> {
            let memory = AlignedMemory<LayerLane>([states.count])
            for (index, state) in states.enumerated() {
                (memory.parts[0] + index).initialize(to: state.lanes[keyPath: layer])
            }
            return memory
        }
        lanes = DecoderLanes(
            prenet0: gather(\.prenet0), prenet1: gather(\.prenet1), attentionRNN: gather(\.attentionRNN),
            query: gather(\.query), decoderRNN: gather(\.decoderRNN), projection: gather(\.projection))
        energies = AttentionEnergies(states.map(\.attention.sentence))
    }

    /// Makes each sentence's next frame, without allocating: it is left in `output`, the weights in `attention`.
    func step() {
        let sizes = decoder.sizes
        let (prenet, memory) = (sizes.prenet, sizes.memory)
        let (attentionSize, decoderSize) = (sizes.attentionRNN, sizes.decoderRNN)

        decoder.prenet.layers[0].apply(lanes.prenet0.parts[0], count: states.count)
        for state in states {
            Prenet.activate(state.prenet, units: prenet, layer: 0, step: state.step, random: state.random)
        }
        decoder.prenet.layers[1].apply(lanes.prenet1.parts[0], count: states.count)
        for state in states {
            Prenet.activate(state.attentionInput, units: prenet, layer: 1, step: state.step, random: state.random)
        }

        let (attentionColumns, decoderColumns) = (columns(of: decoder.attentionRNN), columns(of: decoder.decoderRNN))
        for state in states { state.roundAttentionInput(count: attentionColumns) }
        decoder.attentionRNN.apply(lanes.attentionRNN.parts[0], count: states.count, columns: attentionColumns)
        for state in states {
            (state.attentionInput + prenet).update(from: state.attentionHidden, count: attentionSize)
            state.decoderInput.update(from: state.attentionHidden, count: attentionSize)
        }
        decoder.attention.query.apply(lanes.query.parts[0], count: states.count)
        energies.compute()
        for state in states {
            state.attention.update()
            if hasTables { continue }
            let context = state.projectionInput + decoderSize
            BLAS.multiply(
                rows: memory, columns: state.text.symbols, state.text.columns.base, state.attention.weights,
                into: context)
            (state.attentionInput + prenet + attentionSize).update(from: context, count: memory)
            (state.decoderInput + attentionSize + decoderSize).update(from: context, count: memory)
        }

        for state in states { state.roundDecoderInput(count: decoderColumns) }
        decoder.decoderRNN.apply(lanes.decoderRNN.parts[0], count: states.count, columns: decoderColumns)
        for state in states {
            (state.decoderInput + attentionSize).update(from: state.projectionInput, count: decoderSize)
        }
        decoder.projection.apply(
            lanes.projection.parts[0], count: states.count, columns: columns(of: decoder.projection))
        for state in states { state.step += 1 }
    }

    /// How many columns of a layer that reads the context are applied: those of the context only without tables for it.
    private func columns(of layer: PackedLayer) -> Int {
        hasTables ? layer.columns - decoder.sizes.memory : layer.columns
    }
}
