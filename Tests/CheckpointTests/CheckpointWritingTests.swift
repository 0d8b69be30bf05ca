import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct CheckpointWritingTests {
    private let tensors = [
        "b.weight": Tensor((0..<6).map { Float($0) / 7 }, shape: [2, 3]),
        "a/ä你 \"quoted\"\n": Tensor([1, -2, .infinity]),
        "scalar": Tensor([0.5], shape: []),
        "empty": Tensor(zeros: [2, 0]),
    ]
    private let metadata = ["convention": "standard/é"]

    @Test func writesTheBytesOfTheReferenceLibrary() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "ours.safetensors")
            try Checkpoint.write(tensors, metadata: metadata, to: url)
            #expect(try Data(contentsOf: url) == Data(contentsOf: Golden.url("checkpoint/written.safetensors")))
        }
    }

    @Test func readsWhatItWrote() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "ours.safetensors")
            // The second writing replaces the first.
            try Checkpoint.write(["old": Tensor([1])], to: url)
            try Checkpoint.write(tensors, metadata: metadata, to: url)
            let checkpoint = try Checkpoint(contentsOf: url)
            #expect(checkpoint.names == tensors.keys.sorted())
            #expect(checkpoint.metadata == metadata)
            for (name, tensor) in tensors { #expect(try checkpoint.tensor(name) == tensor) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ours.safetensors"])
        }
    }

    @Test func noTensorsAtAll() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "none.safetensors")
            try Checkpoint.write([:], to: url)
            let checkpoint = try Checkpoint(contentsOf: url)
            #expect(checkpoint.names.isEmpty)
            #expect(throws: CheckpointError.self) { try checkpoint.tensor("a") }
        }
    }

    @Test func anUnwritablePlaceIsAnError() throws {
        let url = URL(filePath: "/nonexistent/folder/ours.safetensors")
        let error = #expect(throws: CheckpointError.self) { try Checkpoint.write(tensors, to: url) }
        guard case .unwritable(path: url.path, reason: _)? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(throws: CheckpointError.self) { try Checkpoint.write(["__metadata__": Tensor([1])], to: url) }
    }
}
