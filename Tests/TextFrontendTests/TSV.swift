import Foundation
import TestSupport

/// The lines of a table under `Fixtures/goldens/text`, without comments, each with its columns.
func tsv(_ name: String, columns: Int) throws -> [[String]] {
    try lines(of: Golden.url("text/\(name)")).filter { !$0.hasPrefix("# ") }.map { line in
        let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard row.count == columns else { throw TableError(line: String(line)) }
        return row
    }
}

/// The lines of a file that are not empty.
func lines(of url: URL) throws -> [Substring] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
}

struct TableError: Error {
    var line: String
}

/// Symbol ids of one utterance, cut after each chain symbol (2).
func groups(_ ids: [Int]) -> [[Int]] {
    ids.split(separator: 2, omittingEmptySubsequences: false).map(Array.init)
}
