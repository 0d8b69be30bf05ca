import CSoXR

extension Waveform {
    /// The same audio at another sample rate, by libsoxr's high-quality recipe.
    ///
    /// The result has ⌈n · target / source⌉ samples, as `librosa.resample` has, and agrees with it.
    /// At the rate it already has, the waveform is returned as it is. The provenance stays.
    ///
    /// - Parameter sampleRate: In hertz, within ``AudioLimits/sampleRates``.
    /// - Throws: ``AudioError/unsupportedSampleRate(path:hertz:)``, ``AudioError/noSamples(path:)``,
    ///   ``AudioError/nonFiniteSample(path:index:)`` or ``AudioError/resamplingFailed(reason:)``.
    public func resampled(to sampleRate: Int) throws -> Waveform {
        try validate(name: "the waveform to resample")
        guard AudioLimits.sampleRates.contains(sampleRate) else {
            throw AudioError.unsupportedSampleRate(path: "the waveform to make", hertz: sampleRate)
        }
        guard sampleRate != self.sampleRate else { return self }
        let count = (samples.count * sampleRate + self.sampleRate - 1) / self.sampleRate
        var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
        var quality = soxr_quality_spec(UInt(SOXR_HQ), 0)
        var runtime = soxr_runtime_spec(1)
        var failure: soxr_error_t?
        let resampled = [Float](unsafeUninitializedCapacity: count) { target, initialized in
            var made = 0
            failure = soxr_oneshot(
                Double(self.sampleRate), Double(sampleRate), 1, samples, samples.count, nil, target.baseAddress, count,
                &made, &format, &quality, &runtime)
            // libsoxr rounds the length where librosa takes the ceiling and fills up with zeros.
            for index in made..<max(made, count) { target[index] = 0 }
            initialized = count
        }
        if let failure { throw AudioError.resamplingFailed(reason: String(cString: failure)) }
        return Waveform(samples: resampled, sampleRate: sampleRate, provenance: provenance)
    }
}
