/// What can go wrong in AudioIO.
public enum AudioError: Error, Equatable, Sendable {}
