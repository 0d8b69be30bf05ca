import Tensor

/// Random numbers that are the same in every run, so that a failure can be repeated.
public struct SeededGenerator: RandomNumberGenerator {
    private let random: Philox
    private var calls: UInt64 = 0

    /// Makes a generator that is a function of its seed.
    public init(seed: UInt64) { random = Philox(seed: seed) }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        let words = random(SIMD4(UInt32(truncatingIfNeeded: calls), UInt32(truncatingIfNeeded: calls >> 32), 0, 0))
        calls += 1
        return UInt64(words.x) << 32 | UInt64(words.y)
    }
}
