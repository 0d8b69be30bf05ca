/// Philox4x32-10, the package's one source of random bits.
///
/// It has no state: 128 bits are a function of a counter and a key. So a result depends on the seed alone, never on the
/// order in which threads ask. Source: Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011.
public struct Philox: Sendable {
    /// The low and the high half of the seed.
    private let key: SIMD2<UInt32>

    /// Makes a generator whose key is the seed.
    public init(seed: UInt64) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    }

    /// The four random words that belong to a counter.
    public func callAsFunction(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
        var (c, key) = (counter, key)
        for _ in 0..<10 {
            let product0 = UInt64(0xD251_1F53) * UInt64(c.x)
            let product1 = UInt64(0xCD9E_8D57) * UInt64(c.z)
            c = SIMD4(
                UInt32(truncatingIfNeeded: product1 >> 32) ^ c.y ^ key.x, UInt32(truncatingIfNeeded: product1),
                UInt32(truncatingIfNeeded: product0 >> 32) ^ c.w ^ key.y, UInt32(truncatingIfNeeded: product0))
            key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
        }
        return c
    }
}
