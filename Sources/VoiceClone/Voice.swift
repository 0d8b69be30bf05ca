/// Who speaks: a voice of the checkpoint's own, or one cloned from recordings with
/// ``VoiceCloner/voice(from:name:)-(Waveform,_)``.
public struct Voice: Sendable, Equatable {
    /// The name by which the voice was asked for.
    public let name: String
    /// What the network is conditioned on.
    public let vector: SpeakerVector
    /// Where a cloned voice comes from; `nil` for a built-in one.
    public let profile: VoiceProfile?

    /// A voice inside the public Tacotron 2 checkpoint.
    ///
    /// - Parameter name: One of `SpeakerVector.trainedNames`. Any other name is legal and gives a voice of its own,
    ///   always the same, that nobody has heard before: see ``isTrained``.
    public static func builtIn(_ name: String) -> Voice {
        Voice(name: name, vector: SpeakerVector(name: name), profile: nil)
    }

    /// Whether the network was trained with this speaker: a built-in voice of one of the trained names.
    public var isTrained: Bool { profile == nil && SpeakerVector.trainedNames.contains(name) }
}
