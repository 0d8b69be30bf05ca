/// The first stage: half-width forms, no invisible characters, simplified hanzi, each with its place in the text.
struct TextNormalizer: Sendable {
    private let traditional: TraditionalConverter

    init() throws {
        traditional = try TraditionalConverter()
    }

    /// The characters of a text as the later stages expect them.
    func normalized(_ text: String) -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        var position = 0
        for character in text {
            position += 1
            for scalar in character.unicodeScalars where !Self.isInvisible(scalar) {
                if scalar == "\u{308}", let last = result.last?.scalar, last == "u" || last == "U" {
                    // ü as two scalars, as some input methods write it.
                    result[result.count - 1].scalar = last == "u" ? "ü" : "Ü"
                } else {
                    result.append(SourceCharacter(scalar: Self.halfWidth(scalar), position: position))
                }
            }
        }
        return traditional.simplified(result)
    }

    /// The half-width form of a full-width scalar, and the usual form of half-width CJK marks; others stay.
    static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        case 0xFF61: "。"
        case 0xFF62: "「"
        case 0xFF63: "」"
        case 0xFF64: "、"
        default: scalar
        }
    }

    /// Whether a scalar only steers how its neighbours look: joiners, direction marks, variation selectors.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF: true
        default: false
        }
    }
}
