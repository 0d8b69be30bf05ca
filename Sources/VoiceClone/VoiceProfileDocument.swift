import Foundation

/// A ``VoiceProfile`` as its file has it.
struct VoiceProfileDocument: Codable {
    static let format = "voiceclone-profile"

    /// What tells whether the rest can be read.
    struct Header: Decodable {
        let format: String
        let version: Int
    }

    let format: String
    let version: Int
    let name: String
    let encoder: SHA256Digest
    /// By convention.
    let embeddings: [String: [Float]]
    let clips: [VoiceProfile.Clip]
    let leastAlike: VoiceProfile.Pair?
    let consent: String?
    let trial: VoiceProfile.Trial?

    init(_ profile: VoiceProfile) {
        (format, version) = (Self.format, VoiceProfile.formatVersion)
        (name, encoder, clips) = (profile.name, profile.encoder, profile.clips)
        embeddings = Dictionary(
            profile.embeddings.map { ($0.convention.rawValue, $0.values) }, uniquingKeysWith: { first, _ in first })
        (leastAlike, consent, trial) = (profile.leastAlike, profile.consent, profile.trial)
    }

    /// The profile, once every part of it is known to make sense.
    ///
    /// - Throws: ``VoiceCloneError/invalidProfile(_:)``, or `SpeakerEncoderError` for an embedding that is none.
    func profile(version: Int) throws -> VoiceProfile {
        func require(_ condition: Bool, _ complaint: @autoclosure () -> String) throws {
            guard condition else { throw VoiceCloneError.invalidProfile(complaint()) }
        }
        try require(version >= 1, "its version is \(version), the first one is 1")
        try VoiceProfile.checkTexts(name: name, consent: consent)
        let unknown = embeddings.keys.filter { EmbeddingConvention(rawValue: $0) == nil }.count
        try require(unknown == 0, "it has \(unknown) embeddings of unknown conventions")
        try require(embeddings[EmbeddingConvention.standard.rawValue] != nil, "it has no standard embedding")
        try require(!clips.isEmpty, "it names no recordings")
        let cosines: ClosedRange<Float> = -1.001...1.001  // with room for rounding
        for clip in clips {
            try requireName(clip.name)
            try require(clip.duration > 0 && clip.duration.isFinite, "\(clip.name) lasts \(clip.duration) s")
            try require(clip.agreement.map(cosines.contains) ?? true, "the agreement of \(clip.name) is no cosine")
            guard let quality = clip.quality else { continue }
            try require((0...1).contains(quality.clipping), "the clipping of \(clip.name) is no part of its samples")
            try require((0...1_000).contains(quality.range), "the range of \(clip.name) is none of decibels")
            try require(quality.constancy.map(cosines.contains) ?? true, "the constancy of \(clip.name) is no cosine")
        }
        if let pair = leastAlike {
            try requireName(pair.first)
            try requireName(pair.second)
            try require(cosines.contains(pair.similarity), "the similarity of two recordings is no cosine")
        }
        if let trial {
            try require(cosines.contains(trial.likeness), "the likeness of its trial is no cosine")
            try require(
                trial.text == trial.text.tidied(maximumLength: .max, keepsLines: true),
                "the text of its trial has control characters")
        }
        return VoiceProfile(
            name: name,
            embeddings: try EmbeddingConvention.allCases.compactMap { convention in
                try embeddings[convention.rawValue].map { try SpeakerEmbedding(values: $0, convention: convention) }
            },
            encoder: encoder, clips: clips, leastAlike: leastAlike, consent: consent, trial: trial)
    }

    private func requireName(_ name: String) throws {
        guard name == name.tidied(maximumLength: VoiceProfile.maximumNameLength) else {
            throw VoiceCloneError.invalidProfile(
                "the name of a recording is longer than \(VoiceProfile.maximumNameLength) bytes or has control characters"
            )
        }
    }
}

extension DecodingError {
    /// What was wrong in one phrase, and where; nothing of the file is repeated but the names of its fields, and of
    /// those, which a stranger may have chosen, nothing that a terminal obeys.
    var reason: String {
        func place(_ context: Context) -> String {
            let path = context.codingPath.map { key in
                key.intValue.map { "number \($0)" } ?? key.stringValue.tidied(maximumLength: 40)
            }
            return path.isEmpty ? "at its top" : "at " + path.joined(separator: ", ")
        }
        switch self {
        case .keyNotFound(let key, let context):
            return "it has no \(key.stringValue) \(place(context))"
        case .typeMismatch(let type, let context):
            return "there is no \(type) \(place(context))"
        case .valueNotFound(_, let context):
            return "there is nothing \(place(context))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return "it is not JSON, or holds a number that does not fit its field"
        case .dataCorrupted(let context):
            return "the value \(place(context)) cannot be read: \(context.debugDescription.tidied(maximumLength: 200))"
        @unknown default:
            return "it cannot be decoded"
        }
    }
}
