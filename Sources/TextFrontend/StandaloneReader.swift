/// Reads common characters where they stand alone between words, by their neighbours: 地, 得, 没, 为, 长.
///
/// No dictionary tells how these are read by themselves, and the network knows too little of everyday language: it takes 地
/// for dì in four of five adverbs that are not common, 得 for dé in 睡得好, 没 for mò, 为您 for wéi nín.
struct StandaloneReader: Sendable {
    private let de: PinyinSyllable
    private let dei: PinyinSyllable
    private let mei: PinyinSyllable
    private let wei: PinyinSyllable
    private let zhang: PinyinSyllable

    init(syllables: SyllableTable) throws {
        func syllable(_ name: String) throws -> PinyinSyllable {
            guard let syllable = syllables.syllable(name) else {
                throw TextError.damagedResource(name: "syllables.tsv", reason: "it lacks \(name)")
            }
            return syllable
        }
        (de, dei, mei) = (try syllable("de5"), try syllable("dei3"), try syllable("mei2"))
        (wei, zhang) = (try syllable("wei4"), try syllable("zhang3"))
    }

    /// Gives such characters in a run of words their readings; other words stay as they are.
    ///
    /// - 地 between a word of two characters or more and another word marks manner: 高兴地说, de.
    /// - 得 before what can be had (了 过 分 奖 …) is the verb: 他得了冠军, dé.
    /// - 得 after a pronoun or an adverb, or at the start before what can be done, is "must": 我得走了, děi.
    /// - 得 after any other word marks degree: 说得好, de.
    /// - 没 is méi; mò has its words (淹没).
    /// - 为 before whom something is done for is wèi: 为您, 为大家.
    /// - 长 before a particle or what grows is the verb: 长着, 长高, zhǎng.
    func apply(to words: inout [LexiconWord]) {
        for index in words.indices where words[index].scalars.count == 1 {
            let previous = index > 0 ? words[index - 1].scalars : []
            let next = index + 1 < words.count ? words[index + 1].scalars.first : nil
            guard let (syllable, isCertain) = reading(of: words[index].scalars.first, after: previous, before: next)
            else {
                continue
            }
            words[index].syllables = [syllable]
            words[index].isToldByNeighbours = isCertain
        }
    }

    private func reading(
        of character: Unicode.Scalar?, after previous: ArraySlice<Unicode.Scalar>, before next: Unicode.Scalar?
    ) -> (PinyinSyllable, isCertain: Bool)? {
        switch (character, next) {
        case ("没", _): (mei, true)
        case ("地", _?) where previous.count > 1: (de, true)
        case ("为", let next?) where Self.persons.contains(next): (wei, true)
        case ("长", let next?) where Self.grown.contains(next): (zhang, true)
        case ("得", let next?) where !Self.objects.contains(next): readingOfDe(after: previous, before: next)
        default: nil
        }
    }

    private func readingOfDe(
        after previous: ArraySlice<Unicode.Scalar>, before next: Unicode.Scalar
    ) -> (PinyinSyllable, isCertain: Bool)? {
        guard let last = previous.last else { return (dei, Self.deeds.contains(next)) }
        if Self.verbsOnly.contains(last) { return nil }
        return (Self.subjects.contains(last) ? dei : de, true)
    }

    /// What follows 得 when it means "get".
    private static let objects = Set("了到过出知奖分名病胜票势手益失罪宠第冠金银铜满零一二三子女".unicodeScalars)
    /// What follows 得 when it means "must" and nothing stands before it.
    private static let deeds = Set("走去来换打买找看想说做写问等上下把给先赶快早好多加回吃喝睡学让叫请带拿用交花".unicodeScalars)
    /// After these 得 keeps the reading of the lexicon: they make verbs of it (不得, 所得, 测得).
    private static let verbsOnly = Set("不所可没未难测寻尽采即深取获求习".unicodeScalars)
    /// After these 得 means "must".
    private static let subjects = Set("我你您他她它们谁就也还都又只总必须仍更先再".unicodeScalars)
    private static let persons = Set("我你您他她它咱谁大老人".unicodeScalars)
    private static let grown = Set("着出满了得大高在成胖".unicodeScalars)
}
