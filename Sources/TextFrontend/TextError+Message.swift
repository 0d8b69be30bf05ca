import Foundation

extension TextError: CustomStringConvertible, LocalizedError {
    /// What was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .emptyText:
            "The text is empty. Give at least one character to speak."
        case .nothingToSpeak:
            "The text holds nothing to speak: only spaces, marks or characters left out. Give hanzi, letters, digits "
                + "or pinyin with tone digits."
        case .unreadableCharacter(let character, let scalar, let position):
            "Character \(position) of the text, \"\(character)\" (\(Self.name(of: scalar))), has no reading. Replace "
                + "it, write its pinyin (for example ni3), or have such characters left out (unreadableCharacters: .leaveOut, "
                + "in the tool --leave-out-unreadable)."
        case .invalidPinyin(let token, let position):
            "\"\(token)\" at character \(position) of the text is not pinyin. Write each syllable with its tone digit, "
                + "1 to 5 (for example ni3 hao3, lv4), or set input to .automatic to read it as letters."
        case .invalidDictionaryEntry(let word, let reason, let line):
            "The entry \"\(word)\"\(line.map { " in line \($0)" } ?? "") of the dictionary cannot be used: \(reason). "
                + "Write word, tab, pinyin: 重庆 chong2 qing4."
        case .invalidMarkup(let reason, let position):
            "The markup at character \(position) of the text cannot be read: \(reason)."
        case .invalidSymbolID(let id, let index):
            "Entry \(index) of the symbol ids is \(id). Ids run from 0 to \(SymbolTable.count - 1)."
        case .unterminatedSequence:
            "The symbol ids do not end in 1, 0 (`~ _`). Append them: the model was trained with that ending."
        case .damagedResource(let name, let reason):
            "The resource \(name) of TextFrontend cannot be used: \(reason). VoiceClone_TextFrontend.resources "
                + "(.bundle on macOS) belongs beside the program: copy it from where that was built, or build it afresh."
        }
    }

    /// The same as `description`, for code that asks for localized errors.
    public var errorDescription: String? { description }

    /// The code point and the name of a scalar, for example `U+4F60 …`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return scalar.properties.name.map { "\(code) \($0)" } ?? code
    }
}

extension TextError {
    /// A character as messages name it: as it looks, and the code points of what it is made of.
    static func name(of character: Character) -> String {
        let scalars = character.unicodeScalars
        let codes = scalars.prefix(3).map(name(of:)).joined(separator: ", ") + (scalars.count > 3 ? ", …" : "")
        let isControl = scalars.first.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) } ?? true
        return isControl ? codes : "\"\(character)\" (\(codes))"
    }
}
