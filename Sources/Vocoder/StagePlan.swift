import Tensor

/// Which frames the parts of a generator have to make for some of its samples.
struct StagePlan {
    /// One transposed convolution and the residual blocks behind it.
    struct Stage {
        /// The frames that there are before the transposed convolution.
        let input: Range<Int>
        /// The frames that there are behind it.
        let signal: Range<Int>
        /// Those that the residual blocks read.
        let upsampled: Range<Int>
        /// Those that they make.
        let output: Range<Int>
    }

    /// What the first convolution has to make.
    let first: Range<Int>
    let stages: [Stage]
    /// The samples that are wanted.
    let samples: Range<Int>
    /// All samples that there are.
    let signal: Range<Int>

    /// Follows the samples back to the first convolution.
    ///
    /// - Parameters:
    ///   - samples: The samples that are wanted.
    ///   - signal: All mel frames that there are; none if the signal is to have no ends.
    ///   - output: The last convolution.
    ///   - upsamplings: The transposed convolutions.
    ///   - blockInputs: What the residual blocks of a stage read for some frames of a signal.
    init(
        samples: Range<Int>, signal: Range<Int>?, output: NarrowConv1d, upsamplings: [ConvTranspose1d],
        blockInputs: (_ stage: Int, _ frames: Range<Int>, _ signal: Range<Int>) -> Range<Int>
    ) {
        // Far enough away for any utterance, and near enough for every number.
        let mel = signal ?? -1 << 32..<1 << 32
        var signals = [mel]
        for upsampling in upsamplings {
            let frames = signals[signals.count - 1]
            signals.append(frames.lowerBound * upsampling.stride..<frames.upperBound * upsampling.stride)
        }
        var wanted = output.inputFrames(for: samples).clamped(to: signals[upsamplings.count])
        var stages: [Stage] = []
        for (index, upsampling) in upsamplings.enumerated().reversed() {
            let upsampled = blockInputs(index, wanted, signals[index + 1])
            stages.insert(
                Stage(input: signals[index], signal: signals[index + 1], upsampled: upsampled, output: wanted), at: 0)
            wanted = upsampling.inputFrames(for: upsampled).clamped(to: signals[index])
        }
        (first, self.stages, self.samples, self.signal) = (wanted, stages, samples, signals[upsamplings.count])
    }
}

extension Range<Int> {
    /// The smallest range that holds both.
    func union(_ other: Range<Int>) -> Range<Int> {
        Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
    }

    /// The range in stretches of about the same length, short enough for some of them to stay in the last-level cache
    /// with so many channels.
    func stretches(channels: Int) -> [Range<Int>] {
        let most = Swift.max(1, (1 << 19) / channels)
        let pieces = (count + most - 1) / most
        return (0..<pieces).map { lowerBound + count * $0 / pieces..<lowerBound + count * ($0 + 1) / pieces }
    }
}
