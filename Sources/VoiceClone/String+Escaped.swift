extension String {
    /// JSON with control characters but line breaks, and those that change how text is shown, written as `\u` and four
    /// digits: the same JSON, and nothing that a terminal obeys.
    package var withInvisibleCharactersEscaped: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
                for unit in String(scalar).utf16 {
                    result += "\\u" + String(0x1_0000 + Int(unit), radix: 16).dropFirst()
                }
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
