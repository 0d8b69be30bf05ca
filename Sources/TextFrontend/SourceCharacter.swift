/// A Unicode scalar on its way through the pipeline, with the place in the given text that it comes from.
struct SourceCharacter: Sendable, Equatable {
    var scalar: Unicode.Scalar
    /// Which character of the given text, counted from 1.
    var position: Int
    /// How this hanzi is read, if the text's markup says so.
    var reading: PinyinSyllable?
}
