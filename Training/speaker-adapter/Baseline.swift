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

    private static let (gamma, kernelPenalty): (Float, Float) = (2, 0.3)
    /// The number of voices that kernel ridge regression takes: its work grows with the third power.
    private static let largestKernel = 2500

    /// Fits the map to the voices of a bank: [voices, 256] → [voices, 32].
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
            let ridge = Ridge(voices, convention)
            return { Linear(weight: ridge.weight, bias: ridge.bias)($0) }
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
        guard let weight = square.solvingPositiveDefinite(y.subtractingFromRows(meanY)) else {
            preconditionFailure("a Gaussian kernel with a penalty is positive definite")
        }
        let shift = meanY.mapped { -$0 }
        return { kernel($0).matrixProduct(weight).subtractingFromRows(shift) }
    }
}
