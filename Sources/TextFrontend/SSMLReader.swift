/// Reads the elements of SSML: `<speak>` and in it `<phoneme>`, `<break>`, `<sub>` and `<say-as>`.
///
/// Elements are two deep and no deeper, as the standard has it for these (SSML 1.1, W3C 2010, section 3): `<speak>` is
/// the outermost element and only that, the others hold text alone, `<break>` nothing. So there is neither recursion
/// nor a stack, whatever the text.
struct SSMLReader {
    let markup: MarkupReader
    private var scanner: SSMLScanner
    private var pieces: [MarkupPiece] = []
    /// The plain text since the last piece.
    private var plain: [SourceCharacter] = []

    init(scanner: SSMLScanner, markup: MarkupReader) {
        self.scanner = scanner
        self.markup = markup
    }

    /// The pieces of the whole document.
    mutating func read() throws -> [MarkupPiece] {
        guard case .tag(let root) = try scanner.next() else { return [] }
        if root.kind == .opening { try readContent(of: root) }
        try endPlainText()
        while let item = try scanner.next() { try refuseAfterEnd(item) }
        return pieces
    }

    private mutating func readContent(of root: SSMLTag) throws {
        while let item = try scanner.next() {
            switch item {
            case .text(let text): plain += text
            case .tag(let tag) where tag.kind != .closing: try readElement(tag)
            case .tag(let tag):
                if tag.name == root.name { return }
                throw tag.invalid(
                    "no <\(tag.name)> is open. Remove </\(tag.name)>, or write <\(tag.name)> where it begins")
            }
        }
        throw root.unclosed
    }

    /// Reads an element in `<speak>`.
    private mutating func readElement(_ tag: SSMLTag) throws {
        switch tag.name {
        case "phoneme":
            let syllables = try phonemes(of: tag)
            let content = try content(of: tag)
            if let text = fixingReadings(of: content, to: syllables) {
                plain += text
            } else {
                try append(.syllables(syllables, characters: content))
            }
        case "break":
            let seconds = try pauseLength(of: tag)
            if let first = try content(of: tag).first {
                throw TextError.invalidMarkup(
                    reason: "<break> holds text. Write <break/>, and the text behind it", position: first.position)
            }
            try append(.pause(seconds: seconds))
        case "sub":
            let alias = try alias(of: tag)
            plain += placing(alias, at: try content(of: tag), else: tag.position)
        case "say-as":
            let interpretation = try interpretation(of: tag)
            let content = try content(of: tag)
            if !content.isEmpty { try append(.interpreted(content, interpretation)) }
        case "speak":
            throw tag.invalid(
                "<speak> stands in <speak>. It is the outermost element and only that: remove the inner one")
        default:
            throw tag.invalid("<\(tag.name)> is not known. Known are <speak>, <phoneme>, <break>, <sub> and <say-as>")
        }
    }

    /// The text up to the closing tag.
    private mutating func content(of tag: SSMLTag) throws -> [SourceCharacter] {
        var content: [SourceCharacter] = []
        guard tag.kind == .opening else { return content }
        while let item = try scanner.next() {
            switch item {
            case .text(let text): content += text
            case .tag(let inner) where inner.kind != .closing:
                throw inner.invalid(
                    "<\(inner.name)> stands in <\(tag.name)>, which holds no elements. Write </\(tag.name)> before it")
            case .tag(let closing):
                if closing.name == tag.name { return content }
                throw closing.invalid(
                    "</\(closing.name)> stands where </\(tag.name)> should: <\(tag.name)> at character \(tag.position) "
                        + "is open. Close the inner element first")
            }
        }
        throw tag.unclosed
    }

    private mutating func append(_ piece: MarkupPiece) throws {
        try endPlainText()
        pieces.append(piece)
    }

    private mutating func endPlainText() throws {
        if !plain.isEmpty { pieces.append(.text(try markup.fixingReadings(in: plain))) }
        plain = []
    }

    private func refuseAfterEnd(_ item: SSMLScanner.Item) throws {
        let position: Int? =
            switch item {
            case .text(let text): text.first { !Mark.isSpace($0.scalar) }?.position
            case .tag(let tag): tag.position
            }
        guard let position else { return }
        throw TextError.invalidMarkup(
            reason: "behind </speak> stands something else than white space and comments. Move it before </speak>",
            position: position)
    }
}

extension SSMLTag {
    /// An error at the place of this tag.
    func invalid(_ reason: String) -> TextError { .invalidMarkup(reason: reason, position: position) }

    fileprivate var unclosed: TextError { invalid("<\(name)> is not closed. Write </\(name)> where it ends") }
}
