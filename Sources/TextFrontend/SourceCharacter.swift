/// A Unicode scalar on its way through the pipeline, with the place in the given text that it comes from.
struct SourceCharacter: Sendable, Equatable {
    var scalar: Unicode.Scalar
    /// The scalar before normalisation: the network was trained with texts as they are written.
    let written: Unicode.Scalar
    /// Which character of the given text, counted from 1.
    var position: Int
    /// The reading that the text itself fixes for it.
    var reading: PinyinSyllable?

    init(scalar: Unicode.Scalar, position: Int, reading: PinyinSyllable? = nil) {
        (self.scalar, written, self.position, self.reading) = (scalar, scalar, position, reading)
    }
}

extension SourceCharacter {
    /// The scalars of a text, each with the place of its character.
    static func characters(of text: String) -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.unicodeScalars.count)
        for (index, character) in text.enumerated() {
            for scalar in character.unicodeScalars { result.append(SourceCharacter(scalar: scalar, position: index + 1)) }
        }
        return result
    }
}
