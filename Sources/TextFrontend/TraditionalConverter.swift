import Foundation

/// Turns traditional characters into simplified ones, phrases first: 乾淨 → 干净 but 乾坤 stays, 看著 → 看着 but 著名 stays.
struct TraditionalConverter: Sendable {
    private let trie: ScalarTrie

    /// The converter of the module's resource, which is made of OpenCC's tables.
    init() throws {
        let name = "traditional.trie"
        trie = try ScalarTrie(ResourceFile.data(name), name: name) { entry, _ in entry.byte }
    }

    /// The text in simplified characters: at each place the longest entry is replaced.
    func simplified(_ text: [SourceCharacter]) -> [SourceCharacter] {
        var result: [SourceCharacter] = []
        result.reserveCapacity(text.count)
        var start = 0
        while start < text.count {
            guard let (length, entry) = longestEntry(in: text, at: start), let offset = entry.offset else {
                result.append(text[start])
                start += 1
                continue
            }
            let target = String(decoding: trie.pool[offset..<offset + entry.byte], as: UTF16.self).unicodeScalars
            for (index, scalar) in target.enumerated() {
                // Phrases keep their length, so each character takes the place of its source.
                var source = text[start + min(index, length - 1)]
                source.scalar = scalar
                result.append(source)
            }
            start += length
        }
        return result
    }

    private func longestEntry(in text: [SourceCharacter], at start: Int) -> (length: Int, entry: ScalarTrie.Entry)? {
        var longest: (Int, ScalarTrie.Entry)?
        var end = start
        var node = trie.root(text[start].scalar)
        while let here = node {
            end += 1
            if let entry = trie.entry(here) { longest = (end - start, entry) }
            node = end < text.count ? trie.child(of: here, text[end].scalar) : nil
        }
        return longest
    }
}
