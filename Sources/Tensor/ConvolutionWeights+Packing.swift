import CKernels

extension ConvolutionWeights {
    /// The kernel's values at a scheme's points, as ``Conv1d`` has them for a precision.
    func packed(by scheme: ToomCook, precision: WeightPrecision = .float32) -> Tensor {
        let values = packed(by: scheme)
        guard precision == .bfloat16 else { return values }
        let panel = Int(CKERNELS_PANEL)
        let pairs = values.count / (2 * panel)
        return Tensor(shape: [pairs, panel]) { target in
            for pair in 0..<pairs {
                for output in 0..<panel {
                    let even = values.base[2 * pair * panel + output]
                    let odd = values.base[(2 * pair + 1) * panel + output]
                    target[pair * panel + output] = Float(
                        bitPattern: ckernels_bfloat16(even) | ckernels_bfloat16(odd) << 16)
                }
            }
        }
    }

    /// The kernel's values at a scheme's points. [panels, points, groups, inputs, 32]
    private func packed(by scheme: ToomCook) -> Tensor {
        let panel = Int(CKERNELS_PANEL)
        let panels = (outputs + panel - 1) / panel
        let filledInputs = FrameBuffer.stride(channels: inputs)
        let (points, groups, taps) = (scheme.points, scheme.groups, scheme.taps)
        // The values are linear in the taps: those of a single tap of one are the columns of their matrix.
        let columns = (0..<taps).map { tap in
            scheme.values(of: (0..<taps).map { $0 == tap ? 1 : 0 })
        }
        return Tensor(shape: [panels, points, groups, filledInputs, panel]) { target in
            guard let target = target.baseAddress else { return }
            let count = points * groups * filledInputs * panel
            Parallel.forEach(panels) { index, _ in
                let base = target + index * count
                base.initialize(repeating: 0, count: count)
                for output in 0..<min(panel, outputs - index * panel) {
                    for input in 0..<inputs {
                        let kernel = weight.base + ((index * panel + output) * inputs + input) * kernelSize
                        for group in 0..<groups {
                            let used = min(taps, kernelSize - group * taps)
                            for point in 0..<points {
                                var value = 0.0
                                for tap in 0..<used {
                                    value += Double(kernel[group * taps + tap]) * columns[tap][point]
                                }
                                base[((point * groups + group) * filledInputs + input) * panel + output] = Float(value)
                            }
                        }
                    }
                }
            }
        }
    }
}
