import TextFrontend

/// A sentence of a batch: what is spoken, by whom and how.
public struct Tacotron2Sentence: Sendable {
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

extension Tacotron2 {
    /// Speaks several sentences, perhaps in several voices, in less time than one after the other: the decoder reads
    /// its weights once for some of them.
    ///
    /// Each gets what ``predict(_:speaker:options:)-(SymbolSequence,_,_)`` gives it, bit for bit. Four are on their way
    /// at a time, and when one comes to its end the next begins; Docs/decoder-speed.md has the times.
    ///
    /// ```swift
    /// let sentences = try texts.map { Tacotron2Sentence(try frontend.symbols(for: $0), speaker: speaker) }
    /// let predictions = try tacotron2.predict(sentences)
    /// ```
    ///
    /// - Returns: A prediction for each sentence, in their order.
    /// - Throws: ``Tacotron2Error`` as for a single sentence, before anything is spoken if one cannot be;
    ///   `CancellationError` if the task that asks for it is cancelled.
    public func predict(_ sentences: [Tacotron2Sentence]) throws -> [SpectrogramPrediction] {
        for sentence in sentences {
            try requireSpeakable(sentence.symbols, speaker: sentence.speaker, options: sentence.options)
        }
        var predictions = [SpectrogramPrediction?](repeating: nil, count: sentences.count)
        let batch = SpeechBatch(decoder: decoder)
        var waiting = sentences.indices[...]
        while true {
            while !batch.isFull, let place = waiting.popFirst() {
                let sentence = sentences[place]
                batch.add(
                    try decoding(sentence.symbols, speaker: sentence.speaker, options: sentence.options), place: place)
            }
            if batch.isEmpty { return predictions.compactMap { $0 } }
            for (place, decoding) in try batch.nextFrames() { predictions[place] = try prediction(of: decoding) }
            try Task.checkCancellation()
        }
    }
}
