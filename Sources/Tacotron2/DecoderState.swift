import Tensor

/// What a step of the decoder changes for one sentence, in double precision.
///
/// The decoder feeds back what it makes. Single precision would round at each of some hundred thousand places a second,
/// and attention magnifies that from frame to frame; Docs/architecture.md has the figures.
///
/// Each layer reads its inputs from one stretch of memory, so the parts lie where they are read. The context comes
/// last, since it is not there if the text has tables for it.
final class DecoderState {
    /// The number of frames made so far.
    var step = 0
    /// The text and the speaker.
    let text: DecoderText
    /// The bits of the prenet's dropout.
    let random: Philox
    let attention: AttentionState
    private let memory: AlignedMemory<Double>
    private let single: AlignedMemory<Float>?

    /// What the attention's recurrent layer reads: [prenet | attention hidden | context].
    let attentionInput: UnsafeMutablePointer<Double>
    /// What the decoder's recurrent layer reads: [attention hidden | decoder hidden | context].
    let decoderInput: UnsafeMutablePointer<Double>
    /// What the projection reads: [decoder hidden | context].
    let projectionInput: UnsafeMutablePointer<Double>
    /// The new hidden state of the attention's layer. [attentionRNN]
    let attentionHidden: UnsafeMutablePointer<Double>
    /// The first layer of the prenet. [prenet]
    let prenet: UnsafeMutablePointer<Double>
    /// The last frame and behind it the stop gate, before its sigmoid. [bands + 1]
    let output: UnsafeMutablePointer<Double>
    /// Where each layer reads and writes.
    let lanes: DecoderLanes<LayerLane>

    /// The state before the first frame.
    init(text: DecoderText, random: Philox, window: AttentionWindow? = nil, decoder: Decoder) {
        let sizes = decoder.sizes
        self.text = text
        self.random = random
        attention = AttentionState(text: text, attention: decoder.attention, window: window)
        memory = AlignedMemory([
            sizes.prenet + sizes.attentionRNN + sizes.memory, sizes.attentionRNN + sizes.decoderRNN + sizes.memory,
            sizes.decoderRNN + sizes.memory, sizes.attentionRNN, sizes.prenet, sizes.bands + 1, sizes.attentionRNN,
            sizes.decoderRNN,
        ])
        let parts = memory.parts
        (attentionInput, decoderInput, projectionInput) = (parts[0], parts[1], parts[2])
        (attentionHidden, prenet, output) = (parts[3], parts[4], parts[5])
        let single =
            decoder.precision == .float32
            ? nil : AlignedMemory<Float>([decoder.attentionRNN.columns + 1, decoder.decoderRNN.columns + 1])
        self.single = single
        var (attentionRNN, decoderRNN, projection) = (
            LayerLane(input: parts[0], single: single?.parts[0], cell: parts[6], output: parts[3]),
            LayerLane(input: parts[1], single: single?.parts[1], cell: parts[7], output: parts[2]),
            LayerLane(input: parts[2], output: parts[5])
        )
        if let tables = text.tables {
            attentionRNN = attentionRNN.adding(tables.attentionRNN, times: attention.weights)
            decoderRNN = decoderRNN.adding(tables.decoderRNN, times: attention.weights)
            projection = projection.adding(tables.projection, times: attention.weights)
        }
        lanes = DecoderLanes(
            prenet0: LayerLane(input: parts[5], output: parts[4]),
            prenet1: LayerLane(input: parts[4], output: parts[0]),
            attentionRNN: attentionRNN, query: LayerLane(input: parts[3], output: attention.query),
            decoderRNN: decoderRNN, projection: projection)
    }

    /// Puts into single precision what the attention's layer is to read, if it reads that.
    func roundAttentionInput(count: Int) { round(attentionInput, count, part: 0) }

    /// Puts into single precision what the decoder's layer is to read, if it reads that.
    func roundDecoderInput(count: Int) { round(decoderInput, count, part: 1) }

    private func round(_ vector: UnsafePointer<Double>, _ count: Int, part: Int) {
        guard let single = single?.parts[part] else { return }
        for index in 0..<count { single[index] = Float(vector[index]) }
    }
}

/// Something for each layer of the decoder.
struct DecoderLanes<Element> {
    var prenet0, prenet1, attentionRNN, query, decoderRNN, projection: Element
}
