import VoiceClone

/// Least squares from embeddings to vectors with a penalty on the weights: (XᵀX + λI)⁻¹XᵀY over centred X and Y.
struct Ridge {
    let weight: Tensor  // [32, 256]
    let bias: Tensor  // [32]

    private static let penalty: Float = 0.3

    /// Fits every sentence of the bank's voices.
    init(_ voices: BankTable, _ convention: EmbeddingConvention) {
        let sentences = 0..<VoiceBank.sentencesPerVoice
        let x = sentences.dropFirst().reduce(voices.embeddings(convention, voices.complete) { _ in 0 }) { x, sentence in
            x.above(voices.embeddings(convention, voices.complete) { _ in sentence })
        }
        let y = voices.vectors.rows(sentences.flatMap { _ in voices.complete })
        let (meanX, meanY) = (x.columnMeans(), y.columnMeans())
        let centered = x.subtractingFromRows(meanX)
        var square = centered.transposed().matrixProduct(centered)
        for i in 0..<square.shape[0] { square[i, i] += Self.penalty }
        guard
            let solution = square.solvingPositiveDefinite(
                centered.transposed().matrixProduct(y.subtractingFromRows(meanY)))
        else { preconditionFailure("a sum of squares with a penalty is positive definite") }
        weight = solution.transposed()
        let shift = meanX.reshaped([1, meanX.count]).matrixProduct(solution)  // [1, 32]
        bias = Tensor(zip(meanY.elements, shift.elements).map { $0 - $1 })
    }
}
