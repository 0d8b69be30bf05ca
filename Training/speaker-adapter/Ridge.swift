import VoiceClone

/// Least squares from embeddings to vectors with a penalty on the weights.
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
        let solution = x.subtractingFromRows(meanX)
            .ridgeWeights(to: y.subtractingFromRows(meanY), penalty: Self.penalty)  // [256, 32]
        weight = solution.transposed()
        let shift = meanX.reshaped([1, meanX.count]).matrixProduct(solution)  // [1, 32]
        bias = Tensor(zip(meanY.elements, shift.elements).map { $0 - $1 })
    }
}
