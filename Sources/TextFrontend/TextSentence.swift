/// A sentence of a text, to be spoken by itself.
public struct TextSentence: Sendable, Equatable {
    /// What Tacotron 2 reads.
    public let symbols: SymbolSequence
    /// The characters of the text that it is made of, counted from 1.
    ///
    /// Sentences share out the text; only those that come out of one and the same characters, such as the alias of a
    /// `<sub>`, have these in common.
    public let positions: ClosedRange<Int>
    /// The characters of the text that each unit comes from: each syllable and mark that ends in `-` among the symbols.
    public let unitPositions: [ClosedRange<Int>]
    /// The silence before it that the text asks for with `<break>`, in seconds: only before the first sentence.
    public let pauseBefore: Double
    /// The silence after it that the text asks for with `<break>`, in seconds, at most 60.
    public let pause: Double
    /// The silence that a reader makes between it and the next, in seconds: 0.4 behind the mark that ends a sentence
    /// and behind a line, 0.3 behind another mark, 0.1 where a long sentence was cut between words.
    public let naturalPause: Double

    /// What the symbols were made of.
    let units: [SpeechUnit]
}
