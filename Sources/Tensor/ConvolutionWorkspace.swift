/// Memory that convolutions work in, set aside once for many of them.
package final class ConvolutionWorkspace {
    private var floats: UnsafeMutablePointer<Float>
    private var floatCapacity = 0
    private var rows: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
    private var rowCapacity = 0
    /// A frame of zeros, for what lies beyond the ends of a signal.
    private(set) var zeros: UnsafeMutablePointer<Float>
    private var zeroCapacity = 0

    package init() {
        floats = .allocate(capacity: 1)
        rows = .allocate(capacity: 1)
        zeros = .allocate(capacity: 1)
    }

    /// Sees to it that every worker has so many floats and rows, and that a frame of zeros is long enough.
    func reserve(floats floatCount: Int, rows rowCount: Int, channels: Int) {
        if floatCount > floatCapacity {
            floats.deallocate()
            floats = .allocate(capacity: floatCount * Parallel.threadCount)
            floats.initialize(repeating: 0, count: floatCount * Parallel.threadCount)
            floatCapacity = floatCount
        }
        if rowCount > rowCapacity {
            rows.deallocate()
            rows = .allocate(capacity: rowCount * Parallel.threadCount)
            rowCapacity = rowCount
        }
        if channels > zeroCapacity {
            zeros.deallocate()
            zeros = .allocate(capacity: channels)
            zeros.initialize(repeating: 0, count: channels)
            zeroCapacity = channels
        }
    }

    /// The memory of the input frames from `first` on, continued beyond the ends of the signal.
    func locate(
        _ x: FrameBuffer, of signal: Range<Int>, padding: ConvolutionWeights.Padding, first: Int, count: Int,
        into rows: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
    ) {
        let (held, stride, origin) = (x.frames, x.stride, x.origin)
        for i in 0..<count {
            var t = first + i
            if case .reflect(let width) = padding {
                let (start, last) = (signal.lowerBound, signal.upperBound - 1)
                if (start - width..<start).contains(t) { t = 2 * start - t }
                if (last + 1..<last + 1 + width).contains(t) { t = 2 * last - t }
            }
            rows[i] = signal.contains(t) && held.contains(t) ? origin + t * stride : zeros
        }
    }

    /// The number of pieces that units are divided into, and the units of the largest: few enough for their values to
    /// stay in a core's second-level cache, and as many pieces for one thread as for another.
    static func divided(_ units: Int, floatsPerUnit: Int) -> (pieces: Int, most: Int) {
        let cacheFloats = 3 << 16
        let fitting = max(1, cacheFloats / floatsPerUnit)
        let threads = min(Parallel.threadCount, units)
        let pieces = min(units, ((units + fitting - 1) / fitting + threads - 1) / threads * threads)
        return (pieces, (units + pieces - 1) / pieces)
    }

    func floats(of worker: Int) -> UnsafeMutablePointer<Float> { floats + worker * floatCapacity }

    func rows(of worker: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<Float>?> { rows + worker * rowCapacity }

    deinit {
        floats.deallocate()
        rows.deallocate()
        zeros.deallocate()
    }
}
