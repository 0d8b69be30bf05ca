import Foundation

/// How hanzi are read: characters, and words whose reading or whose boundaries a character alone does not tell; and what
/// parts of speech they are.
struct Lexicon: Sendable {
    /// Words that cost less, in tenths of −log of their share of jieba's corpus, are certain though no phrase list has
    /// them.
    private static let commonCost = 120

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
    func words(in run: ArraySlice<Unicode.Scalar>) -> [LexiconWord] {
        let steps = bestSteps(through: run)
        var words: [LexiconWord] = []
        var start = run.startIndex
        while start < run.endIndex {
            let step = steps[start - run.startIndex]
            let scalars = run[start..<start + step.length]
            let syllables =
                step.offset.map { trie.pool[$0..<$0 + step.length].map(PinyinSyllable.init(code:)) }
                ?? scalars.map(plainReading(of:))
            let isCommon = step.offset == nil && step.cost < Self.commonCost
            let isCertain = step.length > 1 && (step.isMarked || isCommon)
            words.append(
                LexiconWord(scalars: scalars, syllables: syllables, wordClass: step.wordClass, isCertain: isCertain))
            start += step.length
        }
        return words
    }

    /// The lengths of the parts that a word is made of: of shorter words, two of them if possible.
    ///
    /// 展览馆 is 展览 and 馆, 小老虎 is 小 and 老虎. A word whose parts are no words is cut behind every second character.
    func parts(of word: [Unicode.Scalar]) -> [Int] {
        guard word.count > 2 else { return Array(repeating: 1, count: word.count) }
        var lengths: [Int] = []
        let steps = bestSteps(through: word[...], longest: word.count - 1)
        var start = 0
        while start < word.count {
            lengths.append(steps[start].length)
            start += steps[start].length
        }
        guard lengths.count == word.count else { return lengths }
        return stride(from: 0, to: word.count, by: 2).map { min(2, word.count - $0) }
    }

    /// A word of the best path.
    private struct Step {
        var length = 1
        var offset: Int?
        var cost = 0
        var kind: UInt8 = 0
        var isMarked = false

        var wordClass: WordClass { WordClass(rawValue: kind) ?? .other }
    }

    /// For each place of the run the word that the best path from there begins with.
    private func bestSteps(through run: ArraySlice<Unicode.Scalar>, longest: Int = .max) -> [Step] {
        var costs = [Int](repeating: 0, count: run.count + 1)
        var steps = [Step](repeating: Step(), count: run.count)
        let base = run.startIndex
        for start in steps.indices.reversed() {
            var best = Int.max
            var end = start
            var node = trie.root(run[base + start])
            while let here = node {
                end += 1
                guard end - start <= longest else { break }
                if let entry = trie.entry(here), entry.byte + costs[end] <= best {
                    best = entry.byte + costs[end]
                    steps[start] = Step(
                        length: end - start, offset: entry.offset, cost: entry.byte, kind: entry.kind,
                        isMarked: entry.isMarked)
                }
                node = end < run.count ? trie.child(of: here, run[base + end]) : nil
            }
            precondition(best < .max, "Lexicon.words(in:) needs characters that the lexicon contains")
            costs[start] = best
        }
        return steps
    }

    /// The most common reading of a character that the lexicon contains.
    func plainReading(of scalar: Unicode.Scalar) -> PinyinSyllable {
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
    var wordClass = WordClass.other
    /// Whether no other evidence counts against it: two phrase lists agree on it (目的, 了解), or it is common and read as
    /// its characters are (为了).
    var isCertain = false
    /// Whether it stands alone and ``StandaloneReader`` is certain of it.
    var isToldByNeighbours = false

    /// The word as text.
    var text: String { String(String.UnicodeScalarView(scalars)) }
}
