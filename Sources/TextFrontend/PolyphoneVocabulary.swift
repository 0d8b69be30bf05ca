import Checkpoint
import Foundation

/// The characters and readings that the rows of ``PolyphoneNetwork``'s weights stand for.
struct PolyphoneVocabulary {
    /// The rows of the characters that stand for one that is not known, and for the ends of a sentence.
    static let (unknown, begin, end) = (1, 2, 3)

    let characters: [Unicode.Scalar: Int]
    let candidates: [Unicode.Scalar: [PolyphoneNetwork.Candidate]]

    /// Reads the three tables of a folder.
    ///
    /// A reading that the checkpoint of Tacotron 2 has no symbols for is left out; a character is a candidate only if
    /// the network saw it in training, so if it has a row, and if two readings are left.
    init(directory: URL, characterCount: Int, classCount: Int) throws {
        func url(_ name: String) -> URL { directory.appending(path: name) }
        var characters: [Unicode.Scalar: Int] = [:]
        for (character, row) in try PlainPickle(contentsOf: url(PolyphoneNetwork.charactersName)).integers {
            guard (0..<characterCount).contains(row) else {
                throw CheckpointError.unsupported(
                    path: url(PolyphoneNetwork.charactersName).path,
                    reason: "row \(row) of a character is not among the network's \(characterCount)")
            }
            // The others are the names of the special rows.
            let scalars = character.unicodeScalars
            if let scalar = scalars.first, scalars.count == 1 { characters[scalar] = row }
        }
        let syllables = try FrontendTables.shared().syllables
        var rows: [String: PolyphoneNetwork.Candidate] = [:]
        for (name, row) in try PlainPickle(contentsOf: url(PolyphoneNetwork.classesName)).integers {
            guard (0..<classCount).contains(row) else {
                throw CheckpointError.unsupported(
                    path: url(PolyphoneNetwork.classesName).path,
                    reason: "row \(row) of a reading is not among the network's \(classCount)")
            }
            guard let syllable = syllables.syllable(name) else { continue }
            rows[name] = .init(row: row, syllable: syllable)
        }
        var candidates: [Unicode.Scalar: [PolyphoneNetwork.Candidate]] = [:]
        for (character, names) in try PlainPickle(contentsOf: url(PolyphoneNetwork.readingsName)).lists {
            guard names.count > 1, let scalar = character.unicodeScalars.first, characters[scalar] != nil else {
                continue
            }
            let known = names.compactMap { rows[$0] }
            if known.count > 1 { candidates[scalar] = known }
        }
        (self.characters, self.candidates) = (characters, candidates)
    }
}
