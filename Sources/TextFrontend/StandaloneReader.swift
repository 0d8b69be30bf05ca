/// Reads characters that stand alone between words by what stands beside them: 教我, 种了, 睡不着, 高兴地说.
///
/// No dictionary tells how these are read by themselves, and the network knows too little of everyday language: it
/// takes 教 for jiào in every sentence, 没 for mò, 为您 for wéi nín. `standalone.tsv` has the rules. A few words are there
/// too that are none beside some others: 得到 in 听得到.
struct StandaloneReader: Sendable {
    let rules: NeighbourRules

    /// Gives such characters in a run of hanzi their readings; other words stay as they are.
    ///
    /// - Parameter startsSentence: Whether the run is the beginning of a sentence.
    func apply(to words: inout [LexiconWord], of run: [Unicode.Scalar], startsSentence: Bool) {
        let text = SegmentedText(run, words: words, startsSentence: startsSentence)
        for index in words.indices {
            let word = words[index].scalars
            guard let readings = rules.rule(for: word, at: word.indices, of: text)?.readings else { continue }
            words[index].syllables = readings
            words[index].isToldByNeighbours = true
        }
    }
}
