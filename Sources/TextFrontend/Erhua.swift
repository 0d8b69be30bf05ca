/// 儿 at the end of a word has no tone: 花儿 huā er, 一点儿, 这儿.
///
/// The checkpoint has no finals with r in them, so it stays a syllable of its own. Where 儿 means a child it keeps its
/// tone, and at the beginning of a word (儿子). Source: Xiandai Hanyu Cidian, entry 儿.
enum Erhua {
    static func apply(to units: inout [SpeechUnit], in phrase: Range<Int>) {
        for index in phrase.dropFirst() where units[index].hanzi == "儿" {
            let isLast = index + 1 == phrase.upperBound || units[index + 1].word != units[index].word
            guard isLast, let previous = units[index - 1].hanzi, !children.contains(previous) else { continue }
            units[index].speak(tone: 5, because: .erhua)
        }
    }

    /// What stands before 儿 in words for children and people: 女儿, 婴儿, 幼儿, 孤儿, 健儿.
    private static let children = Set("女婴幼孤健胎患男孩宠侄弃少产乳育生孙混血娇俏托".unicodeScalars)
}
