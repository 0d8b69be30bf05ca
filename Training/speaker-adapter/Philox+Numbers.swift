import Foundation
import VoiceClone

extension Philox {
    /// A number between 0 and 1, a function of where it is used.
    func uniform(_ stream: UInt32, _ index: Int, _ component: Int) -> Float {
        let words = self(SIMD4(UInt32(component), UInt32(truncatingIfNeeded: index), stream, 1))
        return Float(words.x >> 8) / Float(1 << 24)
    }

    /// A normally distributed number of mean 0 and variance 1, by the transform of Box and Muller.
    func normal(_ stream: UInt32, _ index: Int, _ component: Int) -> Float {
        let words = self(SIMD4(UInt32(component), UInt32(truncatingIfNeeded: index), stream, 2))
        let radius = (-2 * log((Double(words.x) + 1) / 4_294_967_297)).squareRoot()
        return Float(radius * cos(2 * .pi * Double(words.y) / 4_294_967_296))
    }

    /// A whole number below `bound`.
    func integer(below bound: Int, _ stream: UInt32, _ index: Int, _ component: Int) -> Int {
        let words = self(SIMD4(UInt32(component), UInt32(truncatingIfNeeded: index), stream, 3))
        return Int((UInt64(words.x) * UInt64(bound)) >> 32)
    }
}
