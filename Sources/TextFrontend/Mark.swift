/// Punctuation: which of the checkpoint's ten marks a character stands for.
enum Mark {
    /// The symbol of a mark; nil if the character is none.
    static func symbol(of scalar: Unicode.Scalar) -> Character? {
        switch scalar {
        // As phkit maps them.
        case "!", "！": "!"
        case "?", "？": "?"
        case ".", "。": "."
        case ",", "，", "、": ","
        case ";", "；": ";"
        case ":", "：": ":"
        case "\"", "“", "”", "'", "‘", "’": "\""
        case "#": "#"
        case "(", "[", "{", "【", "<", "《": "("
        case ")", "]", "}", "】", ">", "》": ")"
        // phkit leaves these out; they are pauses like the ones above.
        case "…", "⋯", "‥": "."
        case "—", "–", "―", "⸺", "⸻", "~", "〜", "〰", "/", "|": ","
        case "‼": "!"
        case "⁇", "⁈", "⁉": "?"
        case "「", "」", "『", "』", "„", "‟", "〝", "〞", "«", "»", "‹", "›": "\""
        case "〈", "〔", "〖": "("
        case "〉", "〕", "〗": ")"
        default: nil
        }
    }

    /// Whether a run of the character is one mark: `……` and `——` are written with two characters each, `！！！` with three.
    ///
    /// Of brackets and quotation marks each opens or closes something.
    static func isRepeatable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "…", "⋯", "‥", "—", "–", "―", "⸺", "⸻", "~", "〜", "〰", "/", "|", "#": true
        case "。", ".", "!", "?", "‼", "⁇", "⁈", "⁉", ",", "、", ";", ":": true
        default: false
        }
    }

    /// Whether the character stands between parts of a word and is not heard: 达·芬奇, Wi-Fi.
    static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "·", "・", "•", "‧", "-", "‐", "‑": true
        default: false
        }
    }

    /// Whether the character ends a line.
    static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// Whether the character is a space of any kind, which the checkpoint knows as `#`.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}
