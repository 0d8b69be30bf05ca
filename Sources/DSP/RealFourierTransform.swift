import CKissFFT

/// A plan of KissFFT for real signals of one even length, in one direction.
///
/// The plan holds the scratch memory of a transform, so it must not be used by two threads at once: it is not
/// `Sendable`, and each call of ``ShortTimeFourierTransform`` makes its own, which costs as much as a handful of
/// frames.
final class RealFourierTransform {
    enum Direction { case forward, inverse }

    private let plan: OpaquePointer

    init(size: Int, direction: Direction) {
        precondition(size > 0 && size % 2 == 0, "KissFFT needs a positive even length, not \(size)")
        guard let plan = kiss_fftr_alloc(Int32(size), direction == .inverse ? 1 : 0, nil, nil) else {
            preconditionFailure("KissFFT cannot allocate a plan of length \(size)")
        }
        self.plan = plan
    }

    deinit { kiss_fftr_plan_free(plan) }

    /// Transforms `size` samples into `size / 2 + 1` pairs of real and imaginary part.
    func forward(_ samples: UnsafePointer<Float>, into bins: UnsafeMutablePointer<Float>) {
        // kiss_fft_cpx is a struct of two floats, so a pair of floats has its layout.
        kiss_fftr(plan, samples, UnsafeMutableRawPointer(bins).assumingMemoryBound(to: kiss_fft_cpx.self))
    }

    /// Transforms `size / 2 + 1` pairs back into `size` samples, larger by the factor `size`.
    func inverse(_ bins: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>) {
        kiss_fftri(plan, UnsafeRawPointer(bins).assumingMemoryBound(to: kiss_fft_cpx.self), samples)
    }
}
