extension SSMLScanner {
    /// Takes `&amp;` or `&#x94F6;` and gives the scalar that it stands for, in the place of the `&`.
    mutating func reference() throws -> SourceCharacter {
        let start = index
        index += 1
        while let scalar = scalar(index), Self.isReferenceScalar(scalar) { index += 1 }
        let name = String(String.UnicodeScalarView(text[start + 1..<index].map(\.scalar)))
        let position = text[start].position
        guard scalar(index) == ";" else {
            throw TextError.invalidMarkup(
                reason:
                    "the reference \"\(MarkupReader.excerpt(text[start..<index]))\" does not end in ;. Write &amp; for an &",
                position: position)
        }
        index += 1
        guard let value = Self.scalar(named: name) else {
            throw TextError.invalidMarkup(
                reason:
                    "the reference \"\(MarkupReader.excerpt(text[start..<index]))\" is not known. Known are &amp; &lt; &gt; "
                    + "&quot; &apos; and the numbers of characters (for example &#38134; or &#x94F6;)",
                position: position)
        }
        return SourceCharacter(scalar: value, position: position)
    }

    private static func isReferenceScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "#": true
        default: false
        }
    }

    private static func scalar(named name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            return number.flatMap(Unicode.Scalar.init).flatMap { isAllowed($0) ? $0 : nil }
        }
    }

    /// The characters of XML 1.0 (production 2).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
