// A linear layer on vectors in double precision that are computed once, over weights as they are: what is applied again
// and again is a ``PackedLayer``.

extension Linear {
    /// Applies the layer to one vector, without allocating: [inputs] → [outputs].
    package func callAsFunction(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
        for output in 0..<outputs { y[output] = bias.map { Double($0.base[output]) } ?? 0 }
        BLAS.multiply(rows: outputs, columns: inputs, weight.base, x, beta: 1, into: y)
    }

    /// Applies the layer to every frame: [frames, inputs] → [frames, outputs].
    package func callAsFunction(frames x: [Double]) -> [Double] {
        let frames = x.count / inputs
        var y = [Double](repeating: 0, count: frames * outputs)
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return }
                for frame in 0..<frames { self(x + frame * inputs, into: y + frame * outputs) }
            }
        }
        return y
    }
}
