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
        for character in text where !UnspokenCharacters.isInvisible(character.scalar) {
            if result.composesUmlaut(with: character) {
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

    /// The half-width form of a full-width scalar, and the usual form of half-width CJK marks and of letters in circles.
    ///
    /// Others stay.
    static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
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
}
