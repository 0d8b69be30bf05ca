/// How many bits of its weights an autoregressive network reads at each step.
///
/// A step takes as long as its weights take to come out of memory and to be converted, so fewer bits are faster.
public enum WeightPrecision: String, Sendable, Codable, CaseIterable {
    /// The weights as they are, 32 bits each, with sums in double precision.
    case float32
    /// The upper 16 bits of each, rounded, with sums in single precision. What comes out is another take of the
    /// sentence, as another seed would give: Docs/decoder-speed.md has figures.
    case bfloat16
}
