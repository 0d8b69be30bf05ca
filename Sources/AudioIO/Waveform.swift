/// Mono audio: samples and how many of them make a second.
///
/// ```swift
/// let speech = try Waveform(contentsOf: url).resampled(to: 16_000)
/// print(speech.duration)                    // seconds
/// try speech.write(to: output)
/// ```
public struct Waveform: Sendable, Equatable {
    /// The samples; −1…1 is full scale, values outside are allowed until they are written as integers.
    public var samples: [Float]
    /// Samples per second, in hertz.
    public var sampleRate: Int

    /// Makes a waveform from its samples.
    ///
    /// - Parameters:
    ///   - samples: Nominally −1…1.
    ///   - sampleRate: In hertz; must be positive.
    public init(samples: [Float], sampleRate: Int) {
        precondition(sampleRate > 0, "a sample rate must be positive, this one is \(sampleRate)")
        self.samples = samples
        self.sampleRate = sampleRate
    }

    /// The length in seconds.
    public var duration: Double { Double(samples.count) / Double(sampleRate) }
}

extension Waveform: CustomStringConvertible {
    /// The length and the sample rate.
    public var description: String {
        "Waveform of \(samples.count) samples at \(sampleRate) Hz"
    }
}
