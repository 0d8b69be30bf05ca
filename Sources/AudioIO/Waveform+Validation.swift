extension Waveform {
    /// Refuses what no file may hold and no resampler should see.
    package func validate(name: String) throws {
        guard AudioLimits.sampleRates.contains(sampleRate) else {
            throw AudioError.unsupportedSampleRate(path: name, hertz: sampleRate)
        }
        guard !samples.isEmpty else { throw AudioError.noSamples(path: name) }
        // 0 · x is NaN for NaN and both infinities, and stays so when summed: one pass without a branch.
        let isFinite = samples.withUnsafeBufferPointer { samples in
            var (index, sum) = (0, Float.zero)
            while index < samples.count {
                sum += 0 * samples[index]
                index += 1
            }
            return sum == 0
        }
        guard isFinite else {
            throw AudioError.nonFiniteSample(path: name, index: samples.firstIndex { !$0.isFinite } ?? 0)
        }
    }
}
