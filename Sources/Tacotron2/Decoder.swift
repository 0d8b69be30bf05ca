import Checkpoint
import Tensor

/// The autoregressive decoder: each frame from the one before it and what attention finds in the memory.
///
///     attention_h = LSTM([prenet(frame), context])
///     context = attention(attention_h) · memory
///     decoder_h = LSTM([attention_h, context])
///     frame, gate = linear([decoder_h, context])
///
/// Source: arXiv 1712.05884, section 2.2.
struct Decoder: Sendable {
    let sizes: Tacotron2Configuration
    private let prenet: Prenet
    private let attentionRNN: LSTM
    let attention: LocationSensitiveAttention
    private let decoderRNN: LSTM
    /// The frame's rows and below them the gate's, over [context, decoder hidden].
    private let projection: Linear

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration) throws {
        self.sizes = sizes
        prenet = try Prenet(checkpoint, sizes)
        attentionRNN = try checkpoint.lstm(
            "decoder.attention_rnn", inputs: sizes.prenet + sizes.memory, hidden: sizes.attentionRNN)
        attention = try LocationSensitiveAttention(checkpoint, sizes)
        decoderRNN = try checkpoint.lstm(
            "decoder.decoder_rnn", inputs: sizes.attentionRNN + sizes.memory, hidden: sizes.decoderRNN)
        let inputs = sizes.decoderRNN + sizes.memory
        let frame = try checkpoint.linear(
            "decoder.linear_projection", inputs: inputs, outputs: sizes.bands, bias: true)
        let gate = try checkpoint.linear("decoder.gate_layer", inputs: inputs, outputs: 1, bias: true)
        let weight = Tensor(frame.weight.elements + gate.weight.elements, shape: [sizes.bands + 1, inputs])
        projection = Linear(
            weight: weight.suffixColumns(sizes.memory).joinedColumns(with: weight.prefixColumns(sizes.decoderRNN)),
            bias: Tensor((frame.bias?.elements ?? []) + (gate.bias?.elements ?? [])))
    }

    /// The state before the first frame of a text of `symbols` symbols.
    func initialState(symbols: Int) -> DecoderState {
        DecoderState(symbols: symbols, attention: attention, sizes: sizes)
    }

    /// Makes the next frame, without allocating: it is left in `state.output`, the weights in `state.attention`.
    ///
    /// - Parameters:
    ///   - state: What the step before it left.
    ///   - text: What is spoken, and by whom.
    ///   - random: The bits of the prenet's dropout.
    /// - Returns: The probability that this frame is the last.
    func step(_ state: inout DecoderState, text: DecoderText, random: Philox) -> Float {
        let (contextSize, attentionSize) = (sizes.memory, sizes.attentionRNN)
        let context = state.decoderInput + attentionSize
        let attentionHidden = state.attentionInput + sizes.prenet + contextSize
        let decoderHidden = context + contextSize

        prenet(state.output, step: state.step, random: random, scratch: state.prenet, into: state.attentionInput)
        (state.attentionInput + sizes.prenet).update(from: context, count: contextSize)
        attentionRNN.step(state.attentionInput, gates: state.gates, cell: state.attentionCell, hidden: attentionHidden)

        attention.attend(attentionHidden, keys: text.keys, state: &state.attention)
        BLAS.multiply(
            rows: contextSize, columns: state.attention.symbols, text.memory.base, state.attention.weights,
            into: context)

        state.decoderInput.update(from: attentionHidden, count: attentionSize)
        decoderRNN.step(state.decoderInput, gates: state.gates, cell: state.decoderCell, hidden: decoderHidden)

        projection(context, into: state.output)
        state.step += 1
        return Float(sigmoid(state.output[sizes.bands]))
    }
}
