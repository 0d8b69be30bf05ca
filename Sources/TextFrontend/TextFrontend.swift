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
    let tables: FrontendTables
    let markup: MarkupReader
    let tokenizer: TextTokenizer
    let reader: WordReader
    let sandhi: ToneSandhi

    /// Whether the network for characters with several readings is there.
    public var hasPolyphoneNetwork: Bool { reader.network != nil }

    /// Loads the lexicon and the tables from the module's resources (1.8 MB).
    ///
    /// - Parameter polyphones: Tells readings by the sentence; without it the dictionary alone does.
    /// - Throws: `TextError.damagedResource` if one is missing or not what it should be.
    public init(polyphones: PolyphoneNetwork? = nil) throws {
        tables = try FrontendTables.shared()
        let lexicon = try Lexicon(syllables: tables.syllables)
        markup = MarkupReader(pinyin: tables.pinyin) { [lexicon, tables] in
            lexicon.contains($0) || tables.normalizer.simplified($0).map(lexicon.contains) ?? false
        }
        tokenizer = TextTokenizer(lexicon: lexicon, latin: tables.latin, forms: try WrittenForms(latin: tables.latin))
        let standalone = StandaloneReader(rules: try NeighbourRules("standalone.tsv", syllables: tables.syllables))
        reader = WordReader(lexicon: lexicon, standalone: standalone, network: polyphones)
        let yiBu = YiBuSandhi(rules: try NeighbourRules("sandhi.tsv", syllables: tables.syllables))
        sandhi = ToneSandhi(lexicon: lexicon, yiBu: yiBu)
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
    /// - Throws: `TextError.emptyText`, `.nothingToSpeak`, `.unreadableCharacter`, `.invalidMarkup` and, for text
    ///   declared to be pinyin, `.invalidPinyin`; positions count the characters of `text` from 1.
    public func symbols(for text: String, options: TextFrontendOptions = .init()) throws -> SymbolSequence {
        try symbolsAndWarnings(of: text, options: options).symbols
    }

    /// The sentences of a text, each with its symbols, to be spoken one by one.
    ///
    /// - Throws: As ``symbols(for:options:)``.
    public func sentences(of text: String, options: TextFrontendOptions = .init()) throws -> [TextSentence] {
        try sentencesAndWarnings(of: text, options: options).sentences
    }

    /// What is written in a text apart from its markup: for each of its characters that character, what a reference
    /// stands for, or nothing.
    package func writing(of text: String) -> [String] { markup.writing(of: text) }

    /// The symbols of a text, and what of it is not spoken.
    package func symbolsAndWarnings(
        of text: String, options: TextFrontendOptions
    ) throws -> (symbols: SymbolSequence, warnings: [TextWarning]) {
        let (units, warnings) = try units(of: text, options: options)
        return (try sequence(of: units[...]), warnings)
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
}
