// The layers on sequences in double precision, over weights in single precision, frame after frame: for what an
// autoregressive network is conditioned on, where a difference would be magnified. Slower than their counterparts over
// tensors, and on every processor the same but for the last few bits. That each layer is there twice is the price.

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

extension ConvolutionWeights {
    /// Convolves, zeros beyond the ends: [frames, inputs] → [outputFrames, outputs].
    package func callAsFunction(frames x: [Double]) -> [Double] {
        guard case .zeros(let width) = padding else {
            preconditionFailure("in double precision there is no reflection")
        }
        let frames = x.count / inputs
        let layer = Linear(weight: weight.reshaped([outputs, inputs * kernelSize]), bias: bias)
        var windows: [Double] = []  // [outputFrames, inputs · kernel]
        windows.reserveCapacity(outputFrames(for: frames) * inputs * kernelSize)
        for frame in 0..<outputFrames(for: frames) {
            for channel in 0..<inputs {
                for tap in 0..<kernelSize {
                    let source = frame + tap * dilation - width
                    windows.append((0..<frames).contains(source) ? x[source * inputs + channel] : 0)
                }
            }
        }
        return layer(frames: windows)
    }
}

extension LSTM {
    /// Runs a sequence from a state of zeros: [frames, inputs] → [frames, hidden].
    ///
    /// - Parameters:
    ///   - x: The inputs.
    ///   - reversed: Whether to run from the last frame to the first; the result keeps the order of the input.
    package func callAsFunction(frames x: [Double], reversed: Bool = false) -> [Double] {
        let frames = x.count / inputs
        var output = [Double](repeating: 0, count: frames * hidden)
        var inputAndHidden = [Double](repeating: 0, count: inputs + hidden)
        var gates = [Double](repeating: 0, count: 4 * hidden)
        var cell = [Double](repeating: 0, count: hidden)
        for step in 0..<frames {
            let frame = reversed ? frames - 1 - step : step
            inputAndHidden.replaceSubrange(0..<inputs, with: x[frame * inputs..<(frame + 1) * inputs])
            inputAndHidden.withUnsafeMutableBufferPointer { state in
                guard let state = state.baseAddress else { return }
                self.step(state, gates: &gates, cell: &cell, hidden: state + inputs)
            }
            output.replaceSubrange(frame * hidden..<(frame + 1) * hidden, with: inputAndHidden[inputs...])
        }
        return output
    }
}
