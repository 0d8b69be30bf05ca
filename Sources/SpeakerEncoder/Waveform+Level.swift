import AudioIO
import Foundation

extension Waveform {
    /// The root mean square in decibels relative to full scale; −180 for silence.
    var rootMeanSquareLevel: Float { Self.decibels(moments(in: samples.indices).power) }

    /// The same without what is constant, and without a hundredth of a second at either end, where a resampler hears
    /// the sound break off.
    var alternatingLevel: Float {
        let edge = min(sampleRate / 100, samples.count / 2)
        let (mean, power) = moments(in: edge..<samples.count - edge)
        return Self.decibels(max(power - mean * mean, 0))
    }

    private static func decibels(_ power: Double) -> Float { Float(20 * log10(power.squareRoot() + 1e-9)) }

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
