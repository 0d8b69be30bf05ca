import CKernels

/// What the signals that a ``DilatedStack`` makes have behind them: the samples that its layers still hear.
///
/// Several signals read each weight together; what becomes of one does not depend on the others.
package final class DilatedStackState {
    private let stack: DilatedStack
    private var lanes: [ckernels_dilated_lane]
    private let memory: [AlignedMemory<Float>]
    private var kernel: ckernels_dilated_stack

    /// How samples are drawn.
    package struct Options: Sendable {
        /// What a logarithm of a scale is raised to.
        package var leastLogScale: Float
        /// What scales, or logits, are multiplied with, or divided by.
        package var temperature: Float

        package init(leastLogScale: Float, temperature: Float) {
            (self.leastLogScale, self.temperature) = (leastLogScale, temperature)
        }
    }

    /// Some samples of one signal.
    package struct Stretch {
        /// What the condition adds to both halves of each layer, biases included. [samples, layers, width]
        package var condition: UnsafePointer<Float>
        /// Two random numbers between 0 and 1 for each sample. [samples, 2]
        package var noise: UnsafePointer<Float>
        /// What the network hears instead of itself. [samples]
        package var forced: UnsafePointer<Float>?
        /// Receives the samples, or their categories. [samples]
        package var signal: UnsafeMutablePointer<Float>
        /// Receives what the samples are drawn from. [samples, outputs]
        package var parameters: UnsafeMutablePointer<Float>?

        package init(
            condition: UnsafePointer<Float>, noise: UnsafePointer<Float>, forced: UnsafePointer<Float>? = nil,
            signal: UnsafeMutablePointer<Float>, parameters: UnsafeMutablePointer<Float>? = nil
        ) {
            (self.condition, self.noise, self.forced) = (condition, noise, forced)
            (self.signal, self.parameters) = (signal, parameters)
        }
    }

    /// Begins signals with nothing behind them.
    ///
    /// - Parameters:
    ///   - input: What the first sample follows.
    ///   - count: How many signals.
    package init(_ stack: DilatedStack, input: Float, count: Int, options: Options) {
        self.stack = stack
        kernel = stack.kernel(leastLogScale: options.leastLogScale, temperature: options.temperature)
        let sizes = stack.sizes
        let widest = max(stack.width, sizes.skips, sizes.outputs)
        memory = (0..<count).map { _ in
            AlignedMemory([
                sizes.ring * stack.width, stack.layers * sizes.channels, stack.layers * sizes.units,
                stack.layers * sizes.skips, max(widest, sizes.channels), max(widest, sizes.channels),
            ])
        }
        lanes = memory.map {
            ckernels_dilated_lane(
                condition: nil, noise: nil, forced: nil, signal: nil, parameters: nil, input: input, time: 0,
                pending: $0.parts[0], x: $0.parts[1], z: $0.parts[2], skip: $0.parts[3], sums: $0.parts[4],
                sums2: $0.parts[5])
        }
    }

    /// Says where a signal's next samples come from and go to.
    package func connect(_ signal: Int, to stretch: Stretch) {
        lanes[signal].condition = stretch.condition
        lanes[signal].noise = stretch.noise
        lanes[signal].forced = stretch.forced
        lanes[signal].signal = stretch.signal
        lanes[signal].parameters = stretch.parameters
    }

    /// Makes the next samples of the first `count` signals, which are connected, without allocating.
    ///
    /// - Parameter helpers: How many threads help the one that goes down the layers. One has enough to do, two would be
    ///   too many.
    package func advance(_ count: Int, samples: Int, helpers: Int = min(Parallel.threadCount, 2) - 1) {
        precondition(count <= lanes.count, "there are \(lanes.count) signals, not \(count)")
        lanes.withUnsafeMutableBufferPointer { lanes in
            ckernels_dilated_run(Crew.shared, &kernel, lanes.baseAddress, count, samples, helpers)
        }
        withExtendedLifetime(stack) {}
    }
}
