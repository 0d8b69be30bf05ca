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

    func floats(of worker: Int) -> UnsafeMutablePointer<Float> { floats + worker * floatCapacity }

    func rows(of worker: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<Float>?> { rows + worker * rowCapacity }

    deinit {
        floats.deallocate()
        rows.deallocate()
        zeros.deallocate()
    }
}
