/// Cuts a text into sentences that can be spoken one by one.
enum SentenceSplitter {
    /// A sentence that is longer than this is cut between its clauses: some fifteen seconds of speech.
    static let longest = 60

    /// The length of a piece: its characters, but of words in Latin letters, and of numbers, only the spaces between.
    private static func length(_ text: [Character]) -> Int {
        text.count { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }

    /// The sentences, which together are the text.
    ///
    /// Each has something to say, unless the text has nothing at all.
    static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var lastHasWords = false
        for piece in pieces(of: Array(text), after: isEnd) {
            let parts = length(piece) > longest ? clauses(of: piece) : [piece]
            for part in parts {
                let partHasWords = hasWords(part)
                // Marks alone belong to what stands before them.
                if !sentences.isEmpty, !partHasWords || !lastHasWords {
                    sentences[sentences.count - 1] += String(part)
                    lastHasWords = lastHasWords || partHasWords
                } else {
                    sentences.append(String(part))
                    lastHasWords = partHasWords
                }
            }
        }
        return sentences
    }

    /// Groups of clauses of a sentence, each as long as may be.
    private static func clauses(of sentence: [Character]) -> [[Character]] {
        pieces(of: sentence, after: isPause).reduce(into: []) { groups, clause in
            if let last = groups.last, length(last) + length(clause) <= longest {
                groups[groups.count - 1] += clause
            } else {
                groups.append(clause)
            }
        }
    }

    /// Cuts behind each mark, and the further marks and spaces that follow it.
    private static func pieces(
        of text: [Character], after isCut: ([Character], Int) -> Bool
    ) -> [[Character]] {
        var (pieces, piece) = ([[Character]](), [Character]())
        // Whether nothing but closing marks and spaces stands behind the last mark.
        var isBehindMark = false
        for (i, character) in text.enumerated() {
            let isMark = isCut(text, i)
            if isBehindMark, !isMark, !closers.contains(character), !character.isWhitespace {
                pieces.append(piece)
                (piece, isBehindMark) = ([], false)
            }
            piece.append(character)
            isBehindMark = isBehindMark || isMark
        }
        return piece.isEmpty ? pieces : pieces + [piece]
    }

    /// Whether a sentence ends at position `i`: not at the point of 3.5 or of a web address.
    private static func isEnd(_ text: [Character], _ i: Int) -> Bool {
        switch text[i] {
        case "。", "！", "？", "!", "?", "…", "⋯": true
        case ".": i + 1 == text.count || text[i + 1].isWhitespace || closers.contains(text[i + 1])
        default: text[i].isNewline
        }
    }

    /// Whether a clause ends at position `i`: not at the comma of 1,000 or the colon of 08:30.
    private static func isPause(_ text: [Character], _ i: Int) -> Bool {
        switch text[i] {
        case "，", "；", "：", "、", ";", "—": true
        case ",", ":": i + 1 == text.count || !text[i + 1].isNumber
        default: false
        }
    }

    private static let closers: Set<Character> = ["”", "’", "\"", "'", "」", "』", "）", ")", "】", "]", "》", "〉"]

    private static func hasWords(_ text: [Character]) -> Bool { text.contains { $0.isLetter || $0.isNumber } }
}

extension TextFrontend {
    /// Cuts a text into sentences that can be spoken one by one; together they are the text.
    ///
    /// Cuts lie behind 。！？… and their like, quotation marks and all, and between lines. A sentence of more than 60
    /// characters, or words in pinyin, is cut between clauses.
    public static func sentences(of text: String) -> [String] { SentenceSplitter.sentences(of: text) }
}
