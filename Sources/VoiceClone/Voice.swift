/// Who speaks.
public struct Voice: Sendable, Equatable {
    /// The name by which the voice was asked for.
    public let name: String
    /// What the network is conditioned on.
    public let vector: SpeakerVector

    /// A voice inside the public Tacotron 2 checkpoint.
    ///
    /// - Parameter name: One of `SpeakerVector.trainedNames`. Any other name is legal and gives a voice of its own,
    ///   always the same, that nobody has heard before: see ``isTrained``.
    public static func builtIn(_ name: String) -> Voice {
        Voice(name: name, vector: SpeakerVector(name: name))
    }

    /// Whether the network was trained with a speaker of this name.
    public var isTrained: Bool { SpeakerVector.trainedNames.contains(name) }
}
