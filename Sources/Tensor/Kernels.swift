import CKernels

/// The project's own kernels.
enum Kernels {
    /// The instructions that they use on this processor.
    static let variant = ckernels_best()
}
