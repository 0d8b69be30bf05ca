// How a convolution is computed. The bounds of the tiles depend on shapes alone, never on the number of threads, and
// each output belongs to one tile: so the result is the same on any number of threads.
extension Conv1d {
    /// The number of output frames in a tile: as many as keep its windows in a core's second-level cache.
    private var tileFrames: Int {
        let cacheFloats = 1 << 17
        return min(1024, max(64, cacheFloats / (inputs * kernelSize) / 16 * 16))
    }

    /// Writes or adds the convolution of activation(x) to `y`. [outputs, outputFrames]
    func convolve(
        _ x: Tensor, activatedBy activation: Activation, into y: UnsafeMutablePointer<Float>, accumulating: Bool
    ) {
        precondition(
            x.shape.count == 2 && x.shape[0] == inputs, "a convolution of \(inputs) channels cannot take \(x.shape)")
        if case .reflect(let width) = padding {
            precondition(x.shape[1] > width, "\(x.shape[1]) frames cannot be mirrored to a padding of \(width)")
        }
        let frames = outputFrames(for: x.shape[1])
        let tile = min(tileFrames, frames)
        let windowFrames = tile + (kernelSize - 1) * dilation
        let scratchCount = inputs * (windowFrames + kernelSize * tile)
        guard tile > 0 else { return }
        let tiles = (frames + tile - 1) / tile
        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: scratchCount * min(tiles, Parallel.threadCount))
        defer { scratch.deallocate() }

        Parallel.forEach(tiles) { index, worker in
            let start = index * tile
            let count = min(tile, frames - start)
            let columns = unfold(
                x, activatedBy: activation, frames: start..<start + count, scratch: scratch + worker * scratchCount)
            for output in 0..<outputs {
                let row = y + output * frames + start
                let bias = bias.base[output]
                if accumulating {
                    for t in 0..<count { row[t] += bias }
                } else {
                    row.initialize(repeating: bias, count: count)
                }
            }
            BLAS.multiply(
                m: outputs, n: count, k: inputs * kernelSize, .init(weight.base, rowStride: inputs * kernelSize),
                columns, beta: 1, into: y + start, stride: frames)
        }
    }

    /// The windows of a range of output frames, one beside the other. [inputs · kernel, frames]
    private func unfold(
        _ x: Tensor, activatedBy activation: Activation, frames: Range<Int>, scratch: UnsafeMutablePointer<Float>
    ) -> BLAS.Matrix {
        let inputFrames = x.shape[1]
        if kernelSize == 1, padding.width == 0, activation == .identity {
            return .init(x.base + frames.lowerBound, rowStride: inputFrames)
        }
        let first = frames.lowerBound - padding.width
        let width = frames.count + (kernelSize - 1) * dilation
        for channel in 0..<inputs {  // [inputs, width]
            load(
                x.base + channel * inputFrames, count: inputFrames, from: first, activatedBy: activation,
                into: scratch + channel * width, width: width)
        }
        if kernelSize == 1 { return .init(scratch, rowStride: width) }
        let columns = scratch + inputs * width
        for channel in 0..<inputs {
            for j in 0..<kernelSize {
                (columns + (channel * kernelSize + j) * frames.count)
                    .update(from: scratch + channel * width + j * dilation, count: frames.count)
            }
        }
        return .init(columns, rowStride: frames.count)
    }

    /// Copies `width` frames of a channel from frame `first`, which may lie outside it, and activates them.
    private func load(
        _ x: UnsafePointer<Float>, count: Int, from first: Int, activatedBy activation: Activation,
        into target: UnsafeMutablePointer<Float>, width: Int
    ) {
        let end = first + width
        let inside = min(max(first, 0), end)..<max(min(max(first, 0), end), min(end, count))
        target.advanced(by: inside.lowerBound - first).update(from: x + inside.lowerBound, count: inside.count)
        for outside in [first..<inside.lowerBound, inside.upperBound..<end] {
            for t in outside {
                switch padding {
                case .zeros: target[t - first] = 0
                case .reflect: target[t - first] = x[t < 0 ? -t : 2 * (count - 1) - t]
                }
            }
        }
        activation.apply(target, into: target, count: width)
    }
}
