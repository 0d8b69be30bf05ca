import AudioIO
import Foundation

extension Waveform {
    /// The largest absolute sample.
    var peak: Float {
        samples.withUnsafeBufferPointer { samples in
            var peak: Float = 0
            for sample in samples { peak = max(peak, abs(sample)) }
            return peak
        }
    }

    /// The root mean square in decibels relative to full scale; −180 for silence.
    var rootMeanSquareLevel: Float {
        let sum = samples.withUnsafeBufferPointer { samples in
            var sum = 0.0
            for sample in samples { sum += Double(sample) * Double(sample) }
            return sum
        }
        return Float(20 * log10((sum / Double(max(samples.count, 1))).squareRoot() + 1e-9))
    }

    /// The same without what is constant.
    var alternatingLevel: Float {
        let count = Double(max(samples.count, 1))
        let (sum, squares) = samples.withUnsafeBufferPointer { samples in
            var (sum, squares) = (0.0, 0.0)
            for sample in samples {
                sum += Double(sample)
                squares += Double(sample) * Double(sample)
            }
            return (sum, squares)
        }
        return Float(20 * log10(max(squares / count - sum / count * (sum / count), 0).squareRoot() + 1e-9))
    }

    /// Multiplies every sample.
    mutating func scale(by factor: Float) {
        samples.withUnsafeMutableBufferPointer { samples in
            for i in samples.indices { samples[i] *= factor }
        }
    }

    /// Rounds every sample to a multiple of 2⁻¹⁵ that fits 16 bits.
    mutating func roundTo16Bits() {
        samples.withUnsafeMutableBufferPointer { samples in
            for i in samples.indices {
                samples[i] = min(max((samples[i] * 32768).rounded(.toNearestOrEven), -32768), 32767) / 32768
            }
        }
    }
}

extension Float {
    /// 10 to the power of `x`.
    static func pow10(_ x: Float) -> Float { powf(10, x) }
}
