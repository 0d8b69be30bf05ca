import Foundation
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct RealCheckpointTests {
    static let files: [(name: String, format: CheckpointFormat)] = [
        ("pretrained.pt", .torchLegacy),
        ("generator_universal.pth.tar", .torchLegacy),
        ("mellotron.kuangdd-mspk.pt", .torchZIP),
        ("melgan.kuangdd.pt", .torchZIP),
        ("g2pm.np_ckpt.pkl", .numPyPickle),
    ]

    private func open(_ name: String) throws -> Checkpoint {
        let url = Golden.models.appending(path: name)
        try #require(FileManager.default.fileExists(atPath: url.path), "\(url.path) is missing: run `make models`")
        return try Checkpoint(contentsOf: url)
    }

    @Test(arguments: files) func agreesWithPython(name: String, format: CheckpointFormat) throws {
        let checkpoint = try open(name)
        #expect(checkpoint.format == format)
        try expectEqual(checkpoint, to: try GoldenTensor.table(name))
    }

    @Test func tablesOfThePolyphones() throws {
        func table(_ name: String) throws -> PlainPickle {
            let url = Golden.models.appending(path: name)
            try #require(FileManager.default.fileExists(atPath: url.path), "\(url.path) is missing: run `make models`")
            return try PlainPickle(contentsOf: url)
        }
        let characters = try table("g2pm.char2idx.pkl").integers
        #expect(characters.count == 5398 && Set(characters.values) == Set(0..<5398) && characters["<UNK>"] == 1)
        let classes = try table("g2pm.class2idx.pkl").integers
        #expect(classes.count == 876 && Set(classes.values) == Set(0..<876) && classes["pian2"] == 1)
        let words = try table("g2pm.digest_cedict.pkl").lists
        #expect(words.count == 10_752 && words.values.reduce(0) { $0 + $1.count } == 11_637)
        #expect(words["B"] == ["bi1"])
    }
}
