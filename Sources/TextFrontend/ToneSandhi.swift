/// The fifth stage: what is spoken instead of the readings, among neighbours.
///
/// In this order, since each sees what the ones before it made: 儿 at the end of words (``Erhua``), neutral tones
/// (``NeutralTone``), 一 and 不 (``YiBuSandhi``), third tones (``ThirdToneSandhi``). Syllables that the text or the
/// user's dictionary gives are spoken as given, and their neighbours heed them.
struct ToneSandhi: Sendable {
    let lexicon: Lexicon
    let yiBu: YiBuSandhi

    func apply(to units: inout [SpeechUnit]) {
        for phrase in Self.phrases(of: units) {
            Erhua.apply(to: &units, in: phrase)
            NeutralTone.apply(to: &units, in: phrase)
            yiBu.apply(to: &units, in: phrase)
            ThirdToneSandhi.apply(to: &units, in: phrase, lexicon: lexicon)
        }
    }

    /// The runs of syllables with nothing between them: marks and spaces part them; the names of letters are syllables.
    static func phrases(of units: [SpeechUnit]) -> [Range<Int>] {
        var phrases: [Range<Int>] = []
        var start: Int?
        for index in 0...units.count {
            let isSyllable = index < units.count && units[index].spoken != nil
            if isSyllable {
                start = start ?? index
            } else if let first = start {
                phrases.append(first..<index)
                start = nil
            }
        }
        return phrases
    }

    /// The words of a phrase.
    static func words(of units: [SpeechUnit], in phrase: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = phrase.lowerBound
        for index in phrase where index + 1 == phrase.upperBound || units[index + 1].word != units[index].word {
            words.append(start..<index + 1)
            start = index + 1
        }
        return words
    }
}
