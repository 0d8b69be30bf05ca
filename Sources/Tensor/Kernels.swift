import CKernels

/// The project's own kernels.
package enum Kernels {
    /// The instructions that they use on this processor.
    package static let variant = ckernels_best()
}
