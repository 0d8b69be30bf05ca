extension Waveform {
    /// The samples as integers of 16 bits, as a WAV file has them, for what takes raw sound (PCM): rounded to the
    /// nearest, ties to even, and clipped to −32768…32767; what is no number is silence.
    public var pcm16: [Int16] {
        Quantization(samples.map { $0.isNaN ? 0 : $0 }, bits: 16).integers.map(Int16.init)
    }
}
