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
        let resampler = try Resampler(from: self.sampleRate, to: sampleRate)
        let resampled = try resampler.resample(samples) + resampler.finish()
        return Waveform(samples: resampled, sampleRate: sampleRate, provenance: provenance)
    }
}
