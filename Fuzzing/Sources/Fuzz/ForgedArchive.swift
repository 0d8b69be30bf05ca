import Foundation

@testable import Checkpoint

/// ZIP archives that a stranger took care with: the checksums are right, whatever else is wrong.
enum ForgedArchive {
    /// The bytes with the checksum of each entry that is stored, if they are an archive.
    static func withTrueChecksums(_ data: Data) -> Data {
        guard let file = try? MappedFile(data, path: "fuzz"), let archive = try? ZIPArchive(file) else { return data }
        var result = data
        // Directories lie behind the data, and so does the checksum that counts.
        var place = archive.entries.values.map(\.bytes.upperBound).max() ?? 0
        for entry in archive.entries.values.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound })
        where entry.method == 0 {
            let old = bytes(entry.checksum)
            guard let found = result[(result.startIndex + place)...].firstRange(of: old) else { continue }
            result.replaceSubrange(found, with: bytes(file.checksum(entry.bytes)))
            // Those of one checksum, for example empty ones, have it in the order in which they lie.
            place = found.upperBound - result.startIndex
        }
        return result
    }

    /// An archive of one entry.
    ///
    /// - Parameter size: If the contents are a deflate stream, how much they claim to inflate to. Nobody knows what the
    ///   checksum of that should be, so it is a guess.
    static func entry(_ name: String, _ contents: Data, deflatedFrom size: UInt32? = nil) -> Data {
        let checksum: UInt32 =
            (try? MappedFile(contents, path: "fuzz")).map { $0.checksum(0..<$0.count) } ?? 0
        var fields = Data([20, 0, 0, 0, size == nil ? 0 : 8, 0, 0, 0, 0x21, 0])
        fields += bytes(checksum) + bytes(UInt32(contents.count)) + bytes(size ?? UInt32(contents.count))
        fields += Data([UInt8(name.utf8.count), 0, 0, 0])
        let local = Data([0x50, 0x4B, 3, 4]) + fields + Data(name.utf8) + contents
        let directory =
            Data([0x50, 0x4B, 1, 2, 20, 0]) + fields + Data(count: 14) + Data(name.utf8)
        return local + directory + Data([0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0])
            + bytes(UInt32(directory.count)) + bytes(UInt32(local.count)) + Data([0, 0])
    }

    private static func bytes(_ value: UInt32) -> Data { withUnsafeBytes(of: value.littleEndian) { Data($0) } }
}
