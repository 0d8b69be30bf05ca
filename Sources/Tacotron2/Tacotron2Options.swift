import TextFrontend

/// What a caller may choose when a mel spectrogram is made.
public struct Tacotron2Options: Sendable, Equatable {
    /// The seed of the prenet's dropout: the same seed gives the same result.
    public var seed: UInt64
    /// Speech ends with the first frame whose stop probability lies above this.
    public var gateThreshold: Float
    /// The largest number of frames of a sentence, each 256 samples or 11.6 ms long.
    ///
    /// A sentence of more than half as many symbols is refused.
    public var maximumFrames: Int
    /// The symbols that a frame may attend to; `nil` for all, as the network was trained.
    public var attentionWindow: AttentionWindow?
    /// How text is read.
    public var text: TextFrontendOptions

    /// Makes a choice.
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
        precondition(maximumFrames >= 1, "maximumFrames is \(maximumFrames), it must be at least 1")
        precondition((0...1).contains(gateThreshold), "gateThreshold is \(gateThreshold), it is a probability")
        (self.seed, self.gateThreshold, self.maximumFrames) = (seed, gateThreshold, maximumFrames)
        self.attentionWindow = attentionWindow
        self.text = text
    }
}
