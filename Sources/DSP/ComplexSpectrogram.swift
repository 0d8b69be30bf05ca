import Tensor

/// The short-time Fourier transform of a signal: one complex number for each frame and frequency.
///
/// Frames come first, and real and imaginary parts alternate: that is the order in which KissFFT writes and reads them,
/// so nothing is copied. `MelExtractor` makes [bands, frames] of it by multiplying with the transpose.
public struct ComplexSpectrogram: Sendable, Equatable {
    /// Real and imaginary parts, [frames, bins, 2].
    public var values: Tensor {
        didSet { Self.check(values.shape) }
    }

    /// Makes a spectrogram from its real and imaginary parts.
    ///
    /// - Parameter values: [frames, bins, 2].
    public init(values: Tensor) {
        Self.check(values.shape)
        self.values = values
    }

    private static func check(_ shape: [Int]) {
        precondition(shape.count == 3 && shape[2] == 2, "a complex spectrogram is [frames, bins, 2], not \(shape)")
    }

    /// The number of frames.
    public var frames: Int { values.shape[0] }

    /// The number of frequencies: half the FFT size and one.
    public var bins: Int { values.shape[1] }

    /// |X|: magnitudes, [frames, bins].
    public func magnitudes() -> Tensor {
        spectrum(isPower: false)
    }

    /// |X|²: powers, [frames, bins].
    public func powers() -> Tensor {
        spectrum(isPower: true)
    }

    private func spectrum(isPower: Bool) -> Tensor {
        Tensor(shape: [frames, bins]) { target in
            guard let base = target.baseAddress else { return }
            values.withUnsafeBufferPointer { pairs in
                guard let pairs = pairs.baseAddress else { return }
                squaredMagnitudes(pairs, into: base, count: target.count)
            }
            if !isPower { takeSquareRoots(base, count: target.count) }
        }
    }
}
