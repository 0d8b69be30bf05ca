import Foundation
import Tensor

/// From samples to frequencies, or back.
enum FourierDirection { case forward, inverse }

/// The Fourier transform of real signals as what it is by definition, a product with cosines and sines.
///
/// It stands in for KissFFT where that cannot be had. A matrix product of many frames runs at the processor's full
/// speed, so mel spectra take about as long; Griffin-Lim, which transforms again and again, takes three times as long.
final class MatrixFourierTransform {
    private let size: Int
    /// [2 · bins, size]: a cosine and a sine for each bin, by turns.
    private let waves: Tensor

    init(size: Int, direction: FourierDirection) {
        precondition(size > 0 && size % 2 == 0, "a transform needs a positive even length, not \(size)")
        self.size = size
        waves = Self.waves(size, direction)
    }

    /// Transforms frames of `size` samples into `size / 2 + 1` pairs of real and imaginary part each.
    func forward(_ samples: UnsafePointer<Float>, frames: Int, into bins: UnsafeMutablePointer<Float>) {
        BLAS.multiply(
            m: frames, n: size + 2, k: size, .init(samples, rowStride: size),
            .init(waves.base, rowStride: size).transposed,
            into: bins, stride: size + 2)
    }

    /// Transforms frames of `size / 2 + 1` pairs back into `size` samples each, larger by the factor `size`.
    func inverse(_ bins: UnsafePointer<Float>, frames: Int, into samples: UnsafeMutablePointer<Float>) {
        BLAS.multiply(
            m: frames, n: size, k: size + 2, .init(bins, rowStride: size + 2), .init(waves.base, rowStride: size),
            into: samples, stride: size)
    }

    /// cos and −sin of 2πkn/N.
    ///
    /// To come back, each bin but the first and the last stands for its conjugate too.
    private static func waves(_ size: Int, _ direction: FourierDirection) -> Tensor {
        let circle = (0..<size).map { 2 * Double.pi * Double($0) / Double(size) }
        let (cosines, sines) = (circle.map(cos), circle.map(sin))
        return Tensor(shape: [size + 2, size]) { target in
            for bin in 0...size / 2 {
                let weight = direction == .forward || bin == 0 || bin == size / 2 ? 1.0 : 2.0
                for n in 0..<size {
                    let place = bin * n % size
                    target[2 * bin * size + n] = Float(weight * cosines[place])
                    target[(2 * bin + 1) * size + n] = Float(-weight * sines[place])
                }
            }
        }
    }
}
