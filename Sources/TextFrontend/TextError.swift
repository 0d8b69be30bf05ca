/// What can go wrong in TextFrontend.
public enum TextError: Error, Equatable, Sendable {}
