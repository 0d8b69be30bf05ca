import TextFrontend

/// What a caller may choose when a mel spectrogram is made.
public struct Tacotron2Options: Sendable, Equatable {
    /// The seed of the prenet's dropout: the same seed gives the same result.
    public var seed: UInt64
    /// Speech ends with the first frame whose stop probability lies above this; 0 to 1.
    public var gateThreshold: Float
    /// The largest number of frames of a sentence, each 256 samples or 11.6 ms long; at least 1.
    ///
    /// A sentence of more than half as many symbols is refused.
    public var maximumFrames: Int
    /// The symbols that a frame may attend to; `nil` for all, as the network was trained.
    public var attentionWindow: AttentionWindow?
    /// How text is read.
    public var text: TextFrontendOptions

    /// Makes a choice; what lies outside its range is refused when something is to be spoken.
    ///
    /// - Parameters:
    ///   - seed: The seed of the prenet's dropout.
    ///   - gateThreshold: The stop probability that ends the speech, between 0 and 1.
    ///   - maximumFrames: The largest number of frames of a sentence, at least 1.
    ///   - attentionWindow: The symbols that a frame may attend to; `nil` for all.
    ///   - text: How text is read.
    public init(
        seed: UInt64 = 0, gateThreshold: Float = 0.5, maximumFrames: Int = 1000,
        attentionWindow: AttentionWindow? = nil, text: TextFrontendOptions = .init()
    ) {
        (self.seed, self.gateThreshold, self.maximumFrames) = (seed, gateThreshold, maximumFrames)
        self.attentionWindow = attentionWindow
        self.text = text
    }

    /// Refuses what lies outside its range.
    ///
    /// - Throws: ``Tacotron2Error/invalidOption(name:value:allowed:)``.
    package func requireSense() throws {
        func require(_ isAllowed: Bool, _ name: String, _ value: Any, _ allowed: String) throws {
            guard isAllowed else {
                throw Tacotron2Error.invalidOption(name: name, value: "\(value)", allowed: allowed)
            }
        }
        try require((0...1).contains(gateThreshold), "gateThreshold", gateThreshold, "from 0 to 1")
        try require(maximumFrames >= 1, "maximumFrames", maximumFrames, "at least 1")
        guard let window = attentionWindow else { return }
        try require(window.behind >= 0, "attentionWindow.behind", window.behind, "at least 0")
        try require(window.ahead >= 1, "attentionWindow.ahead", window.ahead, "at least 1, or it cannot move on")
        try require(window.longestStay >= 1, "attentionWindow.longestStay", window.longestStay, "at least 1")
    }
}
