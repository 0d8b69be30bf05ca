import Foundation
import Tensor

/// Memory for what lies between a generator's layers, kept from one stretch of sound to the next.
final class GeneratorMemory {
    let workspace = ConvolutionWorkspace()
    let upsampled = FrameBuffer()
    let results = [FrameBuffer(), FrameBuffer()]
    let hidden = FrameBuffer()
    let states = [FrameBuffer(), FrameBuffer()]
    let samples = FrameBuffer()

    /// Lends memory to whoever works, to each its own.
    final class Store: @unchecked Sendable {
        private let lock = NSLock()
        private var idle: [GeneratorMemory] = []

        func lend<Result>(_ body: (GeneratorMemory) throws -> Result) rethrows -> Result {
            let memory = lock.withLock { idle.popLast() } ?? GeneratorMemory()
            // One is kept; what further threads needed at the same time is given back.
            defer { lock.withLock { if idle.isEmpty { idle.append(memory) } } }
            return try body(memory)
        }
    }
}
