/// Memory for a stretch of frames of a signal: one frame behind the other, each with all of its channels.
///
/// Frames keep their numbers in the whole signal, so that a stretch can be worked on by itself. A frame takes a
/// multiple of 16 numbers, so that kernels need not look where it ends; those beyond its channels are zero or without
/// meaning.
package final class FrameBuffer {
    /// The frames that it holds, numbered as in the whole signal.
    package private(set) var frames = 0..<0
    /// The number of channels.
    package private(set) var channels = 0
    /// The number of floats from one frame to the next.
    package private(set) var stride = 0
    private var base: UnsafeMutablePointer<Float>
    private var capacity: Int

    /// Makes a buffer; of what it holds only the numbers beyond the channels are set, to zero.
    package init(frames: Range<Int> = 0..<0, channels: Int = 0) {
        base = .allocate(capacity: 1)
        capacity = 0
        hold(frames, channels: channels)
    }

    /// Makes a buffer of the frames of a tensor, numbered from 0. [frames, channels]
    package convenience init(_ x: Tensor) {
        precondition(x.shape.count == 2, "a signal has frames and channels, not the shape \(x.shape)")
        self.init(frames: 0..<x.shape[0], channels: x.shape[1])
        for t in frames { self[t].update(from: x.base + t * channels, count: channels) }
    }

    /// Changes what the buffer is for.
    ///
    /// New memory is taken only if there is too little; what it held is lost.
    package func hold(_ frames: Range<Int>, channels: Int) {
        (self.frames, self.channels, stride) = (frames, channels, Self.stride(channels: channels))
        let count = frames.count * stride
        guard count > capacity else { return }
        base.deallocate()
        base = .allocate(capacity: count)
        if stride != channels { base.initialize(repeating: 0, count: count) }
        capacity = count
    }

    /// The same memory taken as frames of fewer channels: each frame becomes `count` frames, the first of them `first`.
    package func split(into count: Int, first: Int, channels: Int) {
        precondition(stride == count * Self.stride(channels: channels), "\(stride) floats are not \(count) frames")
        frames = first..<first + frames.count * count
        (self.channels, stride) = (channels, stride / count)
    }

    /// The memory of frame `t`. [channels]
    package subscript(t: Int) -> UnsafeMutablePointer<Float> { base + (t - frames.lowerBound) * stride }

    /// Where the memory of frame 0 lies, or would lie.
    var origin: UnsafeMutablePointer<Float> { base - frames.lowerBound * stride }

    /// Applies a function to all frames, divided among the cores.
    package func apply(_ activation: Activation) {
        let count = frames.count * stride
        let piece = 1 << 14
        Parallel.forEach((count + piece - 1) / piece) { index, _ in
            activation.apply(to: base + index * piece, count: min(piece, count - index * piece))
        }
    }

    /// The frames as a tensor. [frames, channels]
    package var tensor: Tensor {
        Tensor(shape: [frames.count, channels]) { y in
            guard let y = y.baseAddress else { return }
            for (row, t) in frames.enumerated() { (y + row * channels).initialize(from: self[t], count: channels) }
        }
    }

    /// The number of floats that a frame takes.
    static func stride(channels: Int) -> Int { (channels + 15) / 16 * 16 }

    deinit { base.deallocate() }
}
