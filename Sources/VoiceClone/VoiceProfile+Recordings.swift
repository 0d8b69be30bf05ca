import Logging

extension VoiceProfile {
    /// Makes a profile of one person's recordings.
    ///
    /// The voice is the mean of their embeddings, each counting the same, brought to unit length. A recording that does
    /// not sound like the others, or is clipped, noisy or of two people, is kept, named in ``warnings``, and logged. Of
    /// recordings with one name, the second gets ` (2)` behind it, and so on.
    ///
    /// - Parameters:
    ///   - name: What the voice is called; 1 to 200 bytes of UTF-8, no control characters.
    ///   - recordings: At least one, each half a second or more; better several of five seconds.
    ///   - encoder: The encoder of the models that are to speak in the voice.
    ///   - consent: The speaker's consent in words, if it is to be noted; at most 1200 bytes of UTF-8, no control
    ///     characters but line breaks and tabs.
    ///   - progress: Called after each recording with how many are done.
    /// - Throws: ``VoiceCloneError``: a bad name or note, no recordings, or one that is too short or silent, which is
    ///   named; `AudioError` or `DSPError` if a recording's samples are no sound; `CancellationError` if the task that
    ///   asks for it is cancelled.
    public init(
        name: String, recordings: [VoiceRecording], encoder: SpeakerEncoder, consent: String? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws {
        try Self.checkTexts(name: name, consent: consent)
        guard !recordings.isEmpty else { throw VoiceCloneError.invalidProfile("it would be made of no recordings") }
        let names = Self.distinct(recordings.map(\.name))
        var embeddings: [EmbeddingConvention: [SpeakerEmbedding]] = [:]
        var qualities: [RecordingQuality] = []
        for (index, recording) in recordings.enumerated() {
            do {
                let (whole, halves) = try encoder.embedWithHalves(recording.waveform, convention: .standard)
                embeddings[.standard, default: []].append(whole)
                for convention in EmbeddingConvention.allCases where convention != .standard {
                    let embedding = try encoder.embed(recording.waveform, convention: convention)
                    embeddings[convention, default: []].append(embedding)
                }
                let constancy = try halves.map { try $0.similarity(to: $1) }
                qualities.append(RecordingQuality(of: recording.waveform, constancy: constancy))
            } catch let error as SpeakerEncoderError {
                throw VoiceCloneError.unusableRecording(name: names[index], reason: error)
            }
            progress(index + 1)
        }
        let standard = embeddings[.standard] ?? []
        let agreements = try standard.indices.map { index in
            let others = standard.indices.filter { $0 != index }.map { standard[$0] }
            return try others.isEmpty ? nil : standard[index].similarity(to: SpeakerEmbedding(meanOf: others))
        }
        self.init(
            name: name, embeddings: try EmbeddingConvention.allCases.map { try .init(meanOf: embeddings[$0] ?? []) },
            encoder: encoder.weightsDigest,
            clips: recordings.indices.map { index in
                Clip(
                    name: names[index], duration: recordings[index].waveform.duration,
                    agreement: agreements[index], quality: qualities[index])
            },
            leastAlike: try Self.leastAlike(standard, names: names), consent: consent, trial: nil)
        for warning in warnings { Logger(label: "voiceclone").warning("\(warning)") }
    }

    private static func leastAlike(_ embeddings: [SpeakerEmbedding], names: [String]) throws -> Pair? {
        var result: Pair?
        for first in embeddings.indices {
            for second in embeddings.indices.dropFirst(first + 1) {
                let similarity = try embeddings[first].similarity(to: embeddings[second])
                guard similarity < result?.similarity ?? .infinity else { continue }
                result = Pair(first: names[first], second: names[second], similarity: similarity)
            }
        }
        return result
    }

    /// Names of which no two are equal, so that a warning says which recording it means.
    private static func distinct(_ names: [String]) -> [String] {
        var (taken, counts) = (Set(names), [String: Int]())
        return names.map { name in
            counts[name, default: 0] += 1
            guard counts[name] != 1 else { return name }
            while true {
                let number = " (\(counts[name, default: 1]))"
                let numbered = name.tidied(maximumLength: maximumNameLength - number.utf8.count) + number
                if taken.insert(numbered).inserted { return numbered }
                counts[name, default: 1] += 1
            }
        }
    }

    /// Refuses texts that do not belong on a terminal or into a file's comment.
    static func checkTexts(name: String, consent: String?) throws {
        guard !name.allSatisfy(\.isWhitespace) else { throw VoiceCloneError.invalidProfile("its name is empty") }
        guard name == name.tidied(maximumLength: maximumNameLength) else {
            throw VoiceCloneError.invalidProfile(
                "its name is longer than \(maximumNameLength) bytes or has control characters")
        }
        guard consent == consent?.tidied(maximumLength: maximumConsentLength, keepsLines: true) else {
            throw VoiceCloneError.invalidProfile(
                "its note of consent is longer than \(maximumConsentLength) bytes or has control characters")
        }
    }
}
