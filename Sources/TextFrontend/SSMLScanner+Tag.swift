extension SSMLScanner {
    /// Takes the tag that begins at the present place.
    mutating func tag() throws -> SSMLTag {
        let position = text[index].position
        func invalid(_ reason: String) -> TextError { .invalidMarkup(reason: reason, position: position) }
        if starts(with: Self.doctype) {
            throw invalid("\(Self.doctype) is not allowed, nor are entities of one's own. Begin with <speak>")
        }
        if starts(with: "<!") || starts(with: "<?") {
            let sign = starts(with: "<!") ? "<!" : "<?"
            throw invalid("\"\(sign)\" begins neither a comment nor CDATA. Write &lt; for a <, or remove it")
        }
        let isClosing = scalar(index + 1) == "/"
        index += isClosing ? 2 : 1
        let name = takeName()
        guard !name.isEmpty else { throw invalid("behind < stands no name of an element. Write &lt; for a <") }
        let label = isClosing ? "</\(name)" : "<\(name)"
        var attributes: [String: [SourceCharacter]] = [:]
        while true {
            let isSeparate = skipSpace()
            switch scalar(index) {
            case nil:
                throw invalid("the tag \"\(label)\" is not closed. Write > at its end")
            case ">":
                index += 1
                return SSMLTag(
                    kind: isClosing ? .closing : .opening, name: name, attributes: attributes, position: position)
            case "/" where scalar(index + 1) == ">" && !isClosing:
                index += 2
                return SSMLTag(kind: .empty, name: name, attributes: attributes, position: position)
            default:
                guard !isClosing else { throw invalid("the tag \"\(label)\" is not closed. Write > behind its name") }
                let attribute = takeName()
                guard isSeparate, !attribute.isEmpty else {
                    throw invalid(
                        "in the tag \"\(label)\" stands \"\(MarkupReader.excerpt(text[index..<min(index + 1, text.count)]))"
                            + "\" where an attribute, > or /> should. Write attributes as name=\"value\", a space before each"
                    )
                }
                let value = try attributeValue(of: attribute, in: label, at: position)
                guard attributes.updateValue(value, forKey: attribute) == nil else {
                    throw invalid("the tag \"\(label)\" has the attribute \(attribute) twice. Remove one")
                }
            }
        }
    }

    /// Takes `="value"` or `='value'`.
    private mutating func attributeValue(
        of name: String, in label: String, at position: Int
    ) throws -> [SourceCharacter] {
        let invalid = TextError.invalidMarkup(
            reason: "in the tag \"\(label)\" the value of \(name) is not in quotation marks. Write \(name)=\"value\", "
                + "with &lt; for a < in it", position: position)
        skipSpace()
        guard scalar(index) == "=" else { throw invalid }
        index += 1
        skipSpace()
        guard let quote = scalar(index), quote == "\"" || quote == "'" else { throw invalid }
        index += 1
        var value: [SourceCharacter] = []
        while let scalar = scalar(index), scalar != "<" {
            if scalar == quote {
                index += 1
                return value
            }
            if scalar == "&" {
                value.append(try reference())
            } else {
                value.append(text[index])
                index += 1
            }
        }
        throw invalid
    }

    /// Takes a name; an overlong one only in part, which no name that is known is.
    private mutating func takeName() -> String {
        let start = index
        while index - start < 40, let scalar = scalar(index), Self.isNameScalar(scalar, isFirst: index == start) {
            index += 1
        }
        return String(String.UnicodeScalarView(text[start..<index].map(\.scalar)))
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_", ":": true
        case "0"..."9", "-", ".": !isFirst
        default: false
        }
    }
}
