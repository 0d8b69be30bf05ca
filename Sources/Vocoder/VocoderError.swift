/// What can go wrong in Vocoder.
public enum VocoderError: Error, Equatable, Sendable {}
