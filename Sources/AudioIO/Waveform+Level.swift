extension Waveform {
    /// The largest absolute sample, where 1 is full scale; 0 if there are none.
    public var peak: Float {
        samples.withUnsafeBufferPointer { samples in
            var peak: Float = 0
            for sample in samples { peak = max(peak, abs(sample)) }
            return peak
        }
    }

    /// The mean of some samples and of their squares; 0 if there are none.
    package func moments(in range: Range<Int>) -> (mean: Double, power: Double) {
        samples.withUnsafeBufferPointer { samples in
            var (sum, squares) = (0.0, 0.0)
            for index in range {
                let sample = Double(samples[index])
                sum += sample
                squares += sample * sample
            }
            let count = Double(max(range.count, 1))
            return (sum / count, squares / count)
        }
    }
}
