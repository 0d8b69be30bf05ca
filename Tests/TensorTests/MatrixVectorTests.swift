import CKernels
import Testing

@testable import Tensor

@Suite struct MatrixVectorTests {
    private func random(_ count: Int, stream: UInt32) -> [Float] {
        KernelFixture.random(count, seed: 5, stream: stream)
    }

    // Column counts on both sides of every kernel's stride, and those of the decoder.
    @Test(arguments: [1, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 63, 80, 128, 928, 1312])
    func everyVariantMatchesAPlainSum(columns: Int) {
        let rows = 5
        let a = random(rows * columns, stream: 0)
        let x = random(columns, stream: 1).map { Double($0) / 3 }
        for variant in KernelFixture.variants {
            for beta in [0.0, 1, -0.5] {
                var y = [1.0, 2, 3, 4, 5]
                let expected = (0..<rows).map { row in
                    (0..<columns).reduce(beta * y[row]) { $0 + Double(a[row * columns + $1]) * x[$1] }
                }
                ckernels_matrix_vector(variant, a, rows, columns, x, beta, &y)
                for row in 0..<rows {
                    // Sums of up to 1312 terms below 1/3, in another order.
                    #expect(abs(y[row] - expected[row]) < 1e-12, "variant \(variant.rawValue), row \(row)")
                }
            }
        }
    }

    @Test func withBetaZeroTheOldValueDoesNotMatter() {
        for variant in KernelFixture.variants {
            var y = [Double.nan]
            ckernels_matrix_vector(variant, [2], 1, 1, [3], 0, &y)
            #expect(y == [6])
        }
    }

    @Test func theBestVariantIsSupported() {
        #expect(KernelFixture.variants.contains(ckernels_best()))
        #expect(KernelFixture.variants.contains(CKERNELS_PLAIN))
    }
}
