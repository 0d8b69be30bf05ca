/// What a step of the decoder changes, in double precision.
///
/// The decoder feeds back what it makes. Single precision would round at each of some hundred thousand places a second,
/// and attention magnifies that from frame to frame; Docs/architecture.md has the figures.
///
/// Each recurrent layer reads its inputs and its hidden state from one stretch of memory, so the parts lie where they
/// are read: [prenet | context | attention hidden] and [attention hidden | context | decoder hidden].
struct DecoderState: ~Copyable {
    /// The number of frames made so far.
    var step = 0
    var attention: AttentionState
    /// All of the memory below; zero at the start.
    private let block: UnsafeMutablePointer<Double>

    /// What the attention's recurrent layer reads. [prenet + memory + attentionRNN]
    let attentionInput: UnsafeMutablePointer<Double>
    /// What the decoder's recurrent layer reads. [attentionRNN + memory + decoderRNN]
    let decoderInput: UnsafeMutablePointer<Double>
    /// The cell state of the attention's layer. [attentionRNN]
    let attentionCell: UnsafeMutablePointer<Double>
    /// The cell state of the decoder's layer. [decoderRNN]
    let decoderCell: UnsafeMutablePointer<Double>
    /// Memory for the gates of either layer: [4 · max(attentionRNN, decoderRNN)].
    let gates: UnsafeMutablePointer<Double>
    /// Memory for the prenet. [prenet]
    let prenet: UnsafeMutablePointer<Double>
    /// The last frame and behind it the stop gate, before its sigmoid. [bands + 1]
    let output: UnsafeMutablePointer<Double>

    init(symbols: Int, attention: LocationSensitiveAttention, sizes: Tacotron2Configuration) {
        self.attention = AttentionState(symbols: symbols, attention: attention)
        let parts = [
            sizes.prenet + sizes.memory + sizes.attentionRNN, sizes.attentionRNN + sizes.memory + sizes.decoderRNN,
            sizes.attentionRNN, sizes.decoderRNN, 4 * max(sizes.attentionRNN, sizes.decoderRNN), sizes.prenet,
            sizes.bands + 1,
        ]
        let count = parts.reduce(0, +)
        block = .allocate(capacity: count)
        block.initialize(repeating: 0, count: count)
        attentionInput = block
        decoderInput = attentionInput + parts[0]
        attentionCell = decoderInput + parts[1]
        decoderCell = attentionCell + parts[2]
        gates = decoderCell + parts[3]
        prenet = gates + parts[4]
        output = prenet + parts[5]
    }

    deinit { block.deallocate() }
}
