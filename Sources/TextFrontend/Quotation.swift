/// Quotation marks and brackets, and what they enclose.
enum Quotation {
    private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
        "“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "‹": "›", "„": "“", "〝": "〞", "(": ")", "[": "]", "{": "}",
        "【": "】", "<": ">",
        "《": "》",
        "〈": "〉", "〔": "〕", "〖": "〗",
    ]

    /// What may close one, straight quotation marks included.
    static let closers = Set(pairs.values).union(["\"", "〟"])

    /// How many of them are open before each unit: those that are closed again in the same line.
    static func depths(in units: [SpeechUnit]) -> [Int] {
        var changes = [Int](repeating: 0, count: units.count + 1)
        var open: [(index: Int, closer: Unicode.Scalar)] = []
        for (index, unit) in units.enumerated() {
            switch unit.content {
            // What is not closed in its line is a slip.
            case .space(isLineBreak: true): open = []
            case .mark(_, let scalar):
                if let place = open.lastIndex(where: { $0.closer == scalar }) {
                    changes[open[place].index + 1] += 1
                    changes[index + 1] -= 1
                    open.removeSubrange(place...)
                } else if let closer = scalar == "\"" ? scalar : pairs[scalar] {
                    // So deep nobody quotes.
                    if open.count < 32 { open.append((index, closer)) }
                }
            default: break
            }
        }
        var depth = 0
        return changes.dropLast().map {
            depth += $0
            return depth
        }
    }
}
