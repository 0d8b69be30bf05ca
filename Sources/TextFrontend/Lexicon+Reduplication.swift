extension Lexicon {
    /// The reduplication at a place of a run that is a word though no dictionary has it.
    ///
    /// - AABB, if AB is a word: 高高兴兴, 漂漂亮亮. B has the tone that its character has by itself, also where it is neutral
    ///   in AB.
    /// - 一 and a measure word twice: 一只只, 一行行. Both are read as in 一只.
    ///
    /// Source: Chao, A Grammar of Spoken Chinese (1968), §4.2.
    func reduplication(in run: [Unicode.Scalar], at place: Int) -> LexiconWord? {
        let rest = run[place...]
        if rest.first == "一", rest.count > 2, run[place + 1] == run[place + 2],
            MeasureWord.ofOneCharacter.contains(run[place + 1])
        {
            guard words(in: rest.prefix(3)).count > 1, let (one, measure) = pair("一", run[place + 1]) else {
                return nil
            }
            return LexiconWord(
                scalars: rest.prefix(3), syllables: [one, measure, measure], wordClass: .number, isCertain: true)
        }
        guard rest.count > 3, run[place] == run[place + 1], run[place + 2] == run[place + 3],
            run[place] != run[place + 2], let (first, second) = pair(run[place], run[place + 2])
        else { return nil }
        let plain = plainReading(of: run[place + 2])
        let full = second.tone == 5 && second.base == plain.base ? plain : second
        return LexiconWord(
            scalars: rest.prefix(4), syllables: [first, first, full, full], wordClass: .adjective, isCertain: true)
    }

    /// The readings of two characters that are a word.
    private func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> (PinyinSyllable, PinyinSyllable)? {
        let words = words(in: [first, second])
        guard words.count == 1 else { return nil }
        return (words[0].syllables[0], words[0].syllables[1])
    }
}
