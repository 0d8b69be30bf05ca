/// Who speaks: a voice of the checkpoint's own, or one cloned from recordings with
/// `VoiceCloner.voice(from:name:)`.
public struct Voice: Sendable, Equatable {
    /// The name by which the voice was asked for.
    public let name: String
    /// What the network is conditioned on.
    public let vector: SpeakerVector
    /// Where a cloned voice comes from; `nil` for a built-in one.
    public let profile: VoiceProfile?
    /// How alike speech in a cloned voice is expected to be to its recordings, before anything is spoken: what
    /// ``VoiceCloner/likeness(of:)`` will give for sentences of five seconds, in the mean of three to about 0.03.
    ///
    /// Clones of most people have 0.65 to 0.81; two people have 0.56. It is `nil` for a built-in voice, and where the
    /// network speaks from embeddings as they are, of which nothing is known beforehand.
    public let expectedLikeness: Float?

    /// A voice inside the public Tacotron 2 checkpoint.
    ///
    /// - Parameter name: One of `SpeakerVector.trainedNames`. Any other name is legal and gives a voice of its own,
    ///   always the same, that nobody has heard before: see ``isTrained``.
    public static func builtIn(_ name: String) -> Voice {
        Voice(name: name, vector: SpeakerVector(name: name), profile: nil, expectedLikeness: nil)
    }

    /// Whether the network was trained with this speaker: a built-in voice of one of the trained names.
    public var isTrained: Bool { profile == nil && SpeakerVector.trainedNames.contains(name) }

    /// What should be looked at before the voice is used: its profile's warnings, whether the network can hardly speak
    /// like it, and whether it is an invented one.
    public var warnings: [VoiceWarning] { (profile?.warnings ?? []) + networkWarnings }

    /// What the network does not know of it.
    var networkWarnings: [VoiceWarning] {
        if profile == nil && !isTrained { return [.invented(name: name)] }
        guard let expectedLikeness, expectedLikeness < VoiceWarning.leastLikeness else { return [] }
        return [.hardToImitate(expectedLikeness: expectedLikeness)]
    }
}

// None of these tells the numbers that a voice is made of, which are to be guarded as its recordings are.

extension Voice: CustomStringConvertible {
    /// The name, and where the voice comes from.
    public var description: String {
        profile.map { "Voice \(name), cloned from recordings of \($0.duration) s" } ?? "Voice \(name), built in"
    }
}

extension VoiceProfile: CustomStringConvertible {
    /// The name, and how much was heard of the voice.
    public var description: String { "VoiceProfile \(name), of recordings of \(duration) s" }

    /// How long all recordings are together, in seconds.
    var duration: Double { (clips.reduce(0) { $0 + $1.duration } * 10).rounded() / 10 }
}
