import CKernels

// How a convolution is computed. Tiles lie on a grid that is fixed in the whole signal, so a frame comes out the same,
// bit for bit, whichever stretch it is computed with and however that is divided among threads.
extension Conv1d {
    /// The frames of a unit, the least that is computed: a tile of each phase of the dilation.
    var unit: Int { scheme.outputs * dilation }

    /// The units that frames lie in.
    private func units(of frames: Range<Int>) -> Range<Int> {
        let first = Int((Double(frames.lowerBound) / Double(unit)).rounded(.down))
        let end = Int((Double(frames.upperBound) / Double(unit)).rounded(.up))
        return first..<max(first, end)
    }

    /// The input frames that have a part in some output frames, or in what they are computed with.
    package func inputFrames(for frames: Range<Int>) -> Range<Int> {
        guard !frames.isEmpty else { return frames }
        let units = units(of: frames)
        let first = units.lowerBound * unit - padding.width
        return first..<first + windowFrames(units: units.count)
    }

    /// The number of input frames that so many units read.
    func windowFrames(units: Int) -> Int {
        dilation * (scheme.outputs * (units + scheme.groups - 2) + scheme.points)
    }

    /// Writes or adds the convolution of activated frames.
    ///
    /// - Parameters:
    ///   - x: Holds ``inputFrames(for:)`` as far as they lie in the signal.
    ///   - second: Further input channels, behind those of `x`: see ``ConvolutionWeights/beside(_:)``.
    ///   - signal: The frames that the input has; beyond them it is continued.
    ///   - y: Receives the frames.
    ///   - frames: Which frames to compute.
    ///   - residual: Is added, if given.
    ///   - accumulating: Whether the result is added to what `y` holds.
    package func convolve(
        _ x: ActivatedFrames, beside second: ActivatedFrames? = nil, of signal: Range<Int>, into y: FrameBuffer,
        frames: Range<Int>, residual: FrameBuffer? = nil, accumulating: Bool = false,
        workspace: ConvolutionWorkspace
    ) {
        let call = Call(
            x: x, second: second, signal: signal, y: y, frames: frames, residual: residual,
            accumulating: accumulating, workspace: workspace, variant: Kernels.variant)
        convolve(call)
    }

    func convolve(_ call: Call) {
        let (signal, channels) = (call.signal, call.channels)
        let found = call.second.map { call.x.frames.stride + $0.frames.channels } ?? call.x.frames.channels
        precondition(found == inputs, "a convolution of \(inputs) channels cannot take \(found)")
        precondition(call.y.channels == outputs, "\(outputs) channels do not fit into \(call.y.channels)")
        padding.requireRoom(in: signal)
        guard !call.frames.isEmpty else { return }
        let units = units(of: call.frames)
        let (pieces, most) = ConvolutionWorkspace.divided(
            units.count, floatsPerUnit: scheme.points * dilation * (floats(ofValues: inputs) + Int(CKERNELS_PANEL)))
        let capacity = (most + scheme.groups) * dilation + Int(CKERNELS_PANEL)
        call.workspace.reserve(
            floats: scheme.points * capacity * (floats(ofValues: channels) + Int(CKERNELS_PANEL)),
            rows: inputFrames(for: 0..<most * unit).count + 2 * most * unit, channels: channels)
        Parallel.forEach(pieces) { piece, worker in
            let first = units.lowerBound + units.count * piece / pieces
            let end = units.lowerBound + units.count * (piece + 1) / pieces
            compute(call, first..<end, capacity: capacity, worker: worker)
        }
    }

    /// What all pieces of a call have in common.
    struct Call {
        let x: ActivatedFrames
        let second: ActivatedFrames?
        let signal: Range<Int>
        let y: FrameBuffer
        let frames: Range<Int>
        let residual: FrameBuffer?
        let accumulating: Bool
        let workspace: ConvolutionWorkspace
        let variant: ckernels_variant

        /// The number of floats in a frame of the input.
        var channels: Int { x.frames.stride + (second?.frames.stride ?? 0) }
    }
}
