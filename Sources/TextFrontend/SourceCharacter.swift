/// A Unicode scalar on its way through the pipeline, with the place in the given text that it comes from.
struct SourceCharacter: Sendable, Equatable {
    var scalar: Unicode.Scalar
    /// The scalar before normalisation: the network was trained with texts as they are written.
    let written: Unicode.Scalar
    /// Which character of the given text, counted from 1.
    var position: Int
    /// How this hanzi is read, if the text's markup says so.
    var reading: PinyinSyllable?

    init(scalar: Unicode.Scalar, position: Int, reading: PinyinSyllable? = nil) {
        (self.scalar, written, self.position, self.reading) = (scalar, scalar, position, reading)
    }
}
