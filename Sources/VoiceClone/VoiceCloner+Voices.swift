extension VoiceCloner {
    /// Clones the voice in a recording.
    ///
    /// - Parameters:
    ///   - recording: A few seconds of one person speaking, at least half a second.
    ///   - name: What the voice is called: 1 to 200 bytes, no control characters.
    /// - Throws: What making it of several recordings throws.
    public func voice(from recording: Waveform, name: String = "cloned voice") throws -> Voice {
        try voice(from: [recording], name: name)
    }

    /// Clones the voice in several recordings of one person, each counting the same.
    ///
    /// A recording that does not sound like the others, is clipped, noisy or of two people, is named in the `warnings`
    /// of the voice, and logged; so is a voice that the network can hardly imitate.
    ///
    /// - Parameters:
    ///   - recordings: At least one. Messages call them "recording 1" and so on.
    ///   - name: What the voice is called: 1 to 200 bytes, no control characters.
    /// - Throws: ``VoiceCloneError`` if there are none or one cannot be used, `AudioError` or `DSPError` if the samples
    ///   of one are no sound, `Tacotron2Error` if the network has no way to speak in a cloned voice,
    ///   `CancellationError` if the task that asks for it is cancelled.
    public func voice(from recordings: [Waveform], name: String = "cloned voice") throws -> Voice {
        let named = recordings.enumerated().map { VoiceRecording(name: "recording \($0 + 1)", waveform: $1) }
        return try voice(from: VoiceProfile(name: name, recordings: named, encoder: speakerEncoder))
    }

    /// Clones the voice in a recording as the function of the same name does that is not `async`, away from the threads
    /// of Swift's tasks.
    ///
    /// In an `async` function Swift takes this one. The work is a quarter of a second for a recording of five.
    ///
    /// - Parameters: As there.
    /// - Throws: The same.
    public func voice(from recording: Waveform, name: String = "cloned voice") async throws -> Voice {
        try await voice(from: [recording], name: name)
    }

    /// Clones the voice in several recordings as the function of the same name does that is not `async`, away from the
    /// threads of Swift's tasks.
    ///
    /// - Parameters: As there.
    /// - Throws: The same.
    public func voice(from recordings: [Waveform], name: String = "cloned voice") async throws -> Voice {
        try await BackgroundWorker().perform { try self.voice(from: recordings, name: name) }
    }

    /// The voice of a profile.
    ///
    /// - Throws: ``VoiceCloneError/anotherEncoder(voice:profile:encoder:)`` if another encoder made the profile,
    ///   ``VoiceCloneError/missingConvention(voice:needed:)`` if it lacks what the network needs, `Tacotron2Error` if
    ///   the network has no way to speak in a cloned voice.
    public func voice(from profile: VoiceProfile) throws -> Voice {
        try profile.requireEncoder(speakerEncoder.weightsDigest)
        let embedding = try profile.embedding(convention)
        let vector = try tacotron2.speakerVector(for: embedding)
        let voice = Voice(
            name: profile.name, vector: vector, profile: profile,
            expectedLikeness: try tacotron2.expectedLikeness(of: vector, to: embedding))
        for warning in voice.networkWarnings { log.warning("\(warning)") }
        return voice
    }

    /// How alike speech is to the recordings that its voice was cloned from: the cosine of the embeddings, −1 to 1.
    ///
    /// Both are under ``convention``. The encoder hears how loud a voice is, so speech is heard as loud as the network
    /// spoke it, which is as loud as the recordings were, not as it was made afterwards (``SentenceReport/gain``).
    /// Docs/profiles.md has what to expect: two recordings of one person, and of two.
    ///
    /// - Throws: ``VoiceCloneError/noReference(voice:)`` for a built-in voice, which has no recordings;
    ///   ``VoiceCloneError/anotherEncoder(voice:profile:encoder:)`` if another encoder heard the recordings, so that
    ///   the cosine would mean nothing; ``VoiceCloneError/speechTooShort(seconds:)`` if it is shorter than half a
    ///   second; `SpeakerEncoderError` if it is silent.
    public func likeness(of speech: Speech) throws -> Float {
        guard let profile = speech.voice.profile else { throw VoiceCloneError.noReference(voice: speech.voice.name) }
        try profile.requireEncoder(speakerEncoder.weightsDigest)
        let reference = try profile.embedding(convention)
        guard speech.waveform.duration >= SpeakerEncoder.minimumDuration else {
            throw VoiceCloneError.speechTooShort(seconds: speech.waveform.duration)
        }
        return try speakerEncoder.embed(speech.waveformAsPredicted, convention: convention).similarity(to: reference)
    }

    /// Tries a voice: speaks a sentence and measures ``likeness(of:)``, for ``VoiceProfile/trial``.
    ///
    /// - Parameters:
    ///   - profile: The voice.
    ///   - text: What is spoken, some ten syllables.
    ///   - options: The seed.
    /// - Throws: What making the voice, speaking and measuring throw.
    public func trial(
        of profile: VoiceProfile, text: String = "基于给定音色将文本转为语音", options: Tacotron2Options = .init()
    ) throws -> VoiceProfile.Trial {
        let speech = try speak(text, as: voice(from: profile), options: options)
        return .init(
            text: text.tidied(maximumLength: .max, keepsLines: true), seed: options.seed,
            likeness: try likeness(of: speech))
    }
}
