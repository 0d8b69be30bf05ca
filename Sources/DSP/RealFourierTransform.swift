#if os(Linux)
    import CKissFFT

    typealias RealFourierTransform = KissFourierTransform

    /// A plan of KissFFT for real signals of one even length, in one direction.
    ///
    /// The plan holds the scratch memory of a transform, so it must not be used by two threads at once: it is not
    /// `Sendable`, and ``ShortTimeFourierTransform`` makes one for each piece of its frames that a thread takes, which
    /// costs as much as a handful of them.
    final class KissFourierTransform {
        private let plan: OpaquePointer
        private let size: Int

        init(size: Int, direction: FourierDirection) {
            precondition(size > 0 && size % 2 == 0, "KissFFT needs a positive even length, not \(size)")
            guard let plan = kiss_fftr_alloc(Int32(size), direction == .inverse ? 1 : 0, nil, nil) else {
                preconditionFailure("KissFFT cannot allocate a plan of length \(size)")
            }
            (self.plan, self.size) = (plan, size)
        }

        deinit { kiss_fftr_plan_free(plan) }

        /// Transforms frames of `size` samples into `size / 2 + 1` pairs of real and imaginary part each.
        func forward(_ samples: UnsafePointer<Float>, frames: Int, into bins: UnsafeMutablePointer<Float>) {
            // kiss_fft_cpx is a struct of two floats, so a pair of floats has its layout.
            let bins = UnsafeMutableRawPointer(bins).assumingMemoryBound(to: kiss_fft_cpx.self)
            for frame in 0..<frames { kiss_fftr(plan, samples + frame * size, bins + frame * (size / 2 + 1)) }
        }

        /// Transforms frames of `size / 2 + 1` pairs back into `size` samples each, larger by the factor `size`.
        func inverse(_ bins: UnsafePointer<Float>, frames: Int, into samples: UnsafeMutablePointer<Float>) {
            let bins = UnsafeRawPointer(bins).assumingMemoryBound(to: kiss_fft_cpx.self)
            for frame in 0..<frames { kiss_fftri(plan, bins + frame * (size / 2 + 1), samples + frame * size) }
        }
    }
#else
    // Homebrew has no KissFFT.
    typealias RealFourierTransform = MatrixFourierTransform
#endif
