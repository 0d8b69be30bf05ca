import Checkpoint
import Foundation
import Logging

/// Turns Mandarin text into the symbols that Tacotron 2 reads.
///
/// The stages: `MarkupReader` (SSML and marks in the text), `TextNormalizer` (half-width, simplified), `TextTokenizer`
/// (hanzi, written forms, pinyin, letters, marks), `WordReader` (words and readings), `ToneSandhi` (tones among
/// neighbours), `SymbolTable`. README.md has the rules.
///
/// ```swift
/// let frontend = try TextFrontend(models: models)
/// let sequence = try frontend.symbols(for: "你好，world！")
/// print(try frontend.reading(of: "银行").table)
/// ```
public final class TextFrontend: Sendable {
    private let tables: FrontendTables
    private let lexicon: Lexicon
    private let markup: MarkupReader
    private let tokenizer: TextTokenizer
    private let reader: WordReader

    /// Whether the network for characters with several readings is there.
    public var hasPolyphoneNetwork: Bool { reader.network != nil }

    /// Loads the lexicon and the tables from the module's resources (1.8 MB).
    ///
    /// - Parameter polyphones: Tells readings by the sentence; without it the dictionary alone does.
    /// - Throws: `TextError.damagedResource` if one is missing or not what it should be.
    public init(polyphones: PolyphoneNetwork? = nil) throws {
        tables = try FrontendTables.shared()
        lexicon = try Lexicon(syllables: tables.syllables)
        markup = MarkupReader(syllables: tables.syllables) { [lexicon, tables] in
            lexicon.contains($0) || tables.normalizer.simplified($0).map(lexicon.contains) ?? false
        }
        tokenizer = TextTokenizer(lexicon: lexicon, latin: tables.latin, forms: try WrittenForms(latin: tables.latin))
        reader = try WordReader(
            lexicon: lexicon, standalone: StandaloneReader(syllables: tables.syllables), network: polyphones)
    }

    /// Loads the resources, and the network for characters with several readings from a folder of models.
    ///
    /// Where the folder has no such network the dictionary alone reads, and the log says so, once in a process.
    ///
    /// - Throws: As ``init(polyphones:)``; `CheckpointError` if the network is there but damaged.
    public convenience init(models: URL) throws {
        let network = PolyphoneNetwork.isPresent(in: models) ? try PolyphoneNetwork(contentsOf: models) : nil
        if network == nil { _ = Self.warnsOfMissingNetwork }
        try self.init(polyphones: network)
    }

    /// Warns when it is first looked at.
    private static let warnsOfMissingNetwork: Void = Logger(label: "voiceclone.text").warning(
        """
        \(PolyphoneNetwork.weightsName) is not in the folder of models: the dictionary alone tells how characters with \
        several readings are read, and one in ten of them is read wrongly. Scripts/fetch-models fetches the network.
        """)

    /// The symbols of a text: hanzi (simplified or traditional), pinyin with tones, letters, numbers and marks.
    ///
    /// A text that begins with `<speak` is SSML; in every text a mark like `银[hang2]行` fixes a reading. The time is
    /// proportional to the length of the text.
    ///
    /// - Throws: `TextError.emptyText`, `.nothingToSpeak`, `.unreadableCharacter`, `.invalidMarkup` and, for text declared
    ///   to be pinyin, `.invalidPinyin`; positions count the characters of `text` from 1.
    public func symbols(for text: String, options: TextFrontendOptions = .init()) throws -> SymbolSequence {
        try sequence(of: units(of: text, options: options).units[...])
    }

    /// The sentences of a text, each with its symbols, to be spoken one by one.
    ///
    /// - Throws: As ``symbols(for:options:)``.
    public func sentences(of text: String, options: TextFrontendOptions = .init()) throws -> [TextSentence] {
        try sentencesAndWarnings(of: text, options: options).sentences
    }

    /// The sentences of a text, and what of it is not spoken.
    package func sentencesAndWarnings(
        of text: String, options: TextFrontendOptions
    ) throws -> (sentences: [TextSentence], warnings: [TextWarning]) {
        let (units, warnings) = try units(of: text, options: options)
        return (try sentences(of: units, count: text.count), warnings)
    }

    /// How a text is read, character by character, and why.
    ///
    /// - Throws: As ``symbols(for:options:)``; with `unreadableCharacters` left out they are flagged in the result.
    public func reading(of text: String, options: TextFrontendOptions = .init()) throws -> TextReading {
        let (units, warnings) = try units(of: text, options: options)
        return TextReading(
            text: text,
            characters: try CharacterReading.characters(
                of: text, units: units, warnings: warnings, syllables: tables.syllables
            ) { unit in try symbols(of: unit).map { tables.symbols.symbols[$0] } },
            sentences: try sentences(of: units, count: text.count), symbols: try sequence(of: units[...]),
            warnings: warnings)
    }

    /// What is said of a text, and what is not.
    private func units(
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
            ToneSandhi.apply(to: &reading.units, lexicon: lexicon)
            let warnings = TextWarning.warnings(
                dropped: reading.dropped, unreadable: reading.unreadable, units: reading.units, in: text)
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

    /// The sentences of all units of a text of so many characters, which they share out.
    private func sentences(of units: [SpeechUnit], count: Int) throws -> [TextSentence] {
        let ranges = SentenceSplitter.sentences(of: units)
        return try ranges.enumerated().map { index, range in
            let sentence = units[range]
            let first = index == 0 ? 1 : sentence.map(\.positions.lowerBound).min() ?? 1
            let last = sentence.map(\.positions.upperBound).max() ?? first
            let next = index + 1 < ranges.count ? units[ranges[index + 1].lowerBound].positions.lowerBound : count + 1
            return TextSentence(
                symbols: try sequence(of: sentence), positions: first...max(last, next - 1),
                pauseBefore: index == 0 ? SentenceSplitter.pause(before: sentence) : 0,
                pause: SentenceSplitter.pause(after: sentence))
        }
    }

    /// The symbols of some units.
    private func sequence(of units: ArraySlice<SpeechUnit>) throws -> SymbolSequence {
        var ids: [Int] = []
        for index in units.indices {
            switch units[index].content {
            // At the ends a space says nothing; elsewhere phkit makes it `#`.
            case .space where index == units.startIndex || index + 1 == units.endIndex: continue
            // Beside a mark a pause is only longer, and at the ends there is nothing to part.
            case .pause where index == units.startIndex || index + 1 == units.endIndex || !units[index - 1].isHeard:
                continue
            default: break
            }
            ids += try symbols(of: units[index])
            ids.append(SymbolTable.chain)
        }
        return SymbolSequence(units: ids, table: tables.symbols)
    }

    private func symbols(of unit: SpeechUnit) throws -> [Int] {
        if let syllable = unit.spoken { return tables.syllables.symbols(of: syllable) }
        switch unit.content {
        case .hanzi, .pinyin: preconditionFailure("a syllable was not read")
        case .mark(let mark, _): return [try id(of: String(mark))]
        case .space: return [try id(of: "#")]
        case .pause(let seconds): return [try id(of: seconds < SentenceSplitter.longPause ? "," : ".")]
        case .letter(let number, let isName):
            let capital = Character(Unicode.Scalar(UInt8(0x41 + number)))
            return [try id(of: isName ? "\(capital)\(capital.lowercased())" : String(capital))]
        }
    }

    private func id(of symbol: String) throws -> Int { try tables.symbols.id(of: symbol, in: "symbols.txt") }
}
