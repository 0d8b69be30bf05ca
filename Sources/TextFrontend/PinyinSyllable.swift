/// A Mandarin syllable of the checkpoint's table, with its tone.
struct PinyinSyllable: Sendable, Equatable, Hashable {
    /// The row in the table of syllables.
    var base: Int
    /// 1 to 4, and 5 for the neutral tone.
    var tone: Int

    /// Makes a syllable from its number in the resources: five of them to each row, one for each tone.
    init(code: UInt16) {
        base = Int(code) / 5
        tone = Int(code) % 5 + 1
    }

    init(base: Int, tone: Int) {
        self.base = base
        self.tone = tone
    }
}
