import CKernels

// A piece of a convolution: its tiles to their values at all points, the products there, and back to frames.
extension Conv1d {
    /// Some units of a call, and the memory in which they are computed.
    private struct Piece {
        let call: Call
        let plan: UnsafePointer<ckernels_toom_cook>
        /// The frames of all units.
        let frames: Range<Int>
        /// How many units, and how many tiles of each phase they need.
        let units, tiles: Int
        /// The tiles, of all phases, that there is memory for.
        let capacity: Int
        /// The memory of frames: those that are read, those that are written, and those that are added.
        let sources, targets, residuals: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
        let values: UnsafeMutablePointer<Float>  // [points, capacity, floats of a tile's channels]
        let products: UnsafeMutablePointer<Float>  // [points, capacity, 32]
    }

    /// Computes all frames of some units that the call wants.
    func compute(_ call: Call, _ units: Range<Int>, capacity: Int, worker: Int) {
        let sources = call.workspace.rows(of: worker)
        let targets = sources + windowFrames(units: units.count)
        let values = call.workspace.floats(of: worker)
        scheme.withPlan { plan in
            let piece = Piece(
                call: call, plan: plan, frames: units.lowerBound * unit..<units.upperBound * unit, units: units.count,
                tiles: units.count + scheme.groups - 1, capacity: capacity, sources: sources, targets: targets,
                residuals: targets + units.count * unit, values: values,
                products: values + scheme.points * capacity * floats(ofValues: call.channels))
            evaluate(call.x, channel: 0, piece)
            if let second = call.second { evaluate(second, channel: call.x.frames.stride, piece) }
            locate(piece, in: call.y, into: piece.targets)
            if let residual = call.residual { locate(piece, in: residual, into: piece.residuals) }
            let panel = Int(CKERNELS_PANEL)
            for index in 0..<(outputs + panel - 1) / panel {
                multiply(panel: index, piece)
                combine(panel: index, piece)
            }
        }
    }

    /// The memory of output frames, null where they are not wanted.
    private func locate(
        _ piece: Piece, in buffer: FrameBuffer, into rows: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
    ) {
        let (origin, stride, wanted) = (buffer.origin, buffer.stride, piece.call.frames)
        for (i, t) in piece.frames.enumerated() { rows[i] = wanted.contains(t) ? origin + t * stride : nil }
    }

    /// The values of all tiles at all points, of input channels from `channel` on.
    private func evaluate(_ x: ActivatedFrames, channel: Int, _ piece: Piece) {
        let (call, channels) = (piece.call, piece.call.channels)
        call.workspace.locate(
            x.frames, of: call.signal, padding: padding, first: piece.frames.lowerBound - padding.width,
            count: windowFrames(units: piece.units), into: piece.sources)
        for phase in 0..<dilation {
            ckernels_convolution_input(
                call.variant, piece.plan, UnsafePointer(OpaquePointer(piece.sources + phase)), dilation, piece.tiles,
                x.frames.stride, x.slope, piece.values + floats(ofValues: phase * piece.tiles * channels + channel),
                channels, piece.capacity * channels, precision == .bfloat16 ? 1 : 0)
        }
    }

    /// The products of a panel of outputs at all points.
    private func multiply(panel: Int, _ piece: Piece) {
        let (points, groups, width) = (scheme.points, scheme.groups, Int(CKERNELS_PANEL))
        let (variant, channels) = (piece.call.variant, piece.call.channels)
        let (tileFloats, rows) = (floats(ofValues: channels), dilation * piece.tiles - (groups - 1))
        for point in 0..<points {
            let values = piece.values + point * piece.capacity * tileFloats
            let weights = packed.base + (panel * points + point) * groups * tileFloats * width
            let products = piece.products + point * piece.capacity * width
            switch precision {
            case .float32:
                ckernels_convolution_product(variant, values, rows, channels, groups, weights, products)
            case .bfloat16:
                ckernels_convolution_product_bfloat16(
                    variant, UnsafeRawPointer(values).assumingMemoryBound(to: UInt32.self), rows, channels, groups,
                    UnsafeRawPointer(weights).assumingMemoryBound(to: UInt32.self), products)
            }
        }
    }

    /// The frames of a panel of outputs from its products.
    private func combine(panel: Int, _ piece: Piece) {
        let (call, width) = (piece.call, Int(CKERNELS_PANEL))
        var to = ckernels_rows(rows: nil, residuals: nil, accumulating: call.accumulating ? 1 : 0, step: dilation)
        for phase in 0..<dilation {
            to.rows = UnsafePointer(piece.targets + phase)
            if call.residual != nil { to.residuals = UnsafePointer(OpaquePointer(piece.residuals + phase)) }
            ckernels_convolution_output(
                call.variant, piece.plan, piece.products + phase * piece.tiles * width, piece.capacity * width,
                piece.units, bias.base + panel * width, &to, panel * width, min(width, call.y.stride - panel * width))
        }
    }

    /// The number of floats whose memory so many values take.
    func floats(ofValues count: Int) -> Int { precision == .bfloat16 ? count / 2 : count }
}
