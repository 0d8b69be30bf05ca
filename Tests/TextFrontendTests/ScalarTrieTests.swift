import Foundation
import Testing

@testable import TextFrontend

@Suite struct ScalarTrieTests {
    let data: Data

    init() throws { data = try ResourceFile.data("lexicon.trie") }

    func load(_ data: Data) throws -> ScalarTrie { try ScalarTrie(data, name: "test") { _, depth in depth } }

    @Test func findsWordsAndOnlyThose() throws {
        let trie = try load(data)
        let root = try #require(trie.root("银"))
        let bank = try #require(trie.child(of: root, "行"))
        #expect(trie.entry(bank)?.offset != nil)
        #expect(trie.root("A") == nil)
        #expect(trie.root("\u{10FFFF}") == nil)
        #expect(trie.child(of: root, "A") == nil)
        #expect(trie.child(of: root, "\u{20000}") == nil)
    }

    @Test(arguments: [0, 7, 8, 23, 24, 1000, 400_000])
    func cutFilesAreRefused(_ length: Int) {
        #expect(throws: TextError.self) { try load(data.prefix(length)) }
    }

    @Test func longerFilesAreRefused() {
        #expect(throws: TextError.self) { try load(data + [0]) }
    }

    /// Whatever is in a header or an index, loading throws and never traps.
    @Test func damagedFilesAreRefused() throws {
        #expect(throws: TextError.self) { try load(Data("VCTRIE02".utf8) + data.dropFirst(8)) }
        let roots = data.dropFirst(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let firstChild = 24 + 4 * roots
        for place in [8, 11, 12, 15, 16, 19, firstChild, firstChild + 3, firstChild + 4 * 500 + 3] {
            var damaged = data
            damaged[place] ^= 0xFF
            #expect(throws: TextError.self, "byte \(place)") { try load(damaged) }
        }
    }
}
