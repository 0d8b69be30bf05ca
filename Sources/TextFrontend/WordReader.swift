/// The fourth stage: cuts runs of hanzi into words and gives each its reading.
///
/// A word of the lexicon of two characters or more tells how its characters are read; so does the network, where it
/// knows the character, and says how sure it is. A word without doubt (目的, 着急, 为了) is believed, and so are characters
/// that their neighbours give away (``StandaloneReader``): the network, which learned from an encyclopedia, knows too
/// little of everyday language. Otherwise the network is believed, unless there is a word, the network could have said
/// what the word says, and it is less than 99.5 % sure. Docs/front-end.md shows how the limits were found.
struct WordReader: Sendable {
    /// What the network must be sure of to be believed against a word of the lexicon.
    static let certainty: Float = 0.995

    let lexicon: Lexicon
    let standalone: StandaloneReader
    let network: PolyphoneNetwork?

    /// Gives every hanzi its reading and every unit the number of its word.
    ///
    /// - Parameter text: The normalised text, as it was written, of which the network sees the sentences.
    func read(_ units: inout [SpeechUnit], of text: [Unicode.Scalar]) {
        var word = 1
        var start = 0
        while start < units.count {
            let kind = kind(of: units[start])
            var end = start + 1
            while end < units.count, self.kind(of: units[end]) == kind { end += 1 }
            switch kind {
            case .hanzi: readRun(&units, start..<end, word: &word)
            case .entry:
                for index in start..<end { units[index].word = word }
                word += 1
            case .other:
                for index in start..<end {
                    units[index].word = word
                    word += 1
                }
            }
            start = end
        }
        guard let network else { return }
        apply(network, to: &units, of: text)
    }

    /// Whether a character is known to be read so.
    ///
    /// Letters and signs of the user's dictionary are in no lexicon.
    func canRead(_ hanzi: Unicode.Scalar, as syllable: PinyinSyllable) -> Bool {
        guard lexicon.contains(hanzi) else { return false }
        return network?.allows(syllable, for: hanzi) ?? false || lexicon.plainReading(of: hanzi) == syllable
    }

    private enum Kind: Equatable {
        case hanzi
        /// Of the user's dictionary.
        case entry(Int)
        case other
    }

    private func kind(of unit: SpeechUnit) -> Kind {
        if case .userDictionary = unit.rule { return .entry(unit.word) }
        return unit.hanzi == nil ? .other : .hanzi
    }

    /// Reads a run of hanzi by the lexicon.
    private func readRun(_ units: inout [SpeechUnit], _ run: Range<Int>, word: inout Int) {
        let hanzi = units[run].compactMap(\.hanzi)
        var words = self.words(in: hanzi)
        // Paragraphs are indented by spaces.
        let previous = units[..<run.lowerBound].last { $0.content != .space(isLineBreak: false) }
        let startsSentence = previous?.opensSentence ?? true
        standalone.apply(to: &words, of: hanzi, startsSentence: startsSentence)
        var index = run.lowerBound
        for entry in words {
            let isWord = entry.scalars.count > 1
            let end = index + entry.scalars.count
            for (hanzi, syllable) in zip(entry.scalars, entry.syllables) {
                (units[index].word, units[index].wordClass) = (word, entry.wordClass)
                if units[index].reading == nil {
                    // The lexicon's phrases have 一 and 不 as they are spoken there; ``YiBuSandhi`` sees more.
                    let syllable = hanzi == "一" || hanzi == "不" ? lexicon.plainReading(of: hanzi) : syllable
                    (units[index].reading, units[index].spoken) = (syllable, syllable)
                    // 子 and 们 at the end of a word.
                    let isSuffix = isWord && index + 1 == end && syllable.tone == 5
                    units[index].isCertain = entry.isCertain || entry.isToldByNeighbours || isSuffix
                    if units[index].rule == nil {
                        units[index].rule =
                            entry.isToldByNeighbours ? .neighbours : isWord ? .dictionary(word: entry.text) : .character
                    }
                }
                index += 1
            }
            word += 1
        }
    }

    /// The words of a run; 高高兴兴 is one, though no dictionary has it.
    private func words(in run: [Unicode.Scalar]) -> [LexiconWord] {
        var words: [LexiconWord] = []
        var start = 0
        for place in run.indices where place >= start {
            guard let word = lexicon.reduplication(in: run, at: place) else { continue }
            words += lexicon.words(in: run[start..<place]) + [word]
            start = place + word.scalars.count
        }
        return words + lexicon.words(in: run[start...])
    }

    /// Lets the network decide where it knows better.
    private func apply(_ network: PolyphoneNetwork, to units: inout [SpeechUnit], of text: [Unicode.Scalar]) {
        let asked = units.indices.filter { isAsked(network, about: units[$0], of: text) }
        let sentences = Self.sentences(of: text)
        var (next, sentence) = (0, 0)
        while next < asked.count, let place = units[asked[next]].place {
            while sentences[sentence].upperBound <= place { sentence += 1 }
            let range = sentences[sentence]
            let end = asked[next...].firstIndex { (units[$0].place ?? 0) >= range.upperBound } ?? asked.count
            let places = asked[next..<end].compactMap { units[$0].place }
            let choices = network.choices(in: text[range], at: places)
            for (index, (place, choice)) in zip(asked[next..<end], zip(places, choices)) {
                guard let reading = units[index].reading else { continue }
                settle(&units[index], choice, isPossible: network.allows(reading, for: text[place]))
            }
            next = end
        }
    }

    /// Whether the network is asked about a unit.
    private func isAsked(_ network: PolyphoneNetwork, about unit: SpeechUnit, of text: [Unicode.Scalar]) -> Bool {
        guard let hanzi = unit.hanzi, let place = unit.place, !unit.isGiven, unit.rule != .neighbours else {
            return false
        }
        // 於 has readings that 于 has not: of a traditional character the network is asked if it knows both.
        return network.knows(text[place]) && network.knows(hanzi)
    }

    /// Decides between the reading that a unit has and the network's.
    ///
    /// - Parameter isPossible: Whether the network could have said the reading that the unit has.
    private func settle(_ unit: inout SpeechUnit, _ choice: PolyphoneNetwork.Choice, isPossible: Bool) {
        guard let reading = unit.reading, let hanzi = unit.hanzi else { return }
        // 认识 and 弟弟 lose the tone of their end in speech, though each character has one: the word knows that.
        let isNeutral = reading.tone == 5 && lexicon.plainReading(of: hanzi).tone != 5
        if case .dictionary(let word) = unit.rule, isNeutral, reading.base == choice.syllable.base,
            !Self.begins(word, with: hanzi)
        {
            unit.reading = choice.syllable
            if choice.syllable != reading { unit.change = .neutral }
        } else if unit.isCertain {
            return
        } else if case .dictionary = unit.rule, choice.probability < Self.certainty, isPossible {
            return
        } else {
            (unit.reading, unit.spoken) = (choice.syllable, choice.syllable)
        }
        unit.rule = .network(probability: choice.probability)
    }

    /// Whether a character begins a word and is not said again behind it, so that it has its tone: 得来, not 弟弟.
    private static func begins(_ word: String, with hanzi: Unicode.Scalar) -> Bool {
        word.unicodeScalars.first == hanzi && word.unicodeScalars.dropFirst().first != hanzi
    }

    /// The sentences of a text with their marks; one that is too long for the network is several.
    private static func sentences(of text: [Unicode.Scalar]) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for place in text.indices {
            let isFull = place + 1 - start == PolyphoneNetwork.longestSentence
            guard isFull || endsSentence(text[place]) || place + 1 == text.count else { continue }
            sentences.append(start..<place + 1)
            start = place + 1
        }
        return sentences
    }

    private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "。", "！", "？", "!", "?", "…": true
        default: Mark.isLineBreak(scalar)
        }
    }
}

extension SpeechUnit {
    /// Whether what follows the unit is the beginning of a sentence, or of what is said in one.
    fileprivate var opensSentence: Bool {
        switch content {
        case .mark(let mark, let scalar):
            switch mark {
            case ".", "!", "?", ";", ":", "(": true
            case "\"": "“‘「『„〝«‹".unicodeScalars.contains(scalar)
            default: false
            }
        case .space(let isLineBreak): isLineBreak
        case .hanzi, .pinyin, .pause: false
        }
    }
}
