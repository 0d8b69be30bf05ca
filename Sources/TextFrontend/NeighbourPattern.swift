/// What a rule of ``StandaloneReader`` wants to stand on one side of a word.
///
/// The head of `standalone.tsv` says how they are written.
enum NeighbourPattern: Sendable {
    case anything, something, nothing, word, sentenceStart
    case text([Unicode.Scalar])
    case oneOf(Set<Unicode.Scalar>)
    /// One behind the other, as they are read.
    case sequence([Element])
    case earlier([Unicode.Scalar])
    case later([Unicode.Scalar])

    /// A part of a sequence.
    enum Element: Sendable {
        case scalar(Unicode.Scalar)
        case oneOf(Set<Unicode.Scalar>)
        /// A whole word of one of these classes, or as many as there are.
        case wordClass(Set<WordClass>, isRepeated: Bool)
        /// Where the run begins or ends.
        case edge
    }

    /// How far `把…` looks back and `…服务` ahead.
    private static let reach = 16

    /// The side of a word that a rule speaks of.
    enum Side: Sendable { case before, after }

    /// Reads one alternative of a cell; nil if it is none, or could never fit on its side.
    init?(_ token: Substring, on side: Side) {
        let scalars = Array(token.unicodeScalars)
        // A run begins before a word and ends behind it, so an edge in any other place would say what cannot be.
        let edges = scalars.indices.filter { scalars[$0] == "^" || scalars[$0] == "$" }
        let edge = side == .before ? 0 : scalars.count - 1
        guard edges.allSatisfy({ $0 == edge && scalars[$0] == (side == .before ? "^" : "$") }) else { return nil }
        if scalars.count > 1 {
            let isFar = side == .before ? scalars.last == "…" : scalars.first == "…"
            let inside = side == .before ? scalars.dropLast() : scalars.dropFirst()
            if isFar, inside.contains(where: Self.isSpecial) || inside.contains("…") { return nil }
            if !isFar, scalars.contains("…") { return nil }
        }
        if side == .after, scalars == ["。"] { return nil }
        switch (scalars.count, scalars.first, scalars.last) {
        case (1, "*", _): self = .anything
        case (1, "+", _): self = .something
        case (1, "^", _), (1, "$", _): self = .nothing
        case (1, "。", _): self = .sentenceStart
        case (4, "w", _) where token == "word": self = .word
        case (2..., _, "…"): self = .earlier(scalars.dropLast())
        case (2..., "…", _): self = .later(Array(scalars.dropFirst()))
        case _ where !scalars.contains(where: Self.isSpecial): self = .text(scalars)
        default:
            guard let elements = Self.elements(scalars) else { return nil }
            if case .oneOf(let characters) = elements[0], elements.count == 1 {
                self = .oneOf(characters)
            } else {
                self = .sequence(elements)
            }
        }
    }

    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "[", "<", "^", "$": true
        default: false
        }
    }

    private static func elements(_ scalars: [Unicode.Scalar]) -> [Element]? {
        var elements: [Element] = []
        var rest = scalars[...]
        while let first = rest.popFirst() {
            switch first {
            case "[", "<":
                guard let end = rest.firstIndex(of: first == "[" ? "]" : ">") else { return nil }
                let inside = rest[..<end]
                rest = rest[(end + 1)...]
                let classes = inside.compactMap(WordClass.init(letter:))
                guard first == "[" || classes.count == inside.count else { return nil }
                let isRepeated = first == "<" && rest.first == "+"
                if isRepeated { rest.removeFirst() }
                elements.append(
                    first == "[" ? .oneOf(Set(inside)) : .wordClass(Set(classes), isRepeated: isRepeated))
            case "^", "$": elements.append(.edge)
            default: elements.append(.scalar(first))
            }
        }
        return elements
    }

    /// Whether it stands right before a word, or, of `把…`, anywhere before it.
    ///
    /// - Parameter startsSentence: Whether the run is the beginning of a sentence.
    func stands(before index: Int, of words: [LexiconWord], in run: [Unicode.Scalar], startsSentence: Bool) -> Bool {
        let place = words[index].scalars.startIndex
        switch self {
        case .anything: return true
        case .something: return place > 0
        case .nothing: return place == 0
        case .word: return index > 0 && words[index - 1].scalars.count > 1
        case .text(let text): return run[..<place].suffix(text.count).elementsEqual(text)
        case .oneOf(let characters): return place > 0 && characters.contains(run[place - 1])
        case .sequence(let elements): return Self.stands(elements, before: index, of: words, in: run)
        case .earlier(let text): return Self.contains(text, in: run[..<place].suffix(Self.reach))
        case .sentenceStart: return startsSentence && place == 0
        case .later: return false
        }
    }

    /// Whether it stands right behind a word, or, of `…服务`, anywhere behind it.
    func stands(after index: Int, of words: [LexiconWord], in run: [Unicode.Scalar]) -> Bool {
        let rest = run[words[index].scalars.endIndex...]
        switch self {
        case .anything: return true
        case .something: return !rest.isEmpty
        case .word: return index + 1 < words.count && words[index + 1].scalars.count > 1
        case .nothing: return rest.isEmpty
        case .text(let text): return rest.starts(with: text)
        case .oneOf(let characters): return rest.first.map(characters.contains) ?? false
        case .sequence(let elements): return Self.stands(elements, after: index, of: words, in: run)
        case .later(let text): return Self.contains(text, in: rest.prefix(Self.reach))
        case .earlier, .sentenceStart: return false
        }
    }

    private static func stands(
        _ elements: [Element], before index: Int, of words: [LexiconWord], in run: [Unicode.Scalar]
    ) -> Bool {
        var (place, word) = (words[index].scalars.startIndex, index)
        for element in elements.reversed() {
            switch element {
            case .edge: guard place == 0 else { return false }
            case .scalar(let scalar):
                guard place > 0, run[place - 1] == scalar else { return false }
                place -= 1
            case .oneOf(let characters):
                guard place > 0, characters.contains(run[place - 1]) else { return false }
                place -= 1
            case .wordClass(let classes, let isRepeated):
                while word > 0, words[word].scalars.startIndex >= place { word -= 1 }
                guard words[word].scalars.endIndex == place, classes.contains(words[word].wordClass) else {
                    return false
                }
                while isRepeated, word > 0, classes.contains(words[word - 1].wordClass) { word -= 1 }
                place = words[word].scalars.startIndex
            }
        }
        return true
    }

    private static func stands(
        _ elements: [Element], after index: Int, of words: [LexiconWord], in run: [Unicode.Scalar]
    ) -> Bool {
        var (place, word) = (words[index].scalars.endIndex, index)
        for element in elements {
            switch element {
            case .edge: guard place == run.endIndex else { return false }
            case .scalar(let scalar):
                guard place < run.endIndex, run[place] == scalar else { return false }
                place += 1
            case .oneOf(let characters):
                guard place < run.endIndex, characters.contains(run[place]) else { return false }
                place += 1
            case .wordClass(let classes, let isRepeated):
                while word + 1 < words.count, words[word].scalars.startIndex < place { word += 1 }
                guard words[word].scalars.startIndex == place, classes.contains(words[word].wordClass) else {
                    return false
                }
                while isRepeated, word + 1 < words.count, classes.contains(words[word + 1].wordClass) { word += 1 }
                place = words[word].scalars.endIndex
            }
        }
        return true
    }

    /// Whether a short text stands somewhere in another.
    private static func contains(_ text: [Unicode.Scalar], in run: ArraySlice<Unicode.Scalar>) -> Bool {
        run.indices.contains { run[$0...].starts(with: text) }
    }
}
