import CKernels
import Foundation

/// Zeroed memory whose parts begin with cache lines: what a step works in, or weights in the order in which it reads
/// them.
package final class AlignedMemory<Element: BitwiseCopyable>: @unchecked Sendable {
    /// The first element of each part.
    package let parts: [UnsafeMutablePointer<Element>]

    /// Sets memory aside for parts of so many elements.
    package init(_ counts: [Int]) {
        let line = 64 / MemoryLayout<Element>.stride
        let offsets = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1 + line - 1) / line * line) }
        let total = offsets[counts.count] + line
        guard let memory = ckernels_allocate(total * MemoryLayout<Element>.stride) else {
            preconditionFailure("there is no memory for \(total) elements")
        }
        let base = memory.bindMemory(to: Element.self, capacity: total)
        parts = offsets.map { base + $0 }
    }

    deinit { free(parts[0]) }
}
