extension VoiceCloner {
    /// Speaks a text and gives the sound while it is being made.
    ///
    /// The first chunk comes as soon as its frames suffice, in a voice that has not streamed yet some thirty
    /// milliseconds later, for a sentence that tells how loud it is; each further one is made when it is asked for, so
    /// a slow consumer keeps nothing in memory. Chunks grow from 93 ms to some 750 ms. Their samples, one behind the
    /// other, are those of `speak(_:as:options:recovery:rate:)` for the same options without recovery, bit for bit;
    /// with `GriffinLim` and vocoders of your own, which know whole spectrograms only, each chunk is a sentence, made
    /// by itself. A cancelled task ends the work within a few frames. What went wrong cannot be spoken again; with an
    /// `AttentionWindow` in the options next to nothing does, and no strange voice murmurs on.
    ///
    /// For long texts, and for whoever can wait for a sentence, give a `recovery`: each sentence is then spoken until
    /// it is whole before the first of its sound comes, and what comes are the samples of
    /// `speak(_:as:options:recovery:rate:)` for the same recovery with `evensLoudness: false`.
    ///
    /// ```swift
    /// for try await chunk in try cloner.stream("今天天气很好。我们去公园吧。", as: voice) {
    ///     player.play(chunk.waveform.samples)
    /// }
    /// ```
    ///
    /// `Resampler` brings chunks to another sample rate.
    ///
    /// - Parameters: As for `speak(_:as:options:recovery:rate:)`.
    /// - Returns: The chunks. The stream throws what `speak(_:as:options:recovery:rate:)` throws, and
    ///   `CancellationError`; cancelled between two chunks it just ends, as Swift's streams do.
    /// - Throws: Before anything is spoken: ``VoiceCloneError/rateOutOfRange(_:)``, `TextError` if the text cannot be
    ///   read, `Tacotron2Error` if a sentence is too long or an option outside its range.
    public func stream(
        _ text: String, as voice: Voice, options: Tacotron2Options = .init(), recovery: SpeechRecovery = .off,
        rate: Double = 1
    ) throws -> AsyncThrowingStream<SpeechChunk, any Error> {
        warnIfInvented(voice)
        try options.requireSense()
        let scale = try Self.scale(rate)
        let (sentences, warnings) = try tacotron2.frontend.sentencesAndWarnings(of: text, options: options.text)
        for warning in warnings { log.debug("\(warning)") }
        for sentence in sentences { try tacotron2.requireLength(of: sentence.symbols, options: options) }
        let producer = SpeechProducer(
            cloner: self, text: text, sentences: sentences, textWarnings: warnings, voice: voice, options: options,
            recovery: recovery, scale: scale)
        return AsyncThrowingStream { try await producer.next() }
    }
}
