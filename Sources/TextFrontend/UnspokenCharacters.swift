/// What a text may have that no reader says.
enum UnspokenCharacters {
    /// Whether a scalar only steers how its neighbours look: joiners, direction marks, variation selectors.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// Whether a scalar is a picture, a frame or a control character: left out, with a warning.
    ///
    /// Signs that are said, such as ℃, are none of them; nor ○ and ◯, which are written for 〇, ✕, and triangles, which
    /// may say what an amount does.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85: false
        // Control characters.
        case 0x00...0x1F, 0x7F...0x9F: true
        // Keycaps, box drawing, blocks, shapes, weather and other symbols, dingbats but no numbers, stars, tags.
        case 0x20E3, 0x2139, 0x2300...0x23FF, 0x2500...0x25B1, 0x25B4...0x25BB, 0x25BD...0x25CA, 0x25CC...0x25EE,
            0x25F0...0x2714, 0x2716...0x2775,
            0x2794...0x27BF, 0x2900...0x297F, 0x2B00...0x2BFF, 0x303D, 0x3297, 0x3299,
            0xE0000...0xE007F:
            true
        // Arrows as pictures, replacement character, emoji and their parts.
        case 0xFFF9...0xFFFD, 0x1F000...0x1FAFF: true
        default: false
        }
    }

    /// Whether a scalar is typography: left out, with a warning, where no written form has it (3*4, 10^8, √2, ↑3%, x²).
    static func isTypography(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "*", "\\", "_", "§", "¶", "†", "‡", "※", "%", "‰", "‱", "‿", "⁀", "ⁿ": true
        default:
            switch scalar.properties.generalCategory {
            case .mathSymbol, .modifierSymbol, .otherSymbol, .otherNumber: true
            default: false
            }
        }
    }
}
