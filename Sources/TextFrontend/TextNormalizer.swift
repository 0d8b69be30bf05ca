/// The second stage: half-width forms, nothing that is not spoken, simplified hanzi, each with its place in the text.
struct TextNormalizer: Sendable {
    private let traditional: TraditionalConverter

    init() throws {
        traditional = try TraditionalConverter()
    }

    /// The characters of a text as the later stages expect them, and those that no reader would say.
    func normalized(_ text: [SourceCharacter]) -> (characters: [SourceCharacter], dropped: [SourceCharacter]) {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.count)
        var dropped: [SourceCharacter] = []
        var faceEnd = 0
        for (index, character) in text.enumerated() where !UnspokenCharacters.isInvisible(character.scalar) {
            if index >= faceEnd, let end = Kaomoji.end(in: text, at: index) { faceEnd = end }
            if index < faceEnd {
                dropped.append(character)
            } else if result.composesUmlaut(with: character) {
                continue
            } else if UnspokenCharacters.contains(character.scalar) {
                dropped.append(character)
            } else {
                var character = character
                character.scalar = Self.halfWidth(character.scalar)
                // 人々 is 人人.
                if character.scalar == "々", let last = result.last?.scalar, FormScanner.isHanzi(last) {
                    character.scalar = last
                }
                result.append(character)
            }
        }
        return (traditional.simplified(result), dropped)
    }

    /// The simplified form of one traditional character, by itself.
    func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        traditional.simplified([SourceCharacter(scalar: scalar, position: 1)]).first?.scalar
    }

    /// The half-width form of a full-width scalar, and the usual form of half-width, small and vertical CJK marks and of
    /// letters in circles or below the line.
    ///
    /// Others stay.
    static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        // Most text is hanzi.
        case 0x3400...0x9FFF: scalar
        case 0x208A...0x208E: subscriptSigns[Int(scalar.value - 0x208A)]
        case 0x2090...0x209C: subscriptLetters[Int(scalar.value - 0x2090)]
        case 0xFE35...0xFE44: verticalBrackets[Int(scalar.value - 0xFE35)]
        case 0xFE50...0xFE6B: smallMarks[Int(scalar.value - 0xFE50)]
        case 0x24B6...0x24CF: Unicode.Scalar(scalar.value - 0x24B6 + 0x41) ?? scalar
        case 0x24D0...0x24E9: Unicode.Scalar(scalar.value - 0x24D0 + 0x61) ?? scalar
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        case 0xFF61: "。"
        case 0xFF62: "「"
        case 0xFF63: "」"
        case 0xFF64: "、"
        case 0xFFE1: "£"
        case 0xFFE5: "¥"
        case 0xFFE6: "₩"
        default: scalar
        }
    }

    // The blocks of Unicode in their order; what is unassigned there stands for itself.
    private static let subscriptSigns = Array("+-=()".unicodeScalars)
    private static let subscriptLetters = Array("aeoxəhklmnpst".unicodeScalars)
    private static let verticalBrackets = Array("(){}〔〕【】《》〈〉「」『』".unicodeScalars)
    private static let smallMarks = Array(",、.\u{FE53};:?!—(){}〔〕#&*+-<>=\u{FE67}\\$%@".unicodeScalars)
}
