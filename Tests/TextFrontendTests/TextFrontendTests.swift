import Foundation
import TestSupport
import Testing

@testable import TextFrontend

@Suite struct TextFrontendTests {
    @Test func zzProbe() throws {
        let frontend = try TextFrontend()
        var out = ""
        for line in try String(contentsOf: Golden.url("text/phkit-sentences.tsv"), encoding: .utf8).split(separator: "\n") {
            let columns = line.split(separator: "\t")
            let ids = try frontend.symbols(for: String(columns[0])).ids
            out += "\(columns[0])\t\(ids.map(String.init).joined(separator: " "))\n"
        }
        try out.write(toFile: "/tmp/exp/ours.tsv", atomically: true, encoding: .utf8)
    }
}
