import TextFrontend

extension Tacotron2 {
    /// A sentence of a batch: what is spoken, by whom and how.
    public struct Sentence: Sendable {
        /// What is spoken.
        public var symbols: SymbolSequence
        /// The voice.
        public var speaker: SpeakerVector
        /// Seed and limits.
        public var options: Tacotron2Options

        /// Puts them together.
        public init(_ symbols: SymbolSequence, speaker: SpeakerVector, options: Tacotron2Options = .init()) {
            (self.symbols, self.speaker, self.options) = (symbols, speaker, options)
        }
    }

    /// Speaks several sentences, perhaps in several voices, in less time than one after the other: the decoder reads
    /// its weights once for all.
    ///
    /// Each gets what ``predict(_:speaker:options:)-(SymbolSequence,_,_)`` gives it, bit for bit. Memory grows with the
    /// number of sentences, by about a megabyte and a half for one of fifty symbols; Docs/decoder-speed.md says how
    /// time does.
    ///
    /// ```swift
    /// let sentences = try texts.map { Tacotron2.Sentence(try frontend.symbols(for: $0), speaker: speaker) }
    /// let predictions = try tacotron2.predict(sentences)
    /// ```
    ///
    /// - Throws: ``Tacotron2Error`` as for a single sentence, before anything is spoken if one cannot be;
    ///   `CancellationError` if the task that asks for it is cancelled.
    public func predict(_ sentences: [Sentence]) throws -> [SpectrogramPrediction] {
        let batch = try decoding(sentences)
        while try batch.nextFrames() { try Task.checkCancellation() }
        return try batch.decodings.map(prediction)
    }
}
