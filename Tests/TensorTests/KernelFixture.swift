import CKernels

@testable import Tensor

/// What the tests of kernels have in common.
enum KernelFixture {
    /// The variants that this processor can run.
    static let variants = (0..<CKERNELS_VARIANTS.rawValue).map(ckernels_variant.init(rawValue:))
        .filter { ckernels_supports($0) != 0 }

    /// Numbers between −1 and 1 that single precision represents exactly, others for each seed and stream.
    static func random(_ count: Int, seed: UInt64, stream: UInt32) -> [Float] {
        let random = Philox(seed: seed)
        return (0..<count).map {
            Float(Int32(bitPattern: random(SIMD4(UInt32($0), stream, 0, 0)).x) >> 8) / Float(1 << 23)
        }
    }
}
