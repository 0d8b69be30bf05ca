import Foundation
import VoiceClone

/// What a good vector is, and which way is better.
///
/// For a vector v, whose voice the surrogate expects to have the embedding e, and the embedding t that is wished for:
///
///     (1 − e·t) + α(1 − agreement) + μ|v − w|² + ρ ln(1 + odds of failing) − ν naturalness + β Σ max(|v − 0.05| − 0.8, 0)²
///
/// with w the vector that t was made with, where it is known. The second and the last term keep v where the surrogate
/// knows what it says; the fourth keeps it where sentences end as they should, the fifth where they sound well.
struct AdapterObjective: Sendable {
    var agreement: Float = 0.5
    var vector: Float = 0.1
    var reliability: Float = 0.2
    var naturalness: Float = 0.03
    var range: Float = 0.05
    /// How much the clone is to be nearer to its own reference than to others, and over what difference of cosines.
    var contrast: Float = 0.1
    var temperature: Float = 0.05

    /// One wish for each row.
    struct Wishes {
        /// t. [rows, 256]
        var embeddings: Tensor
        /// How much the row counts. [rows]
        var weights: [Float]
        /// w, where `known`. [rows, 32]
        var vectors: Tensor
        /// Whether w is known. [rows]
        var known: [Bool]
    }

    /// The gradient for the vectors. [rows, 32]
    ///
    /// - Parameters:
    ///   - vectors: v. [rows, 32]
    ///   - wishes: What is wished for.
    ///   - others: Embeddings that the clones are to be farther from than from their own. [others, 256]
    func gradient(_ vectors: Tensor, _ wishes: Wishes, _ surrogate: VoiceSurrogate, others: Tensor?) -> Tensor {
        let rows = vectors.shape[0]
        let expected = surrogate(vectors)
        var embeddings = wishes.embeddings.scaledRows(wishes.weights.map { -$0 })
        if let others { embeddings.add(contrastGradient(expected.embeddings, wishes, others)) }
        let failures = expected.failures.mapped { reliability / (1 + exp(-$0)) }
        var gradient = surrogate.backward(
            expected, embeddings: embeddings, agreements: wishes.weights.map { -agreement * $0 }, failures: failures,
            naturalness: wishes.weights.map { -naturalness * $0 })
        let excess = vectors.mapped { (value: Float) -> Float in
            let distance = abs(value - 0.05) - 0.8
            return distance > 0 ? 2 * range * (value > 0.05 ? distance : -distance) : 0
        }
        gradient.add(excess)
        let difference = vectors.combined(wishes.vectors) { $0 - $1 }
        let scale = 2 * vector / Float(SpeakerVector.dimension)
        gradient.add(difference.scaledRows(wishes.known.map { $0 ? scale : 0 }))
        return gradient.scaledRows([Float](repeating: 1 / Float(rows), count: rows))
    }

    /// The gradient of −ln softmax(e·t / τ) over the wish and the others, for rows whose vector is not known.
    private func contrastGradient(_ heard: Tensor, _ wishes: Wishes, _ others: Tensor) -> Tensor {
        let own = heard.rowProducts(wishes.embeddings)
        var logits = heard.matrixProduct(transposed: others)  // [rows, others]
        let (rows, columns) = (heard.shape[0], others.shape[0])
        var ownGradient = [Float](repeating: 0, count: rows)
        logits.withUnsafeMutableBufferPointer { logits in
            for row in 0..<rows {
                let scale = wishes.known[row] ? 0 : contrast * wishes.weights[row] / temperature
                let values = logits.extracting(row * columns..<(row + 1) * columns)
                // The wish itself is among the others: there it counts once, as the wish.
                let top = max(own[row], values.max() ?? 0)
                var sum: Float = 0
                for i in values.indices {
                    values[i] = abs(values[i] - own[row]) < 1e-5 ? 0 : exp((values[i] - top) / temperature)
                    sum += values[i]
                }
                let ownPart = exp((own[row] - top) / temperature)
                for i in values.indices { values[i] *= scale / (sum + ownPart) }
                ownGradient[row] = -scale * sum / (sum + ownPart)
            }
        }
        var gradient = logits.matrixProduct(others)
        gradient.add(wishes.embeddings.scaledRows(ownGradient))
        return gradient
    }
}
