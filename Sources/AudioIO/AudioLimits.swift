/// What AudioIO accepts; anything outside is refused with an ``AudioError``.
///
/// The limits exist because files come from strangers: memory grows with the audio that was really decoded, never with
/// what a header claims, and it stops growing here.
public enum AudioLimits {
    /// Sample rates in hertz: below 4 kHz nothing of a voice is left, above 384 kHz no recorder exists.
    public static let sampleRates = 4_000...384_000
    /// The most channels that are mixed down; the widest common layouts have 24.
    public static let maximumChannels = 32
    /// The default limit on the length of a recording, in seconds: one hour.
    public static let maximumDuration = 3_600.0
    /// The most samples in one waveform whatever the duration allows: 2²⁸, which is 1 GiB or 93 minutes at 48 kHz.
    public static let maximumSamples = 1 << 28

    /// The length of a waveform of as many samples, in seconds.
    package static func longestDuration(sampleRate: Int) -> Double { Double(maximumSamples) / Double(sampleRate) }
}
