@testable import TextFrontend

extension WrittenForms {
    /// A whole text with its written forms spoken and everything else as it stands: what the tables of tests compare.
    ///
    /// Forms are looked for where `TextTokenizer` looks for them.
    func spokenText(_ text: [SourceCharacter], latin: LatinScanner) -> String {
        var spoken = String.UnicodeScalarView()
        var index = 0
        var lettersEnd = 0
        while index < text.count {
            var end = index + 1
            if let (form, formEnd) = Self.address(in: text, at: index) {
                spoken += form.unicodeScalars
                index = formEnd
                continue
            }
            if index >= lettersEnd, let (_, pinyinEnd) = latin.pinyin(in: text, at: index, anyCase: false) {
                end = pinyinEnd
            } else {
                if index >= lettersEnd, LatinScanner.isLetter(text[index].scalar) {
                    lettersEnd = LatinScanner.run(in: text, at: index).endIndex
                }
                if let (form, formEnd) = self.spoken(in: text, at: index) {
                    spoken += form.unicodeScalars
                    index = formEnd
                    continue
                }
                if let (_, letterEnd) = LatinScanner.letters(in: text, at: index) { end = letterEnd }
            }
            spoken += text[index..<end].lazy.map(\.scalar)
            index = end
        }
        return String(spoken)
    }
}
