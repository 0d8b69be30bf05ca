/// Samples rounded to integers of b bits.
///
///     q = clip(rint(x · 2^(b−1)), −2^(b−1), 2^(b−1) − 1)
///
/// Scaling by a power of two is exact and `rint` takes ties to even, so the result is the same everywhere; and it
/// undoes reading, which divides by 2^(b−1): an integer file that is read and written again keeps its samples.
struct Quantization {
    /// The integers, −2^(b−1)…2^(b−1) − 1.
    private(set) var integers: [Int32] = []
    /// How many samples were outside −1…1.
    private(set) var clipped = 0

    init(_ samples: [Float], bits: Int) {
        let scale = Float(1 << (bits - 1))
        // The largest value, 2^(b−1) − 1, is a float for all b up to 24.
        let (lowest, highest) = (-scale, scale - 1)
        var clipped = 0
        integers = [Int32](unsafeUninitializedCapacity: samples.count) { target, initialized in
            samples.withUnsafeBufferPointer { samples in
                var index = 0
                while index < samples.count {
                    let sample = samples[index]
                    if sample > 1 || sample < -1 { clipped += 1 }
                    target[index] = Int32(max(lowest, min(highest, (sample * scale).rounded(.toNearestOrEven))))
                    index += 1
                }
            }
            initialized = samples.count
        }
        self.clipped = clipped
    }
}
