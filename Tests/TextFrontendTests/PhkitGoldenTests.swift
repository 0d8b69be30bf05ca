import Testing

@testable import TextFrontend

/// Our symbols against phkit's, which the checkpoint was trained with.
@Suite struct PhkitGoldenTests {
    /// A character that phkit reads plainly wrong.
    struct Excuse {
        var character: Character
        var phkit: [Int]
        var right: String
    }

    let frontend: TextFrontend
    let table: SyllableTable
    let goldens: [(sentence: String, ids: [Int])]
    /// Sentence → place of the character, from 0 → excuse.
    let excuses: [String: [Int: Excuse]]
    /// Sentence → place of the character, from 0 → our reading, which is wrong.
    let missed: [String: [Int: String]]

    init() throws {
        frontend = try FrontendFixture.frontend()
        table = try SyllableTable(text: ResourceFile.text("syllables.tsv"), symbols: .shared())
        goldens = try tsv("phkit-sentences.tsv", columns: 2).map { row in
            (row[0], row[1].split(separator: " ").compactMap { Int($0) })
        }
        var excuses: [String: [Int: Excuse]] = [:]
        for row in try tsv("phkit-excused.tsv", columns: 6) {
            let place = try #require(Int(row[1]))
            let excuse = try Excuse(
                character: #require(row[2].first), phkit: Self.ids(of: row[3], table),
                right: row[4])
            #expect(!row[5].isEmpty, "\(row[0]) is excused without a reason")
            excuses[row[0], default: [:]][place - 1] = excuse
        }
        self.excuses = excuses
        var missed: [String: [Int: String]] = [:]
        for row in try tsv("phkit-missed.tsv", columns: 6) {
            missed[row[0], default: [:]][try #require(Int(row[1])) - 1] = row[3]
            #expect(row[3] != row[4], "\(row[0])")
        }
        self.missed = missed
    }

    /// The ids of pinyin with a tone digit.
    static func ids(of pinyin: String, _ table: SyllableTable) throws -> [Int] {
        let row = try #require(table.row(of: String(pinyin.dropLast())))
        let tone = try #require(pinyin.last?.wholeNumberValue)
        return table.symbols(of: PinyinSyllable(base: row, tone: tone))
    }

    /// Every character is read as phkit reads it, or as its excuse says; tones that our sandhi changes aside.
    @Test func readingsAreEqual() throws {
        var equal = 0
        for (sentence, ids) in goldens {
            let reading = try frontend.reading(of: sentence)
            let ours = groups(reading.symbols.ids)
            let theirs = groups(ids)
            equal += ours == theirs ? 1 : 0
            try #require(ours.count == theirs.count, "\(sentence)")
            let characters = reading.characters
            for (place, (our, their)) in zip(ours, theirs).enumerated() {
                if let excuse = excuses[sentence]?[place] {
                    #expect(characters[place].character == excuse.character, "\(sentence), \(place + 1)")
                    #expect(their == excuse.phkit, "\(sentence), \(place + 1): phkit does not read it so")
                    let isRight = [characters[place].readings, characters[place].spoken].contains([excuse.right])
                    #expect(isRight, "\(sentence), \(place + 1): \(characters[place])")
                } else if let reading = missed[sentence]?[place] {
                    #expect(characters[place].readings == [reading], "\(sentence), \(place + 1)")
                } else if our != their {
                    let isExcused = place < characters.count && Self.differsBySandhi(our, their, characters[place])
                    #expect(isExcused, "\(sentence), \(place + 1): \(characters[place]), phkit \(their)")
                }
            }
        }
        #expect(equal >= 300, "\(equal) of \(goldens.count) sentences have equal symbols")
    }

    /// Whether two groups differ in nothing but sandhi: third tones, 一 and 不, neutral tones.
    ///
    /// phkit changes those blindly, pairwise from the end of a run, or only in phrases. What is right is in sandhi.tsv.
    private static func differsBySandhi(_ our: [Int], _ their: [Int], _ character: CharacterReading) -> Bool {
        guard our.count == 3, our.prefix(2) == their.prefix(2) else { return false }
        let tones = Set([our[2], their[2]])
        let neutral = 75
        let isThirdTone = tones == [72, 73] && character.readings.first?.hasSuffix("3") == true
        return isThirdTone || character.character == "一" || character.character == "不"
            || our[2] == neutral
    }

    /// No excuse is left over, and none says that phkit is right.
    @Test func excusesAreNeeded() throws {
        let sentences = Set(goldens.map(\.sentence))
        for (sentence, wrong) in excuses {
            #expect(sentences.contains(sentence), "\(sentence) is excused but not among the goldens")
            for (place, excuse) in wrong {
                #expect(try excuse.phkit != Self.ids(of: excuse.right, table), "\(sentence), \(place + 1)")
            }
        }
        // Of the sentences, one in eight; of all characters, one in eighty.
        #expect(excuses.count <= goldens.count / 8)
        let characters = goldens.map(\.sentence.count).reduce(0, +)
        #expect(80 * excuses.values.map(\.count).reduce(0, +) <= characters)
        #expect(missed.count <= 10)
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
