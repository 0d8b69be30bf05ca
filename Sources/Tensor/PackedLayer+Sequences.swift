// Packed layers on whole sequences, for what an autoregressive network is conditioned on.

extension PackedLayer {
    /// Applies the layer to every window of the frames, which are vectors one behind the other, zeros beyond the ends.
    ///
    /// - Parameters:
    ///   - x: [frames, size]
    ///   - size: The numbers in a frame; the layer's columns are as many frames as it has taps.
    ///   - padding: The frames of zeros at either end.
    /// - Returns: [frames + 2 · padding − taps + 1, outputs]
    package func callAsFunction(frames x: [Double], of size: Int, padding: Int = 0) -> [Double] {
        let zeros = [Double](repeating: 0, count: padding * size)
        let padded = zeros + x + zeros
        let count = (padded.count - columns) / size + 1
        var y = [Double](repeating: 0, count: count * outputs)
        padded.withUnsafeBufferPointer { padded in
            y.withUnsafeMutableBufferPointer { y in
                guard let padded = padded.baseAddress, let y = y.baseAddress else { return }
                let lanes = (0..<count).map { LayerLane(input: padded + $0 * size, output: y + $0 * outputs) }
                lanes.withUnsafeBufferPointer { lanes in
                    guard let lanes = lanes.baseAddress else { return }
                    apply(lanes, count: count)
                }
            }
        }
        return y
    }

    /// Runs an LSTM over a sequence from a state of zeros: [frames, inputs] → [frames, hidden], on this thread alone.
    ///
    /// - Parameters:
    ///   - x: The inputs.
    ///   - reversed: Whether to run from the last frame to the first; the result keeps the order of the input.
    package func states(frames x: [Double], reversed: Bool = false) -> [Double] {
        let (hidden, inputs) = (outputs, columns - outputs)
        let frames = x.count / inputs
        let memory = AlignedMemory<Double>([columns, hidden, frames * hidden])
        let (vector, cell, output) = (memory.parts[0], memory.parts[1], memory.parts[2])
        for step in 0..<frames {
            let frame = reversed ? frames - 1 - step : step
            for input in 0..<inputs { vector[input] = x[frame * inputs + input] }
            let state = output + frame * hidden
            var lane = LayerLane(input: vector, cell: cell, output: state)
            apply(&lane, count: 1, shared: false)
            (vector + inputs).update(from: state, count: hidden)
        }
        return withExtendedLifetime(memory) { [Double](UnsafeBufferPointer(start: output, count: frames * hidden)) }
    }
}
