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
    ]

    private func open(_ name: String) throws -> Checkpoint {
        let url = Golden.models.appending(path: name)
        try #require(FileManager.default.fileExists(atPath: url.path), "\(url.path) is missing: run `make models`")
        return try Checkpoint(contentsOf: url)
    }

    @Test(arguments: files) func agreesWithPyTorch(name: String, format: CheckpointFormat) throws {
        let checkpoint = try open(name)
        #expect(checkpoint.format == format)
        try expectEqual(checkpoint, to: try GoldenTensor.table(name))
    }
}
