// A linear layer on vectors in double precision that are computed once, over weights as they are: what is applied again
// and again is a ``PackedLayer``.

extension Linear {
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
