/// The part of speech that a word mostly is, for ``NeighbourRules``: 药 | 得 | 吃 is no 跑 | 得 | 快.
///
/// jieba's dictionary tells; `Scripts/frontend/word-classes.tsv` corrects it. The numbers are those of `lexicon.trie`.
enum WordClass: UInt8, Sendable {
    /// Also what is not known.
    case other
    case noun, time, place, pronoun, verb
    /// A verb that is as often a noun: 工作, 生活.
    case verbalNoun
    case adjective, adverb, number, measure, preposition
    /// A verb and its object: 出门, 吃饭.
    case verbObject

    /// In the order of the cases; `build_resources.py` has the same letters.
    private static let letters = Array("-ntsrvwadmqpo".unicodeScalars)

    /// The class that a rule calls so.
    init?(letter: Unicode.Scalar) {
        guard let number = Self.letters.firstIndex(of: letter) else { return nil }
        self.init(rawValue: UInt8(number))
    }
}
