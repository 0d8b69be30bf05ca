/// A run of hanzi, or a phrase, cut into words: what a ``NeighbourPattern`` sees.
struct SegmentedText: Sendable {
    struct Word: Sendable {
        var range: Range<Int>
        var wordClass: WordClass
    }

    let scalars: [Unicode.Scalar]
    /// Whether the text is the beginning of a sentence.
    let startsSentence: Bool
    private var words: [Word] = []
    /// Which of the words each scalar is part of.
    private var wordOfScalar: [Int] = []

    /// A run of hanzi.
    init(_ run: [Unicode.Scalar], words: [LexiconWord], startsSentence: Bool) {
        (scalars, self.startsSentence) = (run, startsSentence)
        for word in words { append(word.scalars.indices, word.wordClass) }
    }

    /// A phrase, in which A stands for each syllable of a letter's name and U+FFFD for any other that has no hanzi.
    ///
    /// It begins no sentence: tones do not depend on that.
    init(_ units: [SpeechUnit], in phrase: Range<Int>) {
        scalars = units[phrase].map { $0.hanzi ?? ($0.rule == .letter ? "A" : "\u{FFFD}") }
        startsSentence = false
        for word in ToneSandhi.words(of: units, in: phrase) {
            let start = word.lowerBound - phrase.lowerBound
            append(start..<start + word.count, units[word.lowerBound].wordClass)
        }
    }

    private mutating func append(_ range: Range<Int>, _ wordClass: WordClass) {
        wordOfScalar += repeatElement(words.count, count: range.count)
        words.append(Word(range: range, wordClass: wordClass))
    }

    /// The scalar that stands on one side of a place between two.
    func scalar(_ side: NeighbourPattern.Side, _ place: Int) -> Unicode.Scalar? {
        let index = side == .before ? place - 1 : place
        return scalars.indices.contains(index) ? scalars[index] : nil
    }

    /// The whole word that stands on one side of a place; nil if the place is inside of a word.
    func word(_ side: NeighbourPattern.Side, _ place: Int) -> Word? {
        let index = side == .before ? place - 1 : place
        guard isBoundary(place), scalars.indices.contains(index) else { return nil }
        return words[wordOfScalar[index]]
    }

    /// Whether a place is between two words, or at an edge.
    func isBoundary(_ place: Int) -> Bool {
        !(1..<scalars.count).contains(place) || wordOfScalar[place - 1] != wordOfScalar[place]
    }
}
