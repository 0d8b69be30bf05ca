/// What can go wrong in DSP.
public enum DSPError: Error, Equatable, Sendable {}
