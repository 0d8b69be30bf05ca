/// A voice to keep and to send: what the speaker encoder heard in a person's recordings, and where it comes from.
///
/// It holds no sound. As a file it is a few kilobytes of JSON:
///
/// ```swift
/// let recordings = try urls.map { try VoiceRecording(contentsOf: $0) }
/// let profile = try VoiceProfile(name: "Ada", recordings: recordings, encoder: cloner.speakerEncoder)
/// for warning in profile.warnings { print(warning) }
/// try profile.write(to: URL(filePath: "ada.voice.json"))
/// let voice = try cloner.voice(from: VoiceProfile(contentsOf: URL(filePath: "ada.voice.json")))
/// ```
public struct VoiceProfile: Sendable, Equatable {
    /// The longest name, in bytes of UTF-8.
    public static let maximumNameLength = 200
    /// The longest note of consent, in bytes of UTF-8: about 200 words, or 400 Chinese characters.
    public static let maximumConsentLength = 1_200
    /// Below this cosine a recording is taken for another speaker's.
    ///
    /// Source: some 200 speakers of LibriSpeech, this encoder, 3 s a recording. See Docs/profiles.md.
    public static let outlierThreshold: Float = 0.7

    /// What the voice is called; 1 to 200 bytes, no control characters.
    public let name: String
    /// The voice under the standard convention and, unless the file left it out, the AIAS convention.
    public let embeddings: [SpeakerEmbedding]
    /// The digest of the encoder's weights; no other encoder can make sense of the embeddings.
    public let encoder: SHA256Digest
    /// The recordings, at least one.
    public let clips: [Clip]
    /// The two recordings that are least alike; `nil` if there is only one.
    public let leastAlike: Pair?
    /// The speaker's consent in words, if somebody noted it; it is put into every file spoken in this voice.
    public let consent: String?
    /// How alike speech was when the voice was tried; see ``VoiceCloner/trial(of:text:options:)``.
    public var trial: Trial?

    /// What is kept of a recording.
    public struct Clip: Sendable, Equatable, Codable {
        /// What the recording was called.
        public let name: String
        /// Its length in seconds.
        public let duration: Double
        /// The cosine between its embedding and the mean of the others', −1 to 1; `nil` if there are no others.
        public let agreement: Float?
        /// What may be wrong with it; `nil` in profiles of before this was looked at.
        public let quality: RecordingQuality?
    }

    /// Two recordings and how alike they are.
    public struct Pair: Sendable, Equatable, Codable {
        /// The name of the one.
        public let first: String
        /// The name of the other.
        public let second: String
        /// The cosine between their embeddings, −1 to 1.
        public let similarity: Float
    }

    /// Speech in the voice, and how alike it came out.
    public struct Trial: Sendable, Equatable, Codable {
        /// What was spoken.
        public let text: String
        /// The seed that it was spoken with.
        public let seed: UInt64
        /// The cosine between the embeddings of the speech and of the voice, −1 to 1.
        public let likeness: Float
    }

    /// The voice under a convention.
    ///
    /// - Throws: ``VoiceCloneError/missingConvention(voice:needed:)`` if the profile does not hold it.
    public func embedding(_ convention: EmbeddingConvention) throws -> SpeakerEmbedding {
        guard let embedding = embeddings.first(where: { $0.convention == convention }) else {
            throw VoiceCloneError.missingConvention(voice: name, needed: convention)
        }
        return embedding
    }

    /// What a careful person would look at before using the voice; empty if there is nothing.
    ///
    /// With three recordings and more, one that disagrees with the others is named. Where the others do not tell which
    /// one is wrong, as with two, both are.
    public var warnings: [VoiceWarning] { speakerWarnings + clips.flatMap(\.warnings) }

    private var speakerWarnings: [VoiceWarning] {
        let outliers = clips.compactMap { clip -> VoiceWarning? in
            guard clips.count > 2, let agreement = clip.agreement, agreement < Self.outlierThreshold else { return nil }
            return .outlier(clip: clip.name, agreement: agreement)
        }
        guard outliers.isEmpty, let pair = leastAlike, pair.similarity < Self.outlierThreshold else { return outliers }
        return [.differentSpeakers(pair.first, pair.second, similarity: pair.similarity)]
    }
}

extension VoiceProfile.Clip {
    /// What a careful person would hear in this recording.
    fileprivate var warnings: [VoiceWarning] {
        guard let quality else { return [] }
        var warnings: [VoiceWarning] = []
        if let constancy = quality.constancy, constancy < VoiceProfile.outlierThreshold {
            warnings.append(.severalSpeakers(clip: name, similarity: constancy))
        }
        if quality.clipping > RecordingQuality.leastClipping {
            warnings.append(.clipped(clip: name, part: quality.clipping))
        }
        if quality.range < RecordingQuality.leastRange { warnings.append(.noisy(clip: name, range: quality.range)) }
        return warnings
    }
}
