// From a text to units: the stages one after the other.
extension TextFrontend {
    /// What is said of a text, and what is not.
    func units(
        of text: String, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], warnings: [TextWarning]) {
        guard !text.isEmpty else { throw TextError.emptyText }
        do {
            var reading = UnitsOfText()
            for piece in try markup.pieces(of: text) { try add(piece, to: &reading, options: options) }
            try requireMarksBeforeTheirCharacters(reading.units)
            reading.units = SpeechUnit.withoutIdleSpaces(reading.units)
            guard reading.units.contains(where: \.isHeard) else { throw TextError.nothingToSpeak }
            reader.read(&reading.units, of: reading.text.map(\.written))
            sandhi.apply(to: &reading.units)
            let warnings =
                TextWarning.warnings(
                    dropped: reading.dropped, unreadable: reading.unreadable, units: reading.units, in: text)
                + TextWarning.spelled(reading.units, in: text)
            return (reading.units, warnings)
        } catch TextError.unreadableCharacter(_, let scalar, let position) {
            // The stages know scalars; the error names what stands in the text, as it stands there.
            let character = text[text.index(text.startIndex, offsetBy: position - 1)]
            let isWhole = character.unicodeScalars.count == 1
            throw TextError.unreadableCharacter(
                character: character, scalar: isWhole ? character.unicodeScalars.first ?? scalar : scalar,
                position: position)
        }
    }

    /// Refuses a mark that stands behind the character that it is meant for, as `行[hang2]不行`.
    private func requireMarksBeforeTheirCharacters(_ units: [SpeechUnit]) throws {
        for (previous, unit) in zip(units, units.dropFirst()) where unit.rule == .direct && previous.rule != .direct {
            guard let hanzi = unit.hanzi, let meant = previous.hanzi, let reading = unit.reading,
                !reader.canRead(hanzi, as: reading), reader.canRead(meant, as: reading)
            else { continue }
            let name = tables.syllables.name(of: reading)
            throw TextError.invalidMarkup(
                reason: """
                    [\(name)] stands behind \(meant), which is read so, and before \(hanzi), which is not. Write a mark \
                    before its character: [\(name)]\(meant)
                    """,
                position: unit.positions.lowerBound)
        }
    }

    /// What the first stages make of a text.
    private struct UnitsOfText {
        var units: [SpeechUnit] = []
        /// The normalised text.
        var text: [SourceCharacter] = []
        var dropped: [SourceCharacter] = []
        var unreadable: [SourceCharacter] = []

        /// Where what comes next stands, if it has no characters of its own.
        var position: Int { text.last?.position ?? 1 }
    }

    private func add(_ piece: MarkupPiece, to reading: inout UnitsOfText, options: TextFrontendOptions) throws {
        func normalized(_ characters: [SourceCharacter]) -> [SourceCharacter] {
            let (normalized, dropped) = tables.normalizer.normalized(characters)
            reading.text += normalized
            reading.dropped += dropped
            return normalized
        }
        let place = reading.text.count
        switch piece {
        case .text(let characters):
            let (units, dropped, unreadable) = try tokenizer.units(
                of: normalized(characters), from: place, options: options)
            reading.units += units
            reading.dropped += dropped
            reading.unreadable += unreadable
        case .interpreted(let characters, let interpretation):
            let source = normalized(characters)
            guard let spoken = WrittenForms.spoken(source, as: interpretation) else {
                throw TextError.invalidMarkup(
                    reason: """
                        "\(MarkupReader.excerpt(characters))" cannot be said as \(interpretation.rawValue). Write \
                        \(interpretation.examples), or leave out <say-as>
                        """,
                    position: characters.first?.position ?? reading.position)
            }
            reading.units += tokenizer.units(spoken: spoken, for: source[...])
        case .syllables(let syllables, let characters):
            let source = normalized(characters)
            let positions = source.isEmpty ? reading.position...reading.position : TextTokenizer.positions(source[...])
            reading.units += syllables.map { SpeechUnit($0, at: positions, rule: .direct) }
        case .pause(let seconds) where seconds > 0:
            reading.units.append(SpeechUnit(.pause(seconds), at: reading.position...reading.position, rule: .direct))
        case .pause: break
        }
    }
}
