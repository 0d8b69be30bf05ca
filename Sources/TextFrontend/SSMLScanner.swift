/// Cuts SSML into tags and text.
///
/// It is done by hand: Foundation's `XMLParser` is libxml2, which would have to be linked on Linux, tells no positions
/// in characters, and expands entities, also such as blow up or name files. Here the five entities of XML and numeric
/// character references are known, each is one scalar, and a document type is refused.
///
/// Every scalar is read once, and the first mistake ends the reading, so the time is linear whatever the text.
struct SSMLScanner {
    /// Text with its references replaced, or a tag.
    enum Item: Equatable {
        case text([SourceCharacter])
        case tag(SSMLTag)
    }

    let text: [SourceCharacter]
    var index = 0

    /// A scanner at the first tag of a text; nil if the text is no SSML.
    ///
    /// SSML begins with `<speak`, as a whole word. White space may stand before it, an XML declaration, comments, and a
    /// document type for `speak`, which is refused when it is read.
    init?(_ text: [SourceCharacter]) {
        self.text = text
        if scalar(0) == "\u{FEFF}" { index = 1 }
        skipSpace()
        if starts(with: "<?xml"), Self.isSpace(scalar(index + 5)) {
            guard skip(past: "?>") else { return nil }
        }
        skipSpace()
        while starts(with: "<!--") {
            index += 4
            guard skip(past: "-->") else { return nil }
            skipSpace()
        }
        guard startsWithRoot() else { return nil }
    }

    /// The next tag or stretch of text, without comments; nil at the end of the text.
    mutating func next() throws -> Item? {
        while let scalar = scalar(index) {
            switch scalar {
            case "&": return .text([try reference()])
            case "<" where starts(with: "<!--"):
                let position = text[index].position
                index += 4
                guard skip(past: "-->") else {
                    throw TextError.invalidMarkup(
                        reason: "the comment \"<!--\" is not closed. Write --> behind it", position: position)
                }
            case "<" where starts(with: "<![CDATA["): return .text(try characterData())
            case "<": return .tag(try tag())
            default:
                let start = index
                while let scalar = self.scalar(index), scalar != "<", scalar != "&" { index += 1 }
                return .text(Array(text[start..<index]))
            }
        }
        return nil
    }

    private func startsWithRoot() -> Bool {
        if starts(with: "<speak") {
            guard let next = scalar(index + 6) else { return true }
            return Self.isSpace(next) || next == ">" || next == "/"
        }
        guard starts(with: Self.doctype) else { return false }
        var copy = self
        copy.index += Self.doctype.count
        copy.skipSpace()
        return copy.starts(with: "speak")
    }

    /// Takes `<![CDATA[…]]>` and gives what is in it.
    private mutating func characterData() throws -> [SourceCharacter] {
        let position = text[index].position
        index += 9
        let start = index
        guard skip(past: "]]>") else {
            throw TextError.invalidMarkup(
                reason: "\"<![CDATA[\" is not closed. Write ]]> behind it", position: position)
        }
        return Array(text[start..<index - 3])
    }

    static let doctype = "<!DOCTYPE"

    func scalar(_ index: Int) -> Unicode.Scalar? { index < text.count ? text[index].scalar : nil }

    /// Whether ASCII text stands at the present place.
    func starts(with literal: String) -> Bool {
        var place = index
        for scalar in literal.unicodeScalars {
            guard self.scalar(place) == scalar else { return false }
            place += 1
        }
        return true
    }

    /// Goes behind the next place where a text stands; false if there is none.
    mutating func skip(past literal: String) -> Bool {
        while index < text.count {
            if starts(with: literal) {
                index += literal.count
                return true
            }
            index += 1
        }
        return false
    }

    /// Goes behind white space and says whether there was any.
    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = index
        while Self.isSpace(scalar(index)) { index += 1 }
        return index > start
    }

    /// Whether a scalar is white space of XML.
    static func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
        switch scalar {
        case " ", "\t", "\r", "\n": true
        default: false
        }
    }
}
