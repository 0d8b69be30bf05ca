// Normalisations that are a fixed linear map once training is over become part of the weights when a model is loaded.

extension ConvolutionWeights {
    /// The statistics and the affine map of a batch normalisation (Ioffe and Szegedy 2015), one number a channel.
    public struct BatchNorm: Sendable {
        let scale: Tensor
        let shift: Tensor
        let mean: Tensor
        let variance: Tensor
        /// Added to the variance; PyTorch's default is 1e-5.
        let epsilon: Double

        /// Makes the normalisation y = scale · (x − mean) / √(variance + ε) + shift.
        public init(scale: Tensor, shift: Tensor, mean: Tensor, variance: Tensor, epsilon: Double = 1e-5) {
            (self.scale, self.shift, self.mean, self.variance, self.epsilon) = (scale, shift, mean, variance, epsilon)
        }
    }

    /// The convolution followed by a batch normalisation, as one convolution.
    public func folding(_ norm: BatchNorm) -> ConvolutionWeights {
        // In double precision: what is rounded here is rounded for every frame in the same direction.
        let (scale, shift, mean, variance) = (
            norm.scale.doubles, norm.shift.doubles, norm.mean.doubles, norm.variance.doubles
        )
        precondition(
            [scale, shift, mean, variance].allSatisfy { $0.count == outputs },
            "a batch normalisation of \(scale.count) channels cannot follow a convolution with \(outputs) outputs")
        let factor = zip(scale, variance).map { $0 / ($1 + norm.epsilon).squareRoot() }
        let folded = zip(zip(bias.doubles, mean), zip(factor, shift)).map { Float(($0.0 - $0.1) * $1.0 + $1.1) }
        return ConvolutionWeights(
            weight: weight.scalingRows(by: factor), bias: Tensor(folded),
            dilation: dilation, padding: padding)
    }
}

extension Tensor {
    /// The weights w = g · v / ‖v‖ of a weight-normalised layer (Salimans and Kingma 2016), ‖v‖ over all dimensions but
    /// the first.
    ///
    /// - Parameters:
    ///   - direction: v. [n, …]
    ///   - magnitude: g. [n, 1, …]
    public init(weightNormDirection direction: Tensor, magnitude: Tensor) {
        let rows = direction.shape[0]
        precondition(magnitude.count == rows, "\(magnitude.count) magnitudes for \(rows) directions")
        let columns = direction.count / max(rows, 1)
        let factors = direction.withUnsafeBufferPointer { v in
            (0..<rows).map { row in
                let squares = v[row * columns..<(row + 1) * columns].reduce(into: 0.0) { $0 += Double($1) * Double($1) }
                return Double(magnitude.base[row]) / squares.squareRoot()
            }
        }
        self = direction.scalingRows(by: factors)
    }

    /// The tensor with each slice along the first dimension multiplied by a number of its own.
    func scalingRows(by factors: [Double]) -> Tensor {
        precondition(factors.count == shape[0], "\(factors.count) factors for \(shape[0]) rows")
        let columns = count / max(factors.count, 1)
        var result = self
        result.withUnsafeMutableBufferPointer { x in
            for (row, factor) in factors.enumerated() {
                for i in row * columns..<(row + 1) * columns { x[i] = Float(Double(x[i]) * factor) }
            }
        }
        return result
    }

    /// The tensor times a number.
    package func scaled(by factor: Double) -> Tensor {
        factor == 1 ? self : scalingRows(by: [Double](repeating: factor, count: shape.first ?? 0))
    }
}
