import Foundation

/// How hanzi are read: characters, and words whose reading or whose boundaries a character alone does not tell.
struct Lexicon: Sendable {
    private let trie: ScalarTrie

    /// The lexicon of the module's resource; all its readings are in `syllables`.
    init(syllables: SyllableTable) throws {
        let name = "lexicon.trie"
        trie = try ScalarTrie(ResourceFile.data(name), name: name) { _, depth in depth }
        guard trie.pool.allSatisfy(syllables.contains(code:)) else {
            throw TextError.damagedResource(name: name, reason: "a reading is not in the table of syllables")
        }
    }

    /// Whether a character has a reading.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        guard let node = trie.root(scalar), let entry = trie.entry(node) else { return false }
        return entry.offset != nil
    }

    /// The words of a run of hanzi, all of which the lexicon contains, with their readings.
    ///
    /// The run is cut into the words whose costs, −log of their frequency, have the least sum (the Viterbi path of a
    /// unigram model); on a tie the longer word is taken. A word without a reading of its own is read character by
    /// character. The time is proportional to the length of the run.
    func words(in run: [Unicode.Scalar]) -> [LexiconWord] {
        let steps = bestSteps(through: run)
        var words: [LexiconWord] = []
        var start = 0
        while start < run.count {
            let step = steps[start]
            let scalars = run[start..<start + step.length]
            let syllables =
                step.offset.map { trie.pool[$0..<$0 + step.length].map(PinyinSyllable.init(code:)) }
                ?? scalars.map(plainReading(of:))
            words.append(LexiconWord(scalars: scalars, syllables: syllables))
            start += step.length
        }
        return words
    }

    /// A word of the best path.
    private struct Step {
        var length = 1
        var offset: Int?
    }

    /// For each place of the run the word that the best path from there begins with.
    private func bestSteps(through run: [Unicode.Scalar]) -> [Step] {
        var costs = [Int](repeating: 0, count: run.count + 1)
        var steps = [Step](repeating: Step(), count: run.count)
        for start in run.indices.reversed() {
            var best = Int.max
            var end = start
            var node = trie.root(run[start])
            while let here = node {
                end += 1
                if let entry = trie.entry(here), entry.byte + costs[end] <= best {
                    best = entry.byte + costs[end]
                    steps[start] = Step(length: end - start, offset: entry.offset)
                }
                node = end < run.count ? trie.child(of: here, run[end]) : nil
            }
            precondition(best < .max, "Lexicon.words(in:) needs characters that the lexicon contains")
            costs[start] = best
        }
        return steps
    }

    private func plainReading(of scalar: Unicode.Scalar) -> PinyinSyllable {
        guard let node = trie.root(scalar), let offset = trie.entry(node)?.offset else {
            preconditionFailure("Lexicon.words(in:) needs characters that the lexicon contains")
        }
        return PinyinSyllable(code: trie.pool[offset])
    }
}

/// A word as segmentation found it.
struct LexiconWord: Sendable, Equatable {
    /// The hanzi of the word.
    var scalars: ArraySlice<Unicode.Scalar>
    /// The reading of each of them.
    var syllables: [PinyinSyllable]
}
