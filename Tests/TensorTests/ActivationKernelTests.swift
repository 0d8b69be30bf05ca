import CKernels
import Foundation
import Testing

@testable import Tensor

/// The functions between layers in every variant of their kernels that this processor has.
@Suite struct ActivationKernelTests {
    // From so small that tanh(x) is x, over where exponentials cancel, to where it is 1.
    @Test func tanh() {
        let magnitudes = (-120...60).map { exp2f(Float($0) / 8) }
        let arguments = [0, 1e-30, 100, .infinity] + magnitudes + magnitudes.map { -$0 }
        for variant in KernelFixture.variants {
            for count in [arguments.count, 1, 5, 16, 33] {
                var values = Array(arguments.prefix(count)) + [7]
                ckernels_tanh(variant, &values, count)
                for (argument, value) in zip(arguments.prefix(count), values) {
                    let expected = Foundation.tanh(Double(argument))
                    #expect(
                        abs(Double(value) - expected) <= 3 * Double(Float(expected).ulp),
                        "variant \(variant.rawValue), tanh(\(argument))")
                }
                #expect(values[count] == 7, "nothing is written behind the last number")
            }
        }
    }

    @Test func whatIsNotANumberStaysSo() {
        for variant in KernelFixture.variants {
            var values: [Float] = [.nan, 1]
            ckernels_tanh(variant, &values, 2)
            #expect(values[0].isNaN && values[1].isFinite)
        }
    }
}
