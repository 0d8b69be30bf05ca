import Foundation
import VoiceClone

/// The simple maps from embeddings to vectors, against which the learned one is measured.
enum Baseline: String, CaseIterable, Sendable {
    /// The vector of another voice, drawn by chance: the floor.
    case random
    /// The vector of the voice in the bank whose embedding is nearest.
    case nearest
    /// Least squares with a penalty on the weights.
    case ridge
    /// The same over Gaussian similarities to the voices of the bank.
    case kernelRidge = "kernel-ridge"

    private static let ridgePenalty: Float = 0.3
    private static let (gamma, kernelPenalty): (Float, Float) = (2, 0.3)
    /// The number of voices that kernel ridge regression takes: its work grows with the third power.
    private static let largestKernel = 2500

    /// Fits the map to the voices of a bank. The map takes [voices, 256] and gives [voices, 32].
    private func fitted(_ voices: BankTable, _ convention: EmbeddingConvention) -> @Sendable (Tensor) -> Tensor {
        switch self {
        case .random:
            let vectors = voices.vectors.rows(voices.complete)
            // Any number that differs from row to row will do.
            return { x in
                vectors.rows((0..<x.shape[0]).map { Int(1e6 * x.row($0).reduce(0, +)) % vectors.shape[0] })
            }
        case .nearest:
            let vectors = voices.vectors.rows(voices.complete)
            let heard = voices.meanEmbeddings(convention, voices.complete)
            return { x in
                let cosines = x.matrixProduct(transposed: heard)
                return vectors.rows(
                    (0..<x.shape[0]).map { row in
                        let values = cosines.row(row)
                        return values.indices.max { values[$0] < values[$1] } ?? 0
                    })
            }
        case .ridge:
            return Self.ridge(voices, convention)
        case .kernelRidge:
            return Self.kernelRidge(voices, convention)
        }
    }

    /// The map, fitted to a bank, of one embedding at a time.
    func candidate(_ voices: BankTable, _ convention: EmbeddingConvention) -> Candidate {
        let map = fitted(voices, convention)
        return Candidate(name: rawValue) {
            try SpeakerVector(values: map(Tensor($0.values, shape: [1, SpeakerEmbedding.dimension])).elements)
        }
    }

    private static func ridge(_ voices: BankTable, _ convention: EmbeddingConvention) -> @Sendable (Tensor) -> Tensor {
        let sentences = 0..<VoiceBank.sentencesPerVoice
        let x = sentences.dropFirst().reduce(voices.embeddings(convention, voices.complete) { _ in 0 }) { x, sentence in
            x.above(voices.embeddings(convention, voices.complete) { _ in sentence })
        }
        let y = voices.vectors.rows(sentences.flatMap { _ in voices.complete })
        let (meanX, meanY) = (x.columnMeans(), y.columnMeans())
        let centered = x.addingToRows(meanX, factor: -1)
        var square = centered.transposed().matrixProduct(centered)
        for i in 0..<square.shape[0] { square[i, i] += ridgePenalty }
        let right = centered.transposed().matrixProduct(y.addingToRows(meanY, factor: -1))
        guard let weight = square.solvingPositiveDefinite(right) else {
            preconditionFailure("a sum of squares with a penalty is positive definite")
        }
        return { $0.addingToRows(meanX, factor: -1).matrixProduct(weight).addingToRows(meanY, factor: 1) }
    }

    private static func kernelRidge(
        _ voices: BankTable, _ convention: EmbeddingConvention
    ) -> @Sendable (Tensor) -> Tensor {
        let drawn = Array(voices.complete.prefix(largestKernel))
        let x = voices.embeddings(convention, drawn) { $0 % VoiceBank.sentencesPerVoice }
        let y = voices.vectors.rows(drawn)
        let meanY = y.columnMeans()
        // Of unit vectors, |a − b|² = 2 − 2 a·b.
        @Sendable func kernel(_ a: Tensor) -> Tensor {
            a.matrixProduct(transposed: x).mapped { exp(-gamma * max(0, 2 - 2 * $0)) }
        }
        var square = kernel(x)
        for i in 0..<square.shape[0] { square[i, i] += kernelPenalty }
        guard let weight = square.solvingPositiveDefinite(y.addingToRows(meanY, factor: -1)) else {
            preconditionFailure("a Gaussian kernel with a penalty is positive definite")
        }
        return { kernel($0).matrixProduct(weight).addingToRows(meanY, factor: 1) }
    }
}

extension Tensor {
    fileprivate func columnMeans() -> Tensor { columnSums().mapped { $0 / Float(shape[0]) } }

    fileprivate func addingToRows(_ row: Tensor, factor: Float) -> Tensor {
        var sum = self
        sum.add(Tensor(row.elements.count == 0 ? [] : (0..<shape[0]).flatMap { _ in row.elements }, shape: shape), scaledBy: factor)
        return sum
    }
}
