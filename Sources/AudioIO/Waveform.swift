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
    /// What files written from this waveform say about its making, for example that a machine spoke; `nil` for nothing.
    ///
    /// It comes from the file that was read or from the synthesis, and stays with a copy whose samples are changed. A
    /// waveform that is made of another's samples has to be given it.
    public var provenance: AudioProvenance?

    /// Makes a waveform from its samples.
    ///
    /// - Parameters:
    ///   - samples: Nominally −1…1.
    ///   - sampleRate: In hertz; must be positive.
    ///   - provenance: What files written from it say about its making.
    public init(samples: [Float], sampleRate: Int, provenance: AudioProvenance? = nil) {
        precondition(sampleRate > 0, "a sample rate must be positive, this one is \(sampleRate)")
        self.samples = samples
        self.sampleRate = sampleRate
        self.provenance = provenance
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
