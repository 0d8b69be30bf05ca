/// What can go wrong in Tacotron2.
public enum Tacotron2Error: Error, Equatable, Sendable {}
