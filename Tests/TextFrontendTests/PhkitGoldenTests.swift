import Testing

@testable import TextFrontend

/// Our symbols against phkit's, which the checkpoint was trained with.
@Suite struct PhkitGoldenTests {
    /// A character that phkit reads plainly wrong.
    struct Excuse {
        var character: Character
        var phkit: [Int]
        var right: [Int]
    }

    let frontend: TextFrontend
    let table: SyllableTable
    let goldens: [(sentence: String, ids: [Int])]
    /// Sentence → place of the character, from 0 → excuse.
    let excuses: [String: [Int: Excuse]]

    init() throws {
        frontend = try TextFrontend()
        table = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: .shared())
        goldens = try tsv("phkit-sentences.tsv", columns: 2).map { row in
            (row[0], row[1].split(separator: " ").compactMap { Int($0) })
        }
        var excuses: [String: [Int: Excuse]] = [:]
        for row in try tsv("phkit-excused.tsv", columns: 6) {
            let place = try #require(Int(row[1]))
            let excuse = try Excuse(
                character: #require(row[2].first), phkit: Self.ids(of: row[3], table),
                right: Self.ids(of: row[4], table))
            #expect(!row[5].isEmpty, "\(row[0]) is excused without a reason")
            excuses[row[0], default: [:]][place - 1] = excuse
        }
        self.excuses = excuses
    }

    /// The ids of pinyin with a tone digit.
    static func ids(of pinyin: String, _ table: SyllableTable) throws -> [Int] {
        let row = try #require(table.row(of: String(pinyin.dropLast())))
        let tone = try #require(pinyin.last?.wholeNumberValue)
        return table.symbols(of: PinyinSyllable(base: row, tone: tone))
    }

    @Test func plainSentencesAreEqual() throws {
        var equal = 0
        for (sentence, ids) in goldens where excuses[sentence] == nil {
            let ours = try frontend.symbols(for: sentence)
            #expect(ours.ids == ids, "\(sentence): \(ours)")
            equal += ours.ids == ids ? 1 : 0
        }
        #expect(equal >= 450, "the issue asks for 300")
    }

    /// In an excused sentence everything but the excused characters is equal, and those are read right.
    @Test func excusedSentencesDifferOnlyWherePhkitIsWrong() throws {
        for (sentence, ids) in goldens {
            guard let wrong = excuses[sentence] else { continue }
            let ours = groups(try frontend.symbols(for: sentence).ids)
            let theirs = groups(ids)
            #expect(ours.count == theirs.count, "\(sentence)")
            for (place, (our, their)) in zip(ours, theirs).enumerated() {
                if let excuse = wrong[place] {
                    #expect(Array(sentence)[place] == excuse.character, "\(sentence), \(place + 1)")
                    #expect(their == excuse.phkit, "\(sentence), \(place + 1): phkit does not read it so")
                    #expect(our == excuse.right, "\(sentence), \(place + 1)")
                } else {
                    #expect(our == their, "\(sentence), \(place + 1)")
                }
            }
        }
    }

    /// No excuse is left over, and none says that phkit is right.
    @Test func excusesAreNeeded() {
        let sentences = Set(goldens.map(\.sentence))
        for (sentence, wrong) in excuses {
            #expect(sentences.contains(sentence), "\(sentence) is excused but not among the goldens")
            for (place, excuse) in wrong { #expect(excuse.phkit != excuse.right, "\(sentence), \(place + 1)") }
        }
        #expect(excuses.count <= goldens.count / 10)
    }

    /// The goldens have nearly every syllable: 400 of the 420 are there; the rest are dialect or interjections.
    @Test func goldensCoverTheSyllables() {
        let spoken = Set(goldens.flatMap { groups($0.ids).map { $0.prefix(2) } })
        let missing = table.spellings.indices.filter {
            !spoken.contains(table.symbols(of: PinyinSyllable(base: $0, tone: 1)).prefix(2))
        }
        #expect(missing.count <= 20, "\(missing.map { table.spellings[$0] })")
    }
}
