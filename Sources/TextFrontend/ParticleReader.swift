/// Reads 地 and 得 where they stand alone between words: there they are mostly particles, and no dictionary says so.
///
/// The network knows too few of these: it takes 地 for dì in four of five adverbs that are not common.
struct ParticleReader: Sendable {
    private let de: PinyinSyllable
    private let dei: PinyinSyllable

    init(syllables: SyllableTable) throws {
        guard let de = syllables.row(of: "de"), let dei = syllables.row(of: "dei") else {
            throw TextError.damagedResource(name: "syllables.tsv", reason: "it lacks de or dei")
        }
        self.de = PinyinSyllable(base: de, tone: 5)
        self.dei = PinyinSyllable(base: dei, tone: 3)
    }

    /// Gives the particles in a run of words their readings; other words stay as they are.
    ///
    /// - 地 between a word of two characters or more and another word marks manner: 高兴地说, de.
    /// - 得 before what can be had (了 过 分 奖 …) is the verb: 他得了冠军, dé.
    /// - 得 at the start or after a pronoun or an adverb is "must": 我得走了, děi. After one of them that is certain.
    /// - 得 after any other word marks degree: 说得好, de. Before a word of degree (很 太 比 …) that is certain.
    func apply(to words: inout [LexiconWord]) {
        for index in words.indices where words[index].scalars.count == 1 {
            let previous = index > 0 ? words[index - 1].scalars : []
            guard let next = index + 1 < words.count ? words[index + 1].scalars.first : nil else { continue }
            switch words[index].scalars.first {
            case "地" where previous.count > 1:
                words[index].syllables = [de]
                words[index].isParticle = true
            case "得" where !Self.objects.contains(next):
                if let last = previous.last, Self.verbsOnly.contains(last) { continue }
                let isMust = previous.last.map(Self.subjects.contains) ?? true
                words[index].syllables = [isMust ? dei : de]
                words[index].isParticle = isMust ? !previous.isEmpty : Self.degrees.contains(next)
            default: continue
            }
        }
    }

    /// What follows 得 when it tells how, or how much.
    private static let degrees = Set("很太极更最比多好快慢高真像非挺够清".unicodeScalars)
    /// What follows 得 when it means "get".
    private static let objects = Set("了到过出知奖分名病胜票势手益失罪宠第冠金银铜满零一二三".unicodeScalars)
    /// After these 得 keeps the reading of the lexicon: they make verbs of it (不得, 所得).
    private static let verbsOnly = Set("不所可没未难".unicodeScalars)
    /// After these 得 means "must".
    private static let subjects = Set("我你您他她它们谁就也还都又只总必须仍更先再".unicodeScalars)
}
