import CKernels
import Testing

@testable import Tensor

@Suite struct PanelMatrixTests {
    @Test func whatIsAHalfIsKnown() {
        let halves: [Float] = [0, -0, 1, -1.5, 65504, 0x1p-14, 0x1p-24, 0x3p-24, -0x1.ff8p-15, 0x1.ffcp15]
        let others: [Float] = [65520, 1 + 0x1p-11, 0x1p-25, 0x1.8p-24, .infinity, .nan, 0x1.ffep-15]
        #expect(ckernels_are_halves(halves, halves.count) == 1)
        for other in others { #expect(ckernels_are_halves([1, other], 2) == 0, "\(other)") }
    }

    @Test(arguments: [1, 15, 16, 97, 200]) func multipliesAsAMatrixDoes(outputs: Int) {
        let inputs = 33
        let x = KernelFixture.random(inputs, seed: 1, stream: 0)
        // All halves, subnormal ones among them, and all but one.
        var weights = KernelFixture.random(outputs * inputs, seed: 2, stream: 0).map {
            ($0 * 1e-4 * 0x1p24).rounded() * 0x1p-24
        }
        for last: Float in [weights[weights.count - 1], 0.1] {
            weights[weights.count - 1] = last
            let rows = PanelMatrix.padded(outputs)
            // Of the size of the sums, so that these are seen.
            let start = (0..<rows).map { Float($0) * 1e-4 }
            for variant in KernelFixture.variants {
                let matrix = PanelMatrix(Tensor(weights, shape: [outputs, inputs]), variant: variant)
                var y = [Float](repeating: 0, count: rows)
                matrix.multiply(x, from: start, into: &y)
                for row in 0..<rows {
                    let sum =
                        row < outputs
                        ? (0..<inputs).reduce(0.0) { $0 + Double(weights[row * inputs + $1]) * Double(x[$1]) } : 0
                    #expect(abs(Double(y[row]) - Double(start[row]) - sum) < 1e-6 * max(0.01, Double(start[row])))
                }
            }
        }
    }
}
