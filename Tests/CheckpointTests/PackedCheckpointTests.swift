import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// A checkpoint inside a ZIP archive, as DJL and AIAS have them.
@Suite struct PackedCheckpointTests {
    private func golden(_ path: String) throws -> Data { try Data(contentsOf: Golden.url(path)) }

    private func message(_ data: Data) throws -> String { try checkpointError(data)?.description ?? "no error" }

    @Test(arguments: ["attributes-deflated.zip", "attributes-stored.zip"])
    func theCheckpointInsideIsOpened(file: String) throws {
        let checkpoint = try Checkpoint(contentsOf: Golden.url("torchscript/\(file)"))
        #expect(checkpoint.format == .torchScript)
        try expectEqual(checkpoint, to: try GoldenTensor.table("attributes", in: "torchscript"))
        // Where a message points to.
        let error = #expect(throws: CheckpointError.self) { try checkpoint.tensor("lost") }
        #expect(error?.description.lowercased().contains("\(file): ") == true)
        #expect(error?.description.lowercased().contains("net.pt has no tensor lost") == true)
    }

    @Test(arguments: ["state-zip.pt", "state-legacy.pt", "state.safetensors"], [true, false])
    func anyFormatMayBeInside(file: String, deflated: Bool) throws {
        let data = archive(["a/b.pth": try golden("checkpoint/\(file)"), "a/c.txt": Data([1])], deflated: deflated)
        let expected = try GoldenTensor.table("state").mapValues { $0.elements ?? [] }
        #expect(try openAll(data) == expected)
    }

    @Test func aTensorOutlivesItsCheckpoint() throws {
        for file in ["attributes-deflated.zip", "attributes-stored.zip"] {
            let tensor = try Checkpoint(contentsOf: Golden.url("torchscript/\(file)")).tensor("layers.1.0.weight")
            #expect(
                try GoldenTensor.table("attributes", in: "torchscript")["layers.1.0.weight"]?.elements
                    == tensor.elements)
        }
    }

    @Test func notOneCheckpoint() throws {
        let good = try golden("checkpoint/flat-zip.pt")
        #expect(
            try message(archive(["a.txt": Data([1])])).contains(
                "neither a data.pkl nor a .pt file inside; it holds a.txt"))
        #expect(try message(archive([:])).contains("begins with"))
        #expect(try message(archive(["a.pt/": Data(), "._a.pt": good])).contains("neither"))
        #expect(try message(archive(["a.pt": good, "b/c.PT": good])).contains("2 checkpoints inside (a.pt, b/c.PT)"))
        #expect(
            try message(archive(["a.pt": Data("<!DOCTYPE html>".utf8)])).contains(
                ": a.pt is not a checkpoint: it begins"))
        #expect(try message(archive(["a.pt": Data()])).contains(": a.pt is empty"))
        #expect(try message(archive(["a.pt": Data()], deflated: true)).contains(": a.pt is empty"))
    }

    @Test func oneArchiveInAnotherIsEnough() throws {
        let once = archive(["a.pt": try golden("checkpoint/flat-zip.pt")])
        #expect(try message(once) == "no error")
        #expect(
            try message(archive(["b.pt": once])).contains(
                "a ZIP archive in a ZIP archive and holds yet another file, a.pt"))
    }

    @Test func lyingSizes() throws {
        let good = try golden("checkpoint/flat-zip.pt")
        func announcing(_ size: Int) throws -> String {
            var writer = ArchiveWriter()
            writer.add("a.pt", good, deflated: true, announcedSize: UInt32(size))
            return try message(writer.finished())
        }
        #expect(try announcing(good.count) == "no error")
        #expect(try announcing(good.count - 1).contains("goes on after"))
        #expect(try announcing(1).contains("goes on after"))
        #expect(try announcing(good.count + 1).contains("ends after"))
        #expect(try announcing(1 << 23).contains("ends after"))
        #expect(try announcing(1 << 31).contains("which no model does"))
        #expect(try announcing(Int(UInt32.max) - 1).contains("which no model does"))
        var stored = ArchiveWriter()
        stored.add("a.pt", good, announcedSize: UInt32(good.count + 1))
        #expect(try message(stored.finished()).contains("is stored in"))
    }

    // Zeros shrink by a thousand; weights do not.
    @Test func aBombIsNotUnpacked() throws {
        let bomb = archive(["a.pt": Data(count: 60_000_000)], deflated: true)
        #expect(bomb.count < 400_000)
        #expect(try message(bomb).contains("which no model does"))
        #expect(ZIPArchive.largestInflated(of: 100_000_000) == 1 << 31)
        #expect(ZIPArchive.largestInflated(of: .max / 200) == 1 << 31)
    }

    @Test func damagedStreams() throws {
        let good = archive(["a.pt": try golden("torchscript/attributes-scripted.pt")], deflated: true)
        let start = 30 + 4
        // A block of the reserved type 3; a byte in the middle; a wrong checksum in the directory.
        var reserved = good
        reserved[start] |= 6
        #expect(try message(reserved).contains("is no deflate stream"))
        var flipped = good
        flipped[start + 8000] ^= 0x55
        #expect(try message(flipped).contains("damaged"))
        let directory = try #require(good.range(of: Data([0x50, 0x4B, 1, 2]), options: .backwards)).lowerBound
        var unchecked = good
        unchecked[directory + 16] ^= 1
        #expect(try message(unchecked).contains("the checksum of its entry a.pt is wrong"))
        var storedWrong = archive(["a.pt": try golden("checkpoint/flat-zip.pt")])
        storedWrong[start + 40] ^= 1
        #expect(try message(storedWrong).contains("the checksum of its entry a.pt is wrong"))
    }

    @Test func otherMethodsAndEncryption() throws {
        let good = archive(["a.pt": try golden("checkpoint/flat-zip.pt")])
        let directory = try #require(good.range(of: Data([0x50, 0x4B, 1, 2]), options: .backwards)).lowerBound
        for deflated in [false, true] {
            var encrypted = good
            encrypted[directory + 8] |= 1
            if deflated { (encrypted[directory + 10], encrypted[8]) = (8, 8) }
            #expect(try message(encrypted).contains("is encrypted"))
        }
        var other = good
        (other[directory + 10], other[8]) = (12, 12)
        #expect(try message(other).contains("packed by method 12"))
    }
}
