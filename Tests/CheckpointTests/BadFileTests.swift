import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Files that are no checkpoints at all.
@Suite struct BadFileTests {
    @Test func missing() throws {
        let url = URL(filePath: "/nonexistent/model.pt")
        #expect(throws: CheckpointError.missingFile(path: url.path)) { try Checkpoint(contentsOf: url) }
        #expect("\(CheckpointError.missingFile(path: url.path))".contains("make models"))
    }

    // The path of a remote file is not one of this machine.
    @Test func onlyLocalFiles() throws {
        try withTemporaryFolder { folder in
            let local = folder.appending(path: "a.safetensors")
            try Checkpoint.write(["a": Tensor([1])], to: local)
            let remote = try #require(URL(string: "https://example.org\(local.path)"))
            #expect(
                throws: CheckpointError.unreadable(path: remote.absoluteString, reason: "only local files can be read")
            ) { try Checkpoint(contentsOf: remote) }
            #expect(
                throws: CheckpointError.unwritable(
                    path: remote.absoluteString, reason: "only local files can be written")
            ) { try Checkpoint.write(["a": Tensor([2])], to: remote) }
            #expect(try Checkpoint(contentsOf: local).tensor("a") == Tensor([1]))
        }
    }

    @Test func empty() throws {
        guard case .emptyFile? = try checkpointError(Data()) else {
            Issue.record("an empty file was not refused as one")
            return
        }
    }

    @Test func folderAndPipe() throws {
        try withTemporaryFolder { folder in
            let pipe = folder.appending(path: "pipe")
            try #require(mkfifo(pipe.path, 0o600) == 0)
            for url in [folder, pipe] {
                #expect(throws: CheckpointError.unreadable(path: url.path, reason: "it is not a regular file")) {
                    try Checkpoint(contentsOf: url)
                }
            }
            #expect(throws: CheckpointError.missingFile(path: pipe.path + "/model.pt")) {
                try Checkpoint(contentsOf: pipe.appending(path: "model.pt"))
            }
        }
    }

    @Test(arguments: [
        (Data("<!DOCTYPE html><html>Not found</html>".utf8), "the text \"<!DOCTYPE html><\""),
        (Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]), "the bytes 89 50 4e 47 0d 0a"), (Data("P".utf8), "the text \"P\""),
        // Pickles that are not PyTorch's, and one of a later Python.
        (Data([0x80, 2, 0x4E, 0x2E]), "its pickle holds no NumPy arrays with names; it is None"),
        (Data([0x80, 6, 0x4E, 0x2E]), "the bytes 80 06 4e 2e"), (Data([0x80]), "the bytes 80"),
        (Data([UInt8](repeating: 0, count: 20)), "the bytes 00 00 00"),
    ])
    func somethingElse(data: Data, shown: String) throws {
        guard case .notACheckpoint(_, let reason)? = try checkpointError(data) else {
            Issue.record("another error: \(String(describing: try checkpointError(data)))")
            return
        }
        #expect(reason.contains(shown))
    }

    @Test(arguments: ["unnamed-zip.pt", "unnamed-legacy.pt"])
    func withoutNamedTensors(file: String) throws {
        let url = Golden.url("checkpoint/\(file)")
        let error = #expect(throws: CheckpointError.self) { try Checkpoint(contentsOf: url) }
        guard case .notACheckpoint? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }

    @Test func otherVersionsOfTheLegacyFormat() throws {
        var data = legacyFile(.dict([("t", .tensor(shape: [1], strides: [1]))]))
        let version = try #require(data.firstRange(of: Data(littleEndian(Int64(1001)))))
        data[version.lowerBound] += 1
        guard case .unsupported? = try checkpointError(data) else {
            Issue.record("version 1002 was not refused")
            return
        }
    }
}
