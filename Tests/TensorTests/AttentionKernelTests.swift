import CKernels
import Foundation
import Testing

@testable import Tensor

@Suite struct AttentionKernelTests {
    /// tanh of each, by way of an energy with one term.
    private func tanhs(_ x: [Double], _ variant: ckernels_variant) -> [Double] {
        var y = [Double](repeating: .nan, count: x.count)
        let zeros = [Double](repeating: 0, count: x.count)
        ckernels_energies(variant, x.count, 1, x, [0], zeros, [1], &y)
        return y
    }

    @Test func tanhIsExactToSomeUnitsOfTheLastPlace() {
        var x: [Double] = [1e3, -1e3, .infinity, -.infinity]
        for step in -2000...2000 { x.append(Double(step) / 100) }
        for exponent in 1...300 {
            let small = Foundation.pow(10.0, Double(-exponent))
            x += [small, -small]
        }
        for variant in KernelFixture.variants {
            for (argument, found) in zip(x, tanhs(x, variant)) {
                let expected: Double = Foundation.tanh(argument)
                #expect(abs(found - expected) <= 8 * expected.ulp, "variant \(variant.rawValue), tanh(\(argument))")
            }
            #expect(tanhs([.nan], variant)[0].isNaN)
        }
    }

    @Test(arguments: [1, 2, 3, 6, 8, 9, 16, 64, 67]) func energiesAreTheSums(size: Int) {
        let symbols = 5
        func numbers(_ count: Int, _ factor: Double) -> [Double] { (0..<count).map { sin(Double($0) * factor) } }
        let (location, keys) = (numbers(symbols * size, 1.7), numbers(symbols * size, 0.9))
        let (query, v) = (numbers(size, 2.3), numbers(size, 0.7))
        for variant in KernelFixture.variants {
            var energies = [Double](repeating: .nan, count: symbols)
            ckernels_energies(variant, symbols, size, location, query, keys, v, &energies)
            for s in 0..<symbols {
                let expected = (0..<size).reduce(0.0) {
                    $0 + v[$1] * tanh(location[s * size + $1] + query[$1] + keys[s * size + $1])
                }
                #expect(abs(energies[s] - expected) < 1e-13, "variant \(variant.rawValue)")
            }
        }
    }

    @Test(arguments: [1, 2, 7, 8, 9, 54]) func softmaxIsTheSoftmax(symbols: Int) {
        let energies = (0..<symbols).map { 30 * sin(Double($0)) - ($0 == 3 ? 2000 : 0) }
        let exponentials = energies.map { exp($0 - (energies.max() ?? 0)) }
        for variant in KernelFixture.variants {
            var weights = [Double](repeating: .nan, count: symbols)
            ckernels_softmax(variant, symbols, energies, &weights)
            for s in 0..<symbols {
                #expect(abs(weights[s] - exponentials[s] / exponentials.reduce(0, +)) < 1e-15)
            }
            #expect(abs(weights.reduce(0, +) - 1) < 1e-14)
        }
    }
}
