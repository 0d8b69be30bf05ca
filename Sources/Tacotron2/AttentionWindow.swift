/// Some symbols around the one that is being spoken, beyond which a frame may not attend.
///
/// The window moves with the symbol that has had most of the attention, and never goes back, so that nothing far away
/// can be spoken twice or jumped to. A frame that has stayed too long with a symbol has to leave it, and a fifth of a
/// second behind the last unit the sentence ends, whether the stop gate opens or not. Source: the windowed attention at
/// inference of Ping et al., "Deep Voice 3" (arXiv 1710.07654), section 3.6; the limit is this package's own.
public struct AttentionWindow: Sendable, Equatable {
    /// The symbols before the one that is being spoken.
    public let behind: Int
    /// The symbols after it.
    ///
    /// A syllable has four with the `-` behind it: with fewer than four, none can be jumped over.
    public let ahead: Int
    /// The most frames, of 11.6 ms, in which no further symbol is come to; those before the next are out of reach then.
    public let longestStay: Int

    /// Makes a window; one that cannot move on is refused when something is to be spoken.
    ///
    /// - Parameters:
    ///   - behind: The symbols before the one that is being spoken, at least 0.
    ///   - ahead: The symbols after it, at least 1.
    ///   - longestStay: The most frames in which no further symbol is come to, at least 1. Of a syllable's four symbols
    ///     the vowel takes some ten.
    public init(behind: Int = 4, ahead: Int = 2, longestStay: Int = 20) {
        (self.behind, self.ahead, self.longestStay) = (behind, ahead, longestStay)
    }
}
