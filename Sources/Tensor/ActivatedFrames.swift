/// Frames as a convolution reads them: with a function applied first.
package struct ActivatedFrames {
    package let frames: FrameBuffer
    /// s of max(x, s·x).
    let slope: Float

    /// Puts them together.
    ///
    /// - Parameter activation: Any but tanh, which ``FrameBuffer/apply(_:)`` applies.
    package init(_ frames: FrameBuffer, _ activation: Activation = .identity) {
        guard let slope = activation.slope else { preconditionFailure("a convolution cannot apply \(activation)") }
        (self.frames, self.slope) = (frames, slope)
    }
}
