import CKernels
import TestSupport
import Testing

@testable import Tensor

@Suite struct DilatedStackTests {
    private static let samples = 150

    /// Sizes that fill no vector; more than two panels of gates.
    private static func weights(halves: Bool) -> DilatedStack.Weights {
        var stream: UInt32 = 0
        func random(_ shape: [Int], _ scale: Float = 1) -> Tensor {
            stream += 1
            let values = KernelFixture.random(shape.reduce(1, *), seed: 11, stream: stream)
            return Tensor(values.map { halves ? ($0 * scale * 1024).rounded() / 1024 : $0 * scale }, shape: shape)
        }
        let layers = (0..<5).map { layer in
            DilatedStack.Layer(
                convolution: random([210, 37, 3], 0.15), out: random([37, 105], 0.1), outBias: random([37]),
                skip: random([29, 105], 0.1), skipBias: random([29]), dilation: 1 << (layer % 3))
        }
        return DilatedStack.Weights(
            input: random([37, 1]), inputBias: random([37]), layers: layers, head: random([29, 29], 0.2),
            headBias: random([29]), last: random([6, 29], 0.2), lastBias: random([6]))
    }

    /// The samples and what they were drawn from, made in two goes.
    private static func run(_ stack: DilatedStack, signals: Int = 1, helpers: Int = 0) -> [[Float]] {
        let state = DilatedStackState(
            stack, input: 0, count: signals, options: .init(leastLogScale: -7, temperature: 0.5))
        let width = stack.layers * stack.width
        let noise = KernelFixture.random(2 * samples, seed: 12, stream: 0).map { abs($0) * 0.9 + 0.01 }
        let count = samples * (1 + stack.outputs)
        // The state keeps the addresses from one call to the next.
        let memory = (0..<signals).map { signal in
            let memory = AlignedMemory<Float>([samples * width, 2 * samples, count])
            let condition = KernelFixture.random(samples * width, seed: 13, stream: UInt32(signal))
            memory.parts[0].update(from: condition, count: condition.count)
            memory.parts[1].update(from: noise, count: noise.count)
            return memory
        }
        return withExtendedLifetime(memory) {
            for part in [0..<70, 70..<samples] {
                for (signal, memory) in memory.enumerated() {
                    let result = memory.parts[2]
                    state.connect(
                        signal,
                        to: .init(
                            condition: memory.parts[0] + part.lowerBound * width,
                            noise: memory.parts[1] + 2 * part.lowerBound, signal: result + part.lowerBound,
                            parameters: result + samples + part.lowerBound * stack.outputs))
                }
                state.advance(signals, samples: part.count, helpers: helpers)
            }
            return memory.map { Array(UnsafeBufferPointer(start: $0.parts[2], count: count)) }
        }
    }

    // What goes in again with every sample differs in the order of sums: measured 4e-7.
    @Test(arguments: [false, true]) func everyVariantComputesTheSame(halves: Bool) {
        let weights = Self.weights(halves: halves)
        let plain = Self.run(DilatedStack(weights, distribution: .logistics, variant: CKERNELS_PLAIN))[0]
        #expect(Set(plain.prefix(Self.samples)).count > 100)
        for variant in KernelFixture.variants {
            let found = Self.run(DilatedStack(weights, distribution: .logistics, variant: variant))[0]
            #expect(maximumDifference(found, plain) < 1e-5, "variant \(variant.rawValue)")
        }
    }

    // Far more skips than gates, of which the first layer behind them sees only those that there were before.
    @Test func skipsThatNobodySeesChangeNothing() {
        var weights = Self.weights(halves: false)
        let few = Self.run(DilatedStack(weights, distribution: .logistics))[0]
        /// Rows above those that there are.
        func below(_ rows: Int, _ tensor: Tensor, value: Float) -> Tensor {
            let columns = tensor.count / tensor.shape[0]
            return Tensor(
                [Float](repeating: value, count: rows * columns) + tensor.elements,
                shape: [rows + tensor.shape[0]] + tensor.shape.dropFirst())
        }
        for index in weights.layers.indices {
            weights.layers[index].skip = below(271, weights.layers[index].skip, value: 0.1)
            weights.layers[index].skipBias = below(271, weights.layers[index].skipBias, value: 5)
        }
        let head = below(271, weights.head, value: 0).transposed()
        weights.head = below(271, head, value: 0).transposed()
        weights.headBias = below(271, weights.headBias, value: 1)
        weights.last = below(271, weights.last.transposed(), value: 0).transposed()
        let many = Self.run(DilatedStack(weights, distribution: .logistics))[0]
        #expect(maximumDifference(many, few) < 1e-5)
    }

    @Test func helpersChangeNothing() {
        let stack = DilatedStack(Self.weights(halves: true), distribution: .logistics)
        let alone = Self.run(stack, signals: 2)
        for helpers in 1...3 { #expect(Self.run(stack, signals: 2, helpers: helpers) == alone) }
    }

    @Test func aSignalDoesNotDependOnTheOthers() {
        let stack = DilatedStack(Self.weights(halves: false), distribution: .logistics)
        #expect(Self.run(stack, signals: 3)[0] == Self.run(stack)[0])
    }
}
