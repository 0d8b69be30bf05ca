/// Turns Mandarin text into the symbols that Tacotron 2 reads.
///
/// The stages: `TextNormalizer` (half-width, simplified), `TextTokenizer` (hanzi, `WrittenForms`, pinyin, letters, marks),
/// `Lexicon` (segmentation and readings), `ParticleReader` (地 and 得), `ToneSandhi`, `SymbolTable`. Plain text gives the
/// symbols that phkit gives, which the checkpoint was trained with. README.md has the rules.
///
/// ```swift
/// let frontend = try TextFrontend()
/// let sequence = try frontend.symbols(for: "你好，world！")
/// ```
public final class TextFrontend: Sendable {
    private let table: SymbolTable
    private let syllables: SyllableTable
    private let lexicon: Lexicon
    private let particles: ParticleReader
    private let normalizer: TextNormalizer
    private let tokenizer: TextTokenizer

    /// Loads the lexicon and the tables from the module's resources (1.5 MB).
    ///
    /// - Throws: `TextError.damagedResource` if one is missing or not what it should be.
    public init() throws {
        table = try SymbolTable.shared()
        syllables = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: table)
        lexicon = try Lexicon(syllables: syllables)
        particles = try ParticleReader(syllables: syllables)
        normalizer = try TextNormalizer()
        let latin = LatinScanner(syllables: syllables)
        tokenizer = TextTokenizer(lexicon: lexicon, latin: latin, forms: try WrittenForms(latin: latin))
    }

    /// The symbols of a text: hanzi (simplified or traditional), pinyin with tone digits, letters, numbers and marks.
    ///
    /// The time is proportional to the length of the text.
    ///
    /// - Throws: `TextError.emptyText`, `.nothingToSpeak`, `.unreadableCharacter` and, for text declared to be pinyin,
    ///   `.invalidPinyin`; positions count the characters of `text` from 1.
    public func symbols(for text: String, options: TextFrontendOptions = .init()) throws -> SymbolSequence {
        guard !text.isEmpty else { throw TextError.emptyText }
        let tokens = try tokens(of: text, options: options)
        var units = units(of: tokens)
        guard units.contains(where: \.isHeard) else { throw TextError.nothingToSpeak }
        ToneSandhi.apply(to: &units)
        var ids: [Int] = []
        for unit in units {
            ids += try symbols(of: unit)
            ids.append(SymbolTable.chain)
        }
        return SymbolSequence(units: ids, table: table)
    }

    private func tokens(of text: String, options: TextFrontendOptions) throws -> [TextTokenizer.Token] {
        do {
            return try tokenizer.tokens(of: normalizer.normalized(text), options: options)
        } catch TextError.unreadableCharacter(_, let scalar, let position) {
            // The stages know scalars; the error names what stands in the text, as it stands there.
            let character = text[text.index(text.startIndex, offsetBy: position - 1)]
            let isWhole = character.unicodeScalars.count == 1
            throw TextError.unreadableCharacter(
                character: character, scalar: isWhole ? character.unicodeScalars.first ?? scalar : scalar,
                position: position)
        }
    }

    private func units(of tokens: [TextTokenizer.Token]) -> [SpeechUnit] {
        var units: [SpeechUnit] = []
        for (index, token) in tokens.enumerated() {
            switch token {
            case .hanzi(let run):
                var words = lexicon.words(in: run)
                particles.apply(to: &words)
                units += words.flatMap(\.syllables).map { .syllable($0, isTyped: false) }
            case .units(let ready): units += ready
            case .space:
                // Around typed syllables a space separates; at the ends it says nothing; elsewhere phkit makes it `#`.
                guard index > 0, index + 1 < tokens.count, !tokens[index - 1].isTyped, !tokens[index + 1].isTyped else {
                    continue
                }
                units.append(.mark("#"))
            }
        }
        return units
    }

    private func symbols(of unit: SpeechUnit) throws -> [Int] {
        switch unit {
        case .syllable(let syllable, _): return syllables.symbols(of: syllable)
        case .mark(let mark): return [try table.id(of: String(mark), in: "symbols.txt")]
        case .letter(let number, let isName):
            let capital = Character(Unicode.Scalar(UInt8(0x41 + number)))
            let name = isName ? "\(capital)\(capital.lowercased())" : String(capital)
            return [try table.id(of: name, in: "symbols.txt")]
        }
    }
}

extension TextTokenizer.Token {
    /// Whether the token is pinyin from the text.
    fileprivate var isTyped: Bool {
        if case .units(let units) = self, case .syllable = units.first { true } else { false }
    }
}
