import Checkpoint
import Foundation
import Logging

/// Turns Mandarin text into the symbols that Tacotron 2 reads.
///
/// The stages: `TextNormalizer` (half-width, simplified), `TextTokenizer` (hanzi, numbers, pinyin, letters, marks),
/// `WordReader` (words and readings), `ToneSandhi` (tones among neighbours), `SymbolTable`. README.md has the rules.
///
/// ```swift
/// let frontend = try TextFrontend(models: models)
/// let sequence = try frontend.symbols(for: "你好，world！")
/// print(try frontend.reading(of: "银行").table)
/// ```
public final class TextFrontend: Sendable {
    private let tables: FrontendTables
    private let lexicon: Lexicon
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
        tokenizer = TextTokenizer(lexicon: lexicon, latin: tables.latin)
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
    /// The time is proportional to the length of the text.
    ///
    /// - Throws: `TextError.emptyText`, `.nothingToSpeak`, `.unreadableCharacter` and, for text declared to be pinyin,
    ///   `.invalidPinyin`; positions count the characters of `text` from 1.
    public func symbols(for text: String, options: TextFrontendOptions = .init()) throws -> SymbolSequence {
        try sequence(of: units(of: text, options: options).units[...])
    }

    /// The sentences of a text, each with its symbols, to be spoken one by one.
    ///
    /// - Throws: As ``symbols(for:options:)``.
    public func sentences(of text: String, options: TextFrontendOptions = .init()) throws -> [TextSentence] {
        try sentences(of: units(of: text, options: options).units, count: text.count)
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
            sentences: try sentences(of: units, count: text.count), symbols: try sequence(of: units[...]), warnings: warnings)
    }

    /// What is said of a text, and what is not.
    private func units(
        of text: String, options: TextFrontendOptions
    ) throws -> (units: [SpeechUnit], warnings: [TextWarning]) {
        guard !text.isEmpty else { throw TextError.emptyText }
        do {
            let (normalized, dropped) = tables.normalizer.normalized(SourceCharacter.characters(of: text))
            var (units, unreadable) = try tokenizer.units(of: normalized, from: 0, options: options)
            units.removeSpacesThatOnlySeparate()
            guard units.contains(where: \.isHeard) else { throw TextError.nothingToSpeak }
            reader.read(&units, of: normalized.map(\.written))
            ToneSandhi.apply(to: &units, lexicon: lexicon)
            return (units, TextWarning.warnings(dropped: dropped, unreadable: unreadable, in: text))
        } catch TextError.unreadableCharacter(_, let scalar, let position) {
            // The stages know scalars; the error names what stands in the text, as it stands there.
            let character = text[text.index(text.startIndex, offsetBy: position - 1)]
            let isWhole = character.unicodeScalars.count == 1
            throw TextError.unreadableCharacter(
                character: character, scalar: isWhole ? character.unicodeScalars.first ?? scalar : scalar,
                position: position)
        }
    }

    /// The sentences of all units of a text of so many characters, which they share out.
    private func sentences(of units: [SpeechUnit], count: Int) throws -> [TextSentence] {
        let ranges = SentenceSplitter.sentences(of: units)
        var first = 1
        return try ranges.enumerated().map { index, range in
            let next = index + 1 < ranges.count ? units[ranges[index + 1].lowerBound].positions.lowerBound : count + 1
            defer { first = next }
            return TextSentence(symbols: try sequence(of: units[range]), positions: first...max(first, next - 1))
        }
    }

    /// The symbols of some units.
    private func sequence(of units: ArraySlice<SpeechUnit>) throws -> SymbolSequence {
        var ids: [Int] = []
        for index in units.indices {
            // At the ends a space says nothing; elsewhere phkit makes it `#`.
            if case .space = units[index].content, index == units.startIndex || index + 1 == units.endIndex { continue }
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

extension [SpeechUnit] {
    /// Takes away the spaces around typed syllables: they separate them and are no pauses.
    fileprivate mutating func removeSpacesThatOnlySeparate() {
        func isTyped(_ index: Int) -> Bool { indices.contains(index) && self[index].content == .pinyin }
        let kept = indices.filter { index in
            guard case .space(isLineBreak: false) = self[index].content else { return true }
            return !isTyped(index - 1) && !isTyped(index + 1)
        }
        if kept.count < count { self = kept.map { self[$0] } }
    }
}
