/// What can go wrong in SpeakerEncoder.
public enum SpeakerEncoderError: Error, Equatable, Sendable {}
