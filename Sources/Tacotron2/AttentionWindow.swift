/// Some symbols around the one that is being spoken, beyond which a frame may not attend.
///
/// The window moves with the symbol that has had most of the attention, and never goes back, so that nothing far away
/// can be spoken twice or jumped to. Source: the windowed attention at inference of Ping et al., "Deep Voice 3" (arXiv
/// 1710.07654), section 3.7.
public struct AttentionWindow: Sendable, Equatable {
    /// The symbols before the one that is being spoken.
    public var behind: Int
    /// The symbols after it: a syllable has four with the `-` behind it.
    public var ahead: Int

    /// Makes a window.
    ///
    /// - Parameters:
    ///   - behind: The symbols before the one that is being spoken, at least 0.
    ///   - ahead: The symbols after it, at least 1.
    public init(behind: Int = 4, ahead: Int = 6) {
        precondition(
            behind >= 0 && ahead >= 1, "a window of \(behind) symbols behind and \(ahead) ahead cannot move on")
        (self.behind, self.ahead) = (behind, ahead)
    }
}
