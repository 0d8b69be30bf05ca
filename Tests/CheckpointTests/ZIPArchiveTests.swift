import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// ZIP archives that lie about themselves.
@Suite struct ZIPArchiveTests {
    /// A good archive, and where its parts are.
    private struct Parts {
        var data: Data
        /// The end record.
        let end: Int

        init() throws {
            data = try Data(contentsOf: Golden.url("checkpoint/flat-zip.pt"))
            end = try #require(data.range(of: Data([0x50, 0x4B, 5, 6]), options: .backwards)).lowerBound
        }

        /// The directory entry and the local header of the entry with this name.
        func entry(_ name: String) throws -> (directory: Int, local: Int) {
            let name = Data(name.utf8)
            let first = try #require(data.firstRange(of: name)).lowerBound
            let last = try #require(data.range(of: name, options: .backwards)).lowerBound
            return (last - 46, first - 30)
        }

        mutating func put<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
            data.replaceSubrange(offset..<offset + MemoryLayout<Number>.size, with: littleEndian(number))
        }

        func get<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
            data.dropFirst(offset).withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(as: type)) }
        }
    }

    /// The reason why a changed archive is refused as damaged or cut off.
    private func reason(_ change: (inout Parts) throws -> Void) throws -> String {
        var parts = try Parts()
        try change(&parts)
        switch try checkpointError(parts.data) {
        case .corrupted(_, let reason)?, .truncated(_, let reason)?: return reason
        case let other: return "another error: \(String(describing: other))"
        }
    }

    @Test func aFlippedByteIsFound() throws {
        #expect(
            try reason {
                let storage = try $0.entry("flat-zip/data/0").local
                let start = storage + 30 + 15 + Int($0.get(UInt16.self, at: storage + 28))
                $0.data[start + 2] ^= 1
            } == "the checksum of the tensor weight is wrong")
        #expect(
            try reason { $0.data[try #require($0.data.firstRange(of: Data("a text".utf8))).lowerBound] ^= 1 }
                == "the checksum of its entry flat-zip/data.pkl is wrong")
    }

    @Test func aLyingSize() throws {
        let name = "flat-zip/data/0"
        for size in [17, 1000, 1 << 31, 0xFFFF_FFFE, 0xFFFF_FFFF] as [UInt32] {
            let reason = try reason {
                let entry = try $0.entry(name).directory
                $0.put(size, at: entry + 20)
                $0.put(size, at: entry + 24)
            }
            #expect(!reason.hasPrefix("another"), "\(size): \(reason)")
        }
        #expect(try reason { $0.put(UInt32(15), at: try $0.entry(name).directory + 20) }.contains("is stored in 15"))
        let short = try Parts()
        var parts = short
        parts.put(UInt32(8), at: try short.entry(name).directory + 20)
        parts.put(UInt32(8), at: try short.entry(name).directory + 24)
        guard case .tensorOutOfBounds(name: "weight", path: _, reason: _)? = try checkpointError(parts.data) else {
            Issue.record("a storage of half its size was not refused")
            return
        }
    }

    @Test func overlapsAndDuplicates() throws {
        #expect(
            try reason {
                let entry = try $0.entry("flat-zip/data/0").directory
                $0.put(UInt32(200), at: entry + 20)
                $0.put(UInt32(200), at: entry + 24)
            }.contains("overlap"))
        #expect(
            try reason {
                let (directory, local) = try $0.entry("flat-zip/data/1")
                $0.data[directory + 46 + 14] = UInt8(ascii: "0")
                $0.data[local + 30 + 14] = UInt8(ascii: "0")
            }.contains("two entries named flat-zip/data/0"))
    }

    @Test func disagreements() throws {
        #expect(try reason { $0.data[try $0.entry("flat-zip/data/1").local + 30] ^= 1 }.contains("disagree"))
        #expect(try reason { $0.put(UInt16(8), at: try $0.entry("flat-zip/data/1").local + 8) }.contains("disagree"))
        #expect(try reason { $0.put(UInt32(3), at: try $0.entry("flat-zip/data/1").directory + 42) }.contains("header"))
        #expect(
            try reason { $0.put(UInt32(1 << 30), at: try $0.entry("flat-zip/data/1").directory + 42) }
                .contains("after the data"))
    }

    @Test func aLyingDirectory() throws {
        #expect(try reason { $0.put(UInt16(0xFFFE), at: $0.end + 10) }.contains("announces 65534 entries"))
        #expect(
            try reason { $0.put($0.get(UInt16.self, at: $0.end + 10) - 1, at: $0.end + 10) }.contains("after its last"))
        #expect(try reason { $0.put($0.get(UInt16.self, at: $0.end + 10) + 1, at: $0.end + 10) }.contains("needs"))
        #expect(try reason { $0.put(UInt32(1 << 30), at: $0.end + 12) }.contains("does not fit"))
        #expect(try reason { $0.put(UInt32(1 << 30), at: $0.end + 16) }.contains("does not fit"))
        #expect(try reason { $0.put(UInt32(0), at: $0.end + 16) }.contains("no entry at offset"))
        #expect(try reason { $0.put(UInt16(9), at: $0.end + 20) }.contains("no ZIP directory at its end"))
        // 0xFFFF sends the reader to the ZIP64 record before the end, which PyTorch always writes.
        var parts = try Parts()
        parts.put(UInt16(0xFFFF), at: parts.end + 10)
        #expect(try openAll(parts.data).count == 2)
        #expect(
            try reason {
                $0.put(UInt16(0xFFFF), at: $0.end + 10)
                $0.data[$0.end - 20] ^= 1
            }.contains("ZIP64 locator is missing"))
    }

    @Test func aCommentAtTheEndIsFine() throws {
        var parts = try Parts()
        parts.put(UInt16(5), at: parts.end + 20)
        parts.data.append(Data("hello".utf8))
        #expect(try openAll(parts.data).count == 2)
    }

    @Test func lyingZIP64Fields() throws {
        let good = try Data(contentsOf: Golden.url("checkpoint/zip64.pt"))
        let wide = try #require(good.range(of: Data([0x50, 0x4B, 6, 6]), options: .backwards)).lowerBound
        // Entries, size and offset of the directory; then where the locator says that this record is.
        for offset in [wide + 32, wide + 40, wide + 48, wide + 56 + 8] {
            for value in [0, 1, UInt64(good.count), 1 << 62, .max - 8, .max] as [UInt64] {
                var data = good
                data.replaceSubrange(offset..<offset + 8, with: littleEndian(value))
                let error = try checkpointError(data)
                #expect(error != nil, "\(value) at \(offset)")
            }
        }
    }

    @Test func whatIsNotReadYet() throws {
        var parts = try Parts()
        let (directory, local) = try parts.entry("flat-zip/data/1")
        parts.put(UInt16(8), at: directory + 10)
        parts.put(UInt16(8), at: local + 8)
        guard case .unsupported(_, let reason)? = try checkpointError(parts.data) else {
            Issue.record("a deflated entry was not refused")
            return
        }
        #expect(reason.contains("flat-zip/data/1 is compressed"))

        var encrypted = try Parts()
        encrypted.put(UInt16(1), at: try encrypted.entry("flat-zip/data.pkl").directory + 8)
        guard case .unsupported? = try checkpointError(encrypted.data) else {
            Issue.record("an encrypted entry was not refused")
            return
        }
    }
}
