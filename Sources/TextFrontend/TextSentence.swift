/// A sentence of a text, to be spoken by itself.
public struct TextSentence: Sendable, Equatable {
    /// What Tacotron 2 reads.
    public let symbols: SymbolSequence
    /// The characters of the text that it is made of, counted from 1.
    public let positions: ClosedRange<Int>
    /// The silence after it that the text asks for with `<break>`, in seconds.
    public let pause: Double
}
