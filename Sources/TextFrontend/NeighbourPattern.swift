/// What a rule of ``NeighbourRules`` wants to stand on one side of a word.
///
/// The head of `standalone.tsv` says how they are written.
struct NeighbourPattern: Sendable, Equatable {
    /// The side of a word that a rule speaks of.
    enum Side: Sendable { case before, after }

    private enum Element: Sendable, Equatable {
        case text([Unicode.Scalar])
        case oneOf(Set<Unicode.Scalar>)
        /// One character, whichever.
        case something
        /// As many digits as there are, up to ``NeighbourPattern/reach``.
        case number
        /// A whole word of one of these classes, or as many as there are.
        case wordClass(Set<WordClass>, isRepeated: Bool)
        /// A whole word of two characters or more.
        case longWord
        /// Where one word ends and the next one begins.
        case boundary
        /// An edge of the text.
        case start, end
        case sentenceStart
        /// Anything, up to ``NeighbourPattern/reach``.
        case gap

        /// The same as it is read from its end.
        var reversed: Element {
            if case .text(let scalars) = self { .text(scalars.reversed()) } else { self }
        }
    }

    private let side: Side
    /// From the word outwards: what stands before it is in the reverse order.
    private let elements: [Element]

    /// How far `把…` looks back and `…服务` ahead, and how long a number can be, so that the time stays linear.
    private static let reach = 16

    static let digits = Set("零〇一二三四五六七八九十".unicodeScalars)

    /// The scalars of which one stands right beside the word; nil if that may be any, or none.
    var nearest: Set<Unicode.Scalar>? {
        switch elements.first {
        case .text(let scalars): Set(scalars.prefix(1))
        case .oneOf(let scalars): scalars
        case .number: Self.digits
        default: nil
        }
    }

    /// Whether it stands right beside a place between two scalars.
    func stands(beside place: Int, of text: SegmentedText) -> Bool {
        end(of: elements[...], from: place, in: text) != nil
    }

    /// Where elements end that begin at a place; nil if they do not stand there.
    private func end(of elements: ArraySlice<Element>, from start: Int, in text: SegmentedText) -> Int? {
        let step = side == .before ? -1 : 1
        var place = start
        for index in elements.indices {
            switch elements[index] {
            case .text(let scalars):
                for scalar in scalars {
                    guard text.scalar(side, place) == scalar else { return nil }
                    place += step
                }
            case .oneOf(let scalars):
                guard let scalar = text.scalar(side, place), scalars.contains(scalar) else { return nil }
                place += step
            case .something:
                guard text.scalar(side, place) != nil else { return nil }
                place += step
            case .number:
                let digits = (0..<Self.reach).prefix { distance in
                    text.scalar(side, place + step * distance).map(Self.digits.contains) ?? false
                }
                guard !digits.isEmpty else { return nil }
                place += step * digits.count
            case .wordClass(let classes, let isRepeated):
                let first = place
                while let word = text.word(side, place), classes.contains(word.wordClass) {
                    place += step * word.range.count
                    guard isRepeated, abs(place - first) < Self.reach else { break }
                }
                guard place != first else { return nil }
            case .longWord:
                guard let word = text.word(side, place), word.range.count > 1 else { return nil }
                place += step * word.range.count
            case .boundary: guard text.isBoundary(place) else { return nil }
            case .start, .end: guard text.scalar(side, place) == nil else { return nil }
            case .sentenceStart: guard text.startsSentence, place == 0 else { return nil }
            case .gap:
                let rest = elements[(index + 1)...]
                let room = min(Self.reach, side == .before ? place : text.scalars.count - place)
                return (0...room).lazy.compactMap { end(of: rest, from: place + step * $0, in: text) }
                    .first { abs($0 - place) <= Self.reach }
            }
        }
        return place
    }
}

extension NeighbourPattern {
    /// Reads one alternative of a cell; nil if it is none, or could never fit on its side.
    init?(_ token: Substring, on side: Side) {
        self.side = side
        switch token {
        case "*": elements = []
        case "word": elements = [.longWord]
        default:
            guard let elements = Self.elements(token) else { return nil }
            self.elements = side == .after ? elements : elements.reversed().map(\.reversed)
            switch (self.elements.last, side) {
            case (.gap, _), (.end, .before), (.start, .after), (.sentenceStart, .after): return nil
            default: break
            }
            // A text begins before a word and ends behind it, so an edge in any other place would say what cannot be.
            let inner = self.elements.dropLast()
            guard !inner.contains(.start), !inner.contains(.end), !inner.contains(.sentenceStart) else { return nil }
        }
    }

    /// The elements as they are written.
    private static func elements(_ token: Substring) -> [Element]? {
        var elements: [Element] = []
        var rest = token.unicodeScalars[...]
        while let first = rest.popFirst() {
            if let sign = signs[first] {
                elements.append(sign)
            } else if first == "[" || first == "<" {
                guard let end = rest.firstIndex(of: first == "[" ? "]" : ">"),
                    var element = element(rest[..<end], isClass: first == "<")
                else { return nil }
                rest = rest[end...].dropFirst()
                if case .wordClass(let classes, _) = element, rest.first == "+" {
                    element = .wordClass(classes, isRepeated: true)
                    rest.removeFirst()
                }
                elements.append(element)
            } else if isReserved(first) {
                return nil
            } else if case .text(let text) = elements.last {
                elements[elements.count - 1] = .text(text + [first])
            } else {
                elements.append(.text([first]))
            }
        }
        return elements
    }

    /// What stands in brackets.
    private static func element(_ inside: Substring.UnicodeScalarView, isClass: Bool) -> Element? {
        guard !inside.isEmpty, !inside.contains(where: isReserved) else { return nil }
        guard isClass else { return .oneOf(Set(inside)) }
        let classes = inside.compactMap(WordClass.init(letter:))
        return classes.count == inside.count ? .wordClass(Set(classes), isRepeated: false) : nil
    }

    private static let signs: [Unicode.Scalar: Element] = [
        "+": .something, "#": .number, "@": .oneOf(MeasureWord.ofOneCharacter), "|": .boundary, "^": .start, "$": .end,
        "。": .sentenceStart, "…": .gap,
    ]

    private static func isReserved(_ scalar: Unicode.Scalar) -> Bool {
        signs[scalar] != nil || "[]<>*=".unicodeScalars.contains(scalar)
    }
}
