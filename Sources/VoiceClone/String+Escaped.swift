extension String {
    /// JSON with control characters but line breaks, and those that change how text is shown, written as `\u` and four
    /// digits: the same JSON, and nothing that a terminal obeys.
    package var withInvisibleCharactersEscaped: String {
        guard unicodeScalars.contains(where: \.isInvisible) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            guard scalar.isInvisible else {
                result.unicodeScalars.append(scalar)
                continue
            }
            for unit in String(scalar).utf16 {
                result += "\\u" + String(0x1_0000 + Int(unit), radix: 16).dropFirst()
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        // Nearly all that there is: printable ASCII and hanzi.
        if (0x20..<0x7F).contains(value) || (0x4E00..<0xA000).contains(value) { return false }
        return switch properties.generalCategory {
        case .control: self != "\n"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
