/// How the letters of the English alphabet are named in Mandarin.
///
/// The checkpoint has symbols for letters, but never heard them: whatever it makes of `Aa Bb Cc` or of `A B C` is
/// babble to the limit of frames, in every voice. So letters are spoken by their names in syllables, as people say
/// them. Source: common Mandarin usage, in syllables of the table; there is no `kiu` for Q.
enum LetterNames {
    private static let names = [
        "ei1", "bi4", "xi1", "di4", "yi4", "ai2 fu5", "ji4", "ai2 chi5", "ai4", "zhei4", "kei4", "ai2 lou5", "ai2 mu5",
        "en1",
        "ou1", "pi4", "ke4 you1", "a4 er5", "ai2 si5", "ti4", "you1", "wei4", "da2 bu5 liu5", "ai2 ke5 si5", "wai4",
        "zei4",
    ]

    /// The syllables of each letter, from A to Z.
    static func syllables(in table: SyllableTable) throws -> [[PinyinSyllable]] {
        try names.map { name in
            try name.split(separator: " ").map { part in
                guard let syllable = table.syllable(String(part)) else {
                    throw TextError.damagedResource(name: "syllables.tsv", reason: "it lacks \(part)")
                }
                return syllable
            }
        }
    }
}
