import Foundation

/// What a file of synthetic speech says about itself: that a machine spoke, in whose voice, and how to repeat it.
///
/// ``VoiceCloner`` gives it to every waveform it makes, and it stands in every WAV and FLAC that is written from one:
/// a sentence for people, then a line of JSON, in the comment that any player shows.
///
/// ```swift
/// if let provenance = try SpeechProvenance(contentsOf: url) {
///     print("\(provenance.voice) did not say this")
/// }
/// ```
///
/// It is a label, not a proof: whoever wants to can remove or change it. A waveform that is made of the samples of
/// another, or by a vocoder alone, has none unless it is handed on.
public struct SpeechProvenance: Sendable, Equatable, Codable {
    /// Where a voice comes from.
    public enum Kind: String, Sendable, Codable {
        /// From recordings of a person.
        case cloned
        /// From the checkpoint.
        case builtIn = "built-in"
    }

    /// Where the voice comes from.
    public let kind: Kind
    /// The name of the voice, without control characters, cut at 200 bytes.
    public let voice: String
    /// The seed of the speech.
    public let seed: UInt64
    /// How many times as fast as the voice's own pace it is; `nil` for that pace.
    public let rate: Double?
    /// The digest of the encoder that heard the recordings; `nil` for a built-in voice.
    public let encoder: SHA256Digest?
    /// The speaker's consent as the profile has it, cut with `…` where the comment would be too long; no control
    /// characters but line breaks and tabs.
    public let consent: String?

    /// What is said of speech in a voice.
    ///
    /// - Parameters:
    ///   - voice: Who spoke.
    ///   - seed: The seed.
    ///   - rate: How many times as fast as the voice's own pace; finite and above 0.
    public init(voice: Voice, seed: UInt64, rate: Double = 1) {
        self.init(voices: [voice], seed: seed, rate: rate)
    }

    /// What is said of a file in which several voices speak, for `WaveformWriter`, or for a waveform that was put
    /// together.
    ///
    /// It is cloned speech if one of them is a clone. The voice is their names, each once, the consent that of each
    /// clone behind its name, as far as there is room; the encoder is the first clone's.
    ///
    /// - Parameters:
    ///   - voices: Who speaks; at least one.
    ///   - seed: The seed.
    ///   - rate: How many times as fast as the voices' own pace; finite and above 0.
    public init(voices: [Voice], seed: UInt64, rate: Double = 1) {
        precondition(!voices.isEmpty, "nobody speaks")
        precondition(rate > 0 && rate.isFinite, "nobody speaks at \(rate) times a pace")
        var names: [String] = []
        for voice in voices where !names.contains(voice.name) { names.append(voice.name) }
        let profiles = voices.compactMap(\.profile)
        let consents = profiles.compactMap { profile in
            profile.consent.map { voices.count == 1 ? $0 : "\(profile.name): \($0)" }
        }
        self.init(
            kind: profiles.isEmpty ? .builtIn : .cloned,
            voice: names.joined(separator: ", ").tidied(maximumLength: VoiceProfile.maximumNameLength),
            seed: seed, rate: rate == 1 ? nil : rate, encoder: profiles.first?.encoder,
            consent: consents.isEmpty ? nil : consents.joined(separator: "\n"))
    }

    /// Reads what a file says.
    ///
    /// - Returns: `nil` if it does not say that this package spoke it.
    /// - Throws: `AudioError` if the file cannot be read or is no audio.
    public init?(contentsOf url: URL) throws {
        guard let provenance = try AudioProvenance(contentsOf: url) else { return nil }
        self.init(provenance)
    }

    /// Reads what a waveform's provenance says.
    ///
    /// - Returns: `nil` if it does not say that this package spoke it.
    public init?(_ provenance: AudioProvenance) {
        guard let comment = provenance.comment,
            let sentence = Kind.allCases.map(\.sentence).first(where: { comment.hasPrefix($0 + " {") }),
            let value = try? JSONDecoder().decode(Self.self, from: Data(comment.dropFirst(sentence.count + 1).utf8))
        else { return nil }
        // A stranger's JSON can escape what the comment itself may not hold.
        self.init(
            kind: value.kind, voice: value.voice.tidied(maximumLength: VoiceProfile.maximumNameLength),
            seed: value.seed, rate: value.rate, encoder: value.encoder,
            consent: value.consent?.tidied(maximumLength: AudioProvenance.maximumCommentLength, keepsLines: true))
    }

    /// The texts that are written to a file.
    public var audioProvenance: AudioProvenance {
        var (shown, text) = (self, comment)
        // A note whose characters are escaped may be several times as long in JSON.
        while text.utf8.count > AudioProvenance.maximumCommentLength,
            let scalars = shown.consent?.unicodeScalars, scalars.count > 1
        {
            // A scalar is at most 12 bytes of JSON, so this never cuts too much at once; then it looks again.
            let excess = (text.utf8.count - AudioProvenance.maximumCommentLength) / 12
            shown = shown.with(consent: String(scalars.dropLast(max(2, excess))) + "…")
            text = shown.comment
        }
        return AudioProvenance(software: "VoiceClone", comment: text)
    }

    private func with(consent: String) -> SpeechProvenance {
        SpeechProvenance(kind: kind, voice: voice, seed: seed, rate: rate, encoder: encoder, consent: consent)
    }

    private init(
        kind: Kind, voice: String, seed: UInt64, rate: Double?, encoder: SHA256Digest?, consent: String?
    ) {
        (self.kind, self.voice, self.seed, self.rate) = (kind, voice, seed, rate)
        (self.encoder, self.consent) = (encoder, consent)
    }

    /// The sentence and the JSON.
    private var comment: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(self) else { preconditionFailure("texts and a number always encode") }
        return "\(kind.sentence) \(String(decoding: json, as: UTF8.self).withInvisibleCharactersEscaped)"
    }
}

extension SpeechProvenance.Kind: CaseIterable {
    /// What a person reads.
    fileprivate var sentence: String {
        switch self {
        case .cloned: "Synthetic speech in a cloned voice, not a recording of a person."
        case .builtIn: "Synthetic speech, not a recording of a person."
        }
    }
}
