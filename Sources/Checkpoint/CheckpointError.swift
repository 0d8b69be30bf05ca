/// What can go wrong in Checkpoint.
public enum CheckpointError: Error, Equatable, Sendable {}
