import CKernels

// A piece of a convolution: its tiles to their values at all points, the products there, and back to frames.
extension Conv1d {
    /// The memory of the input frames from `first` on, continued beyond the ends of the signal.
    private func gather(
        _ x: FrameBuffer, _ call: Call, first: Int, count: Int,
        into rows: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
    ) {
        let (signal, held, stride) = (call.signal, x.frames, x.stride)
        let (origin, zeros) = (x.origin, call.workspace.zeros)
        for i in 0..<count {
            var t = first + i
            if case .reflect(let width) = padding {
                let (start, last) = (signal.lowerBound, signal.upperBound - 1)
                if (start - width..<start).contains(t) { t = 2 * start - t }
                if (last + 1..<last + 1 + width).contains(t) { t = 2 * last - t }
            }
            rows[i] = signal.contains(t) && held.contains(t) ? origin + t * stride : zeros
        }
    }

    /// The memory of some output frames, null where they are not wanted.
    private func locate(
        _ frames: Range<Int>, in buffer: FrameBuffer, wanted: Range<Int>,
        into rows: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>
    ) {
        let (origin, stride) = (buffer.origin, buffer.stride)
        for (i, t) in frames.enumerated() { rows[i] = wanted.contains(t) ? origin + t * stride : nil }
    }

    /// Computes all frames of some units that the call wants.
    func compute(_ call: Call, _ units: Range<Int>, capacity: Int, worker: Int) {
        let (panel, points, groups) = (Int(CKERNELS_PANEL), scheme.points, scheme.groups)
        let (variant, workspace, channels) = (call.variant, call.workspace, call.channels)
        let tiles = units.count + groups - 1  // of each phase
        let window = windowFrames(units: units.count)
        let first = units.lowerBound * unit
        let sources = workspace.rows(of: worker)
        let targets = sources + window
        let residuals = targets + units.count * unit
        let outputFrames = first..<first + units.count * unit
        locate(outputFrames, in: call.y, wanted: call.frames, into: targets)
        if let residual = call.residual { locate(outputFrames, in: residual, wanted: call.frames, into: residuals) }
        let values = workspace.floats(of: worker)  // [points, capacity, floats of a tile's channels]
        let tileFloats = floats(ofValues: channels)
        let products = values + points * capacity * tileFloats  // [points, capacity, 32]
        scheme.withPlan { plan in
            func evaluate(_ x: ActivatedFrames, channel: Int) {
                gather(x.frames, call, first: first - padding.width, count: window, into: sources)
                for phase in 0..<dilation {
                    ckernels_convolution_input(
                        variant, plan, UnsafePointer(OpaquePointer(sources + phase)), dilation, tiles,
                        x.frames.stride, x.slope, values + floats(ofValues: phase * tiles * channels + channel),
                        channels, capacity * channels, precision == .bfloat16 ? 1 : 0)
                }
            }
            evaluate(call.x, channel: 0)
            if let second = call.second { evaluate(second, channel: call.x.frames.stride) }
            var to = ckernels_rows(
                rows: nil, residuals: nil, accumulating: call.accumulating ? 1 : 0, step: dilation)
            for index in 0..<(outputs + panel - 1) / panel {
                for point in 0..<points {
                    multiply(
                        variant, values + point * capacity * tileFloats, rows: dilation * tiles - (groups - 1),
                        channels,
                        by: packed.base + (index * points + point) * groups * tileFloats * panel,
                        into: products + point * capacity * panel)
                }
                for phase in 0..<dilation {
                    to.rows = UnsafePointer(targets + phase)
                    if call.residual != nil { to.residuals = UnsafePointer(OpaquePointer(residuals + phase)) }
                    ckernels_convolution_output(
                        variant, plan, products + phase * tiles * panel, capacity * panel, units.count,
                        bias.base + index * panel, &to, index * panel, min(panel, call.y.stride - index * panel))
                }
            }
        }
    }

    /// The number of floats whose memory so many values take.
    func floats(ofValues count: Int) -> Int { precision == .bfloat16 ? count / 2 : count }

    /// The products of a panel of outputs at one point.
    private func multiply(
        _ variant: ckernels_variant, _ values: UnsafePointer<Float>, rows: Int, _ channels: Int,
        by weights: UnsafePointer<Float>, into products: UnsafeMutablePointer<Float>
    ) {
        switch precision {
        case .float32:
            ckernels_convolution_product(variant, values, rows, channels, scheme.groups, weights, products)
        case .bfloat16:
            ckernels_convolution_product_bfloat16(
                variant, UnsafeRawPointer(values).assumingMemoryBound(to: UInt32.self), rows, channels, scheme.groups,
                UnsafeRawPointer(weights).assumingMemoryBound(to: UInt32.self), products)
        }
    }

    func computeNarrow(_ call: Call, _ frames: Range<Int>, worker: Int) {
        precondition(
            !call.accumulating && call.residual == nil && call.second == nil, "a narrow convolution writes its result")
        let sources = call.workspace.rows(of: worker)
        let window = frames.count + (kernelSize - 1) * dilation
        gather(call.x.frames, call, first: frames.lowerBound - padding.width, count: window, into: sources)
        for output in 0..<outputs {
            ckernels_narrow_convolution(
                call.variant, UnsafePointer(OpaquePointer(sources)), frames.count, dilation, kernelSize, call.channels,
                call.x.slope, packed.base + output * kernelSize * call.channels, bias.base[output],
                call.y[frames.lowerBound] + output, call.y.stride)
        }
    }
}
