/// How many bits of its numbers a network multiplies.
///
/// A step of an autoregressive network takes as long as its weights take to come out of memory and to be converted; a
/// convolution as long as its products take, of which some processors make twice as many with half of the bits.
public enum WeightPrecision: String, Sendable, Codable, CaseIterable {
    /// The weights as they are, 32 bits each; the sums of autoregressive networks in double precision.
    case float32
    /// The upper 16 bits of each, rounded, with sums in single precision. What comes out of the decoder is another take
    /// of the sentence, as another seed would give, what comes out of a vocoder the same sound with a little noise:
    /// Docs/decoder-speed.md and Docs/vocoder-speed.md have figures.
    case bfloat16
}
