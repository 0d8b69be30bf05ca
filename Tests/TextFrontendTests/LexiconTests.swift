import Testing

@testable import TextFrontend

@Suite struct LexiconTests {
    /// Words and the traps beside them: each row's characters are read so where they stand first in its text.
    @Test func table() throws {
        let rows = try tsv("words.tsv", columns: 4)
        #expect(rows.count > 300)
        for row in rows {
            let characters = try FrontendFixture.frontend().reading(of: row[1]).characters
            let word = Array(row[2])
            let place = characters.indices.first { characters[$0...].prefix(word.count).map(\.character) == word }
            let found = characters[try #require(place, "\(row[1]) has no \(row[2])")...].prefix(word.count).map(\.said)
            #expect(found.joined(separator: " ") == row[3], "\(row[0]): \(row[1])")
        }
    }
}
