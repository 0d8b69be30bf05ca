import VoiceClone

/// How far apart two speaker vectors are for the network.
///
/// A vector v reaches the decoder as W·v, behind the text, and attention's weights sum to one: so at every step it adds
/// A·W·v to the gates of the attention's recurrent layer and D·W·v to those of the decoder's. The distance is the
/// length of the difference of these sums. Nine directions of the 32 hardly count: the network was trained with 24
/// speakers.
///
///     |a − b|² = (a − b)ᵀ G (a − b),  G = c · Wᵀ(AᵀA + DᵀD)W
///
/// with c such that vectors drawn uniformly are 1 apart in the mean of the squares.
struct VoiceMetric: Sendable {
    /// G. [32, 32]
    let gram: Tensor

    init(tacotron2: Checkpoint) throws {
        let w = try tacotron2.tensor("speaker_embedding.weight", shape: [nil, SpeakerVector.dimension])
        var sum = Tensor(zeros: [SpeakerVector.dimension, SpeakerVector.dimension])
        for layer in ["attention_rnn", "decoder_rnn"] {
            let inputs = try tacotron2.tensor("decoder.\(layer).weight_ih", shape: [nil, nil])
            let moved = inputs.suffixColumns(w.shape[0]).matrixProduct(w)  // [4 · hidden, 32]
            sum.add(moved.transposed().matrixProduct(moved))
        }
        sum.add(sum.transposed())  // exactly symmetric, whatever the order of the sums
        let (low, high) = (UniformSampler.range.lowerBound, UniformSampler.range.upperBound)
        let variance = (high - low) * (high - low) / 12
        let trace = (0..<SpeakerVector.dimension).reduce(0) { $0 + sum[$1, $1] }
        gram = sum.mapped { $0 / (2 * variance * trace) }
    }
}
