import Foundation
import Tensor

/// Regression by a Gaussian process over speaker vectors: what is known of some, carried over to those nearby.
///
/// With the Matérn kernel of order 5/2 over a distance d that the network feels, |a − b|² = (a − b)ᵀ G (a − b),
///
///     k(a, b) = (1 + r + r²/3) exp(−r),  r = √5 d / ℓ
///     values(v) = Wᵀ k(v) + m,  W = (K + λI)⁻¹ (Y − m)
///
/// where k(v) is the kernel between v and each known vector, K the kernel among these, and Y what is known of them.
///
/// Source: Rasmussen and Williams, Gaussian Processes for Machine Learning, sections 2.2 and 4.2.
package struct GaussianProcess: Sendable {
    /// ℓ, where vectors drawn uniformly are 1 apart in the mean of the squares; chosen by voices left out of the fit.
    private static let lengthScale = 0.5

    private let gram: Tensor  // G. [32, 32]
    private let known: Tensor  // [32, known]
    private let moved: Tensor  // G times each of the known. [known, 32]
    private let squares: [Double]  // xᵀGx. [known]
    private let weights: Tensor  // Wᵀ. [outputs, known]
    private let weightRows: Tensor  // W. [known, outputs]
    private let mean: [Double]  // m. [outputs]

    /// The kernel between a vector and the known ones.
    package struct Kernel {
        /// The vector. [32]
        let vector: [Double]
        /// k. [known]
        package let values: [Double]
        /// What times G(v − x) is the gradient of k(v, x). [known]
        let slopes: [Double]
    }

    /// Takes what was fitted.
    ///
    /// - Parameters:
    ///   - known: The known vectors. [known, 32]
    ///   - gram: G, symmetric. [32, 32]
    ///   - weights: W. [known, outputs]
    ///   - mean: m. [outputs]
    package init(known: Tensor, gram: Tensor, weights: Tensor, mean: Tensor) {
        self.gram = gram
        self.known = known.transposed()
        moved = known.matrixProduct(gram)
        squares = (0..<known.shape[0]).map { [moved] in
            zip(known.row($0), moved.row($0)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        self.weights = weights.transposed()
        weightRows = weights
        self.mean = mean.doubles
    }

    /// Fits a process to what is known of some vectors.
    ///
    /// - Parameters:
    ///   - values: Y, not a number where nothing is known. [known, outputs]
    ///   - known: The vectors. [known, 32]
    ///   - gram: G. [32, 32]
    ///   - noise: λ of each output: the variance that does not come from the vector, as a part of that which does.
    /// - Returns: W [known, outputs], zero where nothing was known, and m [outputs]; `nil` if the kernel is singular,
    ///   as it may be without noise.
    package static func fit(
        _ values: Tensor, at known: Tensor, gram: Tensor, noise: [Float]
    ) -> (weights: Tensor, mean: Tensor)? {
        let (count, outputs) = (known.shape[0], values.shape[1])
        precondition(
            values.shape[0] == count && noise.count == outputs,
            "\(count) vectors and \(noise.count) levels of noise do not go with values of shape \(values.shape)")
        let empty = GaussianProcess(
            known: known, gram: gram, weights: Tensor(zeros: [count, 1]), mean: Tensor(zeros: [1]))
        let kernels = (0..<count).map { empty.kernel(at: known.row($0).map(Double.init)).values }
        var (weights, mean) = (Tensor(zeros: [count, outputs]), Tensor(zeros: [outputs]))
        // Outputs of one noise that are known of the same vectors share the work.
        let groups = Dictionary(grouping: 0..<outputs) { output in
            OutputGroup(noise: noise[output], rows: (0..<count).filter { !values[$0, output].isNaN })
        }
        for (group, columns) in groups where !group.rows.isEmpty {
            let size = group.rows.count
            for column in columns {
                let sum = group.rows.reduce(0) { $0 + Double(values[$1, column]) }
                mean[column] = Float(sum / Double(size))
            }
            var covariance = Tensor(
                group.rows.flatMap { row in group.rows.map { Float(kernels[row][$0]) } }, shape: [size, size])
            for i in 0..<size { covariance[i, i] += group.noise }
            let centered = group.rows.flatMap { row in columns.map { values[row, $0] - mean[$0] } }
            guard let solution = covariance.solvingPositiveDefinite(Tensor(centered, shape: [size, columns.count]))
            else { return nil }
            for (index, row) in group.rows.enumerated() {
                for (position, column) in columns.enumerated() { weights[row, column] = solution[index, position] }
            }
        }
        return (weights, mean)
    }

    private struct OutputGroup: Hashable {
        let noise: Float
        let rows: [Int]
    }

    /// The kernel between a vector [32] and the known ones.
    package func kernel(at vector: [Double]) -> Kernel {
        precondition(
            vector.count == gram.shape[0], "a vector of \(vector.count) numbers is none of \(gram.shape[0])")
        let own = zip(vector, multiply(gram, vector)).reduce(0) { $0 + $1.0 * $1.1 }
        var values = multiply(moved, vector)  // [known]
        var slopes = values
        let ℓ = Self.lengthScale
        for i in values.indices {
            let r = (5 * max(0, own + squares[i] - 2 * values[i])).squareRoot() / ℓ
            let decay = exp(-r)
            values[i] = (1 + r + r * r / 3) * decay
            slopes[i] = -5 / (3 * ℓ * ℓ) * (1 + r) * decay
        }
        return Kernel(vector: vector, values: values, slopes: slopes)
    }

    /// What is expected of a vector. [outputs]
    package func values(_ kernel: Kernel) -> [Double] {
        zip(multiply(weights, kernel.values), mean).map { $0 + $1 }
    }

    /// The gradient for the kernel from the one for the expected values: [outputs] → [known].
    package func kernelGradient(_ gradient: [Double]) -> [Double] { multiply(weightRows, gradient) }

    /// The gradient for the vector from the one for the kernel: [known] → [32], Σ ∂k G(v − x).
    package func vectorGradient(_ gradient: [Double], _ kernel: Kernel) -> [Double] {
        let factors = zip(gradient, kernel.slopes).map { $0 * $1 }
        let (sum, moving) = (factors.reduce(0, +), multiply(known, factors))
        return multiply(gram, zip(kernel.vector, moving).map { sum * $0 - $1 })
    }

    /// A·x: [rows, columns] by [columns].
    private func multiply(_ a: Tensor, _ x: [Double]) -> [Double] {
        [Double](unsafeUninitializedCapacity: a.shape[0]) { y, count in
            if let base = y.baseAddress {
                x.withUnsafeBufferPointer { x in
                    if let x = x.baseAddress {
                        BLAS.multiply(rows: a.shape[0], columns: a.shape[1], a.base, x, into: base)
                    }
                }
            }
            count = a.shape[0]
        }
    }
}
