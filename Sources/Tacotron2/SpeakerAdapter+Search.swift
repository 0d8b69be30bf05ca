import Foundation
import SpeakerEncoder

extension SpeakerAdapter {
    /// What a good vector is.
    ///
    /// For a vector v, of which the embedding e is expected, and the embedding t that is wished for:
    ///
    ///     1 − e·w / |e| + σ strangeness + ρ max(failures, 0) − ν naturalness + β Σ max(|v − 0.05| − 0.8, 0)²
    ///     w = ((1 + γ) t − γ c) / |(1 + γ) t − γ c|
    ///     strangeness = −¼ ln Σ k(v, x)⁴ over the known vectors x
    ///
    /// With the mean of many voices c in it, the clone is drawn to what tells this voice from others. Strangeness, the
    /// logarithm of a soft maximum, is about how near the nearest known vectors are; it and the last term keep v where
    /// something is known. The other two keep it where sentences end as they should, and sound well.
    package struct Objective: Sendable {
        /// How far the wish is drawn away from the mean of many voices, γ.
        package var contrast = 0.3
        /// How much strangeness counts, σ.
        package var strangeness = 0.05
        /// How much failures count, ρ.
        package var failures = 0.3
        /// How much naturalness counts, ν.
        package var naturalness = 0.02

        package init() {}

        // β, and how far from the middle of the trained voices a number may be for nothing.
        static let (range, freeRange, middle) = (0.05, 0.8, 0.05)
    }

    /// What is expected of a vector.
    package struct Expectation {
        /// The objective; less is better.
        package let loss: Double
        /// The embedding's direction. [256]
        package let embedding: [Double]
        let gradient: [Double]
    }

    private static let steps = 80
    private static let rate = 0.06

    /// Descends from the first guess by Adam (arXiv 1412.6980, algorithm 1), with a rate that falls to zero.
    package func speakerVector(for embedding: SpeakerEmbedding, objective: Objective) throws -> SpeakerVector {
        try requireConvention(of: embedding)
        let wish = wish(for: embedding, contrast: objective.contrast)
        var θ = start(frames: embedding.values.map(Double.init))  // [32]
        var (m, v) = ([Double](repeating: 0, count: θ.count), [Double](repeating: 0, count: θ.count))
        let (β1, β2, ε) = (0.9, 0.999, 1e-8)
        var (power1, power2) = (1.0, 1.0)
        for step in 0..<Self.steps {
            let g = expectation(θ, wish: wish, objective).gradient
            (power1, power2) = (power1 * β1, power2 * β2)
            let α = Self.rate * (1 - Double(step) / Double(Self.steps))
            for i in θ.indices {
                m[i] = β1 * m[i] + (1 - β1) * g[i]
                v[i] = β2 * v[i] + (1 - β2) * g[i] * g[i]
                θ[i] -= α * (m[i] / (1 - power1)) / ((v[i] / (1 - power2)).squareRoot() + ε)
            }
        }
        return try SpeakerVector(values: θ.map(Float.init))
    }

    /// The direction w in which the clone's embedding is to lie. [256]
    package func wish(for embedding: SpeakerEmbedding, contrast γ: Double) -> [Double] {
        let w = zip(embedding.values, crowd).map { (1 + γ) * Double($0) - γ * $1 }
        let length = w.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return w.map { $0 / length }
    }

    /// What is expected of a vector [32], measured against a wish [256].
    package func expectation(_ vector: [Double], wish: [Double], _ objective: Objective) -> Expectation {
        let size = SpeakerEmbedding.dimension
        let kernel = process.kernel(at: vector)
        let values = process.values(kernel)  // [embedding 256, failures, naturalness]
        let length = values.prefix(size).reduce(0) { $0 + $1 * $1 }.squareRoot()
        let embedding = values.prefix(size).map { $0 / length }
        let cosine = zip(embedding, wish).reduce(0) { $0 + $1.0 * $1.1 }
        let fails = values[size] > 0
        let nearness = kernel.values.reduce(0) { $0 + $1 * $1 * $1 * $1 }
        let excess = vector.map { max(0, abs($0 - Objective.middle) - Objective.freeRange) }
        var loss = 1 - cosine + objective.failures * max(values[size], 0) - objective.naturalness * values[size + 1]
        loss -= objective.strangeness * log(nearness) / 4
        loss += Objective.range * excess.reduce(0) { $0 + $1 * $1 }

        // ∂(e·w / |e|) = (w − cosine · e / |e|) / |e|
        let outputs =
            zip(wish, embedding).map { ($1 * cosine - $0) / length }
            + [fails ? objective.failures : 0, -objective.naturalness]
        let kernelGradient = zip(process.kernelGradient(outputs), kernel.values).map {
            $0 - objective.strangeness * $1 * $1 * $1 / nearness
        }
        let gradient = zip(process.vectorGradient(kernelGradient, kernel), zip(excess, vector)).map { slope, place in
            slope + 2 * Objective.range * place.0 * (place.1 > Objective.middle ? 1 : -1)
        }
        return Expectation(loss: loss, embedding: embedding, gradient: gradient)
    }
}
