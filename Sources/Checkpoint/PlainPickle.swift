import Foundation

/// A pickled dictionary of plain values: the tables of texts and numbers that lie beside the weights of a model.
///
/// ```swift
/// let indices = try PlainPickle(contentsOf: url).integers   // ["<PAD>": 0, "<UNK>": 1, …]
/// ```
///
/// Nothing in the file is run, and a file that names any class or function is refused. Each property makes its
/// dictionary anew. Of equal keys the last one counts, as in Python; texts are equal if Swift says so, by their
/// canonical equivalence.
package struct PlainPickle: Sendable {
    private let file: MappedFile
    private let pickle: Pickle
    private let entries: [(key: PickleValue, value: PickleValue)]

    /// Reads a file.
    ///
    /// - Throws: ``CheckpointError`` if it is not one pickled dictionary of protocol 2 to 5.
    package init(contentsOf url: URL) throws { try self.init(MappedFile(contentsOf: url)) }

    init(_ file: MappedFile) throws {
        self.file = file
        guard Pickle.begins(file) else { throw file.unsupported("it is no pickle of protocol 2 to 5") }
        pickle = try Pickle.whole(file, allowing: [])
        guard let entries = pickle.entries(pickle.root) else {
            throw file.unsupported("it should be a pickled dictionary and is \(pickle.kind(of: pickle.root))")
        }
        self.entries = entries
    }

    /// The dictionary, if it has texts as keys and integers as values.
    ///
    /// - Throws: ``CheckpointError/unsupported(path:reason:)``, which says what it has instead.
    package var integers: [String: Int] {
        get throws {
            try dictionary {
                guard case .integer(let integer) = $0 else { throw Mismatch(found: $0, expected: "an integer") }
                return integer
            }
        }
    }

    /// The dictionary, if it has texts as keys and lists of texts as values.
    ///
    /// - Throws: ``CheckpointError/unsupported(path:reason:)``, which says what it has instead.
    package var lists: [String: [String]] {
        get throws {
            // A list is converted once, however many keys share it: else a small file could take much memory.
            var known = [[String]?](repeating: nil, count: pickle.objects.count)
            return try dictionary { value in
                guard case .object(let index) = value, case .list(let items)? = pickle.object(value) else {
                    throw Mismatch(found: value, expected: "a list of texts")
                }
                if let list = known[index] { return list }
                let list = try items.map {
                    guard case .text(let text) = $0 else { throw Mismatch(found: $0, expected: "a list of texts") }
                    return text
                }
                known[index] = list
                return list
            }
        }
    }

    /// A value that is not what was asked for.
    private struct Mismatch: Error {
        var found: PickleValue
        var expected: String
    }

    private func dictionary<Value>(_ convert: (PickleValue) throws -> Value) throws -> [String: Value] {
        var result = [String: Value](minimumCapacity: entries.count)
        for (key, value) in entries {
            guard case .text(let text) = key else {
                throw file.unsupported("its keys should be texts, and one of them is \(pickle.kind(of: key))")
            }
            do {
                result[text] = try convert(value)
            } catch let mismatch as Mismatch {
                throw file.unsupported(
                    "under the key \"\(text.prefix(40))\" there should be \(mismatch.expected), found is "
                        + pickle.kind(of: mismatch.found))
            }
        }
        return result
    }
}
