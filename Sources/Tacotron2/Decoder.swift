import Checkpoint
import Tensor

/// The autoregressive decoder: each frame from the one before it and what attention finds in the memory.
///
///     attention_h = LSTM([prenet(frame), context])
///     context = attention(attention_h) · memory
///     decoder_h = LSTM([attention_h, context])
///     frame, gate = linear([decoder_h, context])
///
/// Source: arXiv 1712.05884, section 2.2. ``DecoderBatch`` takes the steps.
final class Decoder: Sendable {
    let sizes: Tacotron2Configuration
    /// Of the weights of the two recurrent layers.
    let precision: WeightPrecision
    let prenet: Prenet
    /// Over [prenet, attention hidden, context].
    let attentionRNN: PackedLayer
    let attention: LocationSensitiveAttention
    /// Over [attention hidden, decoder hidden, context].
    let decoderRNN: PackedLayer
    /// The frame's rows and below them the gate's, over [decoder hidden, context].
    let projection: PackedLayer

    init(_ checkpoint: Checkpoint, _ sizes: Tacotron2Configuration, precision: WeightPrecision) throws {
        self.sizes = sizes
        self.precision = precision
        prenet = try Prenet(checkpoint, sizes)
        attention = try LocationSensitiveAttention(checkpoint, sizes)
        /// An LSTM over [input, context, hidden], with the context moved to the end.
        func recurrent(_ name: String, inputs: Int, hidden: Int) throws -> PackedLayer {
            let context = inputs..<inputs + sizes.memory
            return PackedLayer(
                try checkpoint.lstm(name, inputs: context.upperBound, hidden: hidden),
                columns: [0..<inputs, context.upperBound..<context.upperBound + hidden, context], precision: precision)
        }
        attentionRNN = try recurrent("decoder.attention_rnn", inputs: sizes.prenet, hidden: sizes.attentionRNN)
        decoderRNN = try recurrent("decoder.decoder_rnn", inputs: sizes.attentionRNN, hidden: sizes.decoderRNN)
        let inputs = sizes.decoderRNN + sizes.memory
        let frame = try checkpoint.linear(
            "decoder.linear_projection", inputs: inputs, outputs: sizes.bands, bias: true)
        let gate = try checkpoint.linear("decoder.gate_layer", inputs: inputs, outputs: 1, bias: true)
        projection = PackedLayer(
            Linear(
                weight: Tensor(frame.weight.elements + gate.weight.elements, shape: [sizes.bands + 1, inputs]),
                bias: Tensor((frame.bias?.elements ?? []) + (gate.bias?.elements ?? []))))
    }
}
