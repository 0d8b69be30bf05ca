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

extension [SourceCharacter] {
    /// Makes ü of a u at the end and a diaeresis, as some input methods write it; says whether it did.
    mutating func composesUmlaut(with character: SourceCharacter) -> Bool {
        guard character.scalar == "\u{308}", let last = last?.scalar, last == "u" || last == "U" else { return false }
        self[count - 1].scalar = last == "u" ? "ü" : "Ü"
        return true
    }
}
