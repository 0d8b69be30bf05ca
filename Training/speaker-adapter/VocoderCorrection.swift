import VoiceClone

/// How embeddings change when the same speech is made by another vocoder: e ← e + b + B (e − m), at unit length.
///
/// It is least squares with a penalty on B, learned from voices that both vocoders have spoken.
struct VocoderCorrection {
    private static let penalty: Float = 3
    private let mean: Tensor  // m. [256]
    private let shift: Tensor  // b. [256]
    private let matrix: Tensor  // Bᵀ. [256, 256]

    /// Learns from the embeddings of the same voices through either vocoder. [voices, 256]
    init(from before: Tensor, to after: Tensor) {
        mean = before.columnMeans()
        var difference = after
        difference.add(before, scaledBy: -1)
        shift = difference.columnMeans()
        matrix = before.subtractingFromRows(mean)
            .ridgeWeights(to: difference.subtractingFromRows(shift), penalty: Self.penalty)
    }

    /// The embeddings that the other vocoder would have given. [voices, 256]
    func callAsFunction(_ embeddings: Tensor) -> Tensor {
        var corrected = embeddings
        corrected.add(embeddings.subtractingFromRows(mean).matrixProduct(matrix))
        return corrected.subtractingFromRows(shift.mapped { -$0 }).unitRows()
    }
}
