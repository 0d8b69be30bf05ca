import CZlib
import Foundation

/// Writes a ZIP archive into memory: what a test packs, or damages.
///
/// Source: PKWARE APPNOTE 6.3.10. No ZIP64, so nothing beyond 4 GB.
public struct ArchiveWriter {
    /// The archive so far, without its directory.
    private var data = Data()
    private var directory = Data()
    private var count: UInt16 = 0

    /// Makes an empty archive.
    public init() {}

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - name: Its name, with slashes between folders.
    ///   - contents: Its bytes.
    ///   - deflated: Whether they are compressed.
    ///   - announcedSize: Another size than the true one, for the directory and the header.
    public mutating func add(
        _ name: String, _ contents: Data, deflated: Bool = false, announcedSize: UInt32? = nil
    ) {
        let stored = deflated ? Self.deflate(contents) : contents
        let fields: [any FixedWidthInteger] = [
            UInt16(20), UInt16(0), UInt16(deflated ? 8 : 0), UInt32(0x21_0000), Self.checksum(of: contents),
            UInt32(stored.count), announcedSize ?? UInt32(contents.count), UInt16(name.utf8.count), UInt16(0),
        ]
        let place = UInt32(data.count)
        Self.append([UInt32(0x0403_4B50)] + fields, to: &data)
        data.append(contentsOf: name.utf8)
        data.append(stored)
        Self.append([UInt32(0x0201_4B50), UInt16(20)] + fields, to: &directory)
        Self.append([UInt16(0), UInt16(0), UInt16(0), UInt32(0), place], to: &directory)
        directory.append(contentsOf: name.utf8)
        count += 1
    }

    /// The whole archive.
    public func finished() -> Data {
        var result = data
        result.append(directory)
        let (size, place) = (UInt32(directory.count), UInt32(data.count))
        Self.append(
            [UInt32(0x0605_4B50), UInt16(0), UInt16(0), count, count, size, place, UInt16(0)], to: &result)
        return result
    }

    /// The CRC-32 that an archive carries for these bytes.
    public static func checksum(of contents: Data) -> UInt32 {
        contents.withUnsafeBytes { bytes in
            UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
        }
    }

    private static func append(_ fields: [any FixedWidthInteger], to data: inout Data) {
        for field in fields { append(field, to: &data) }
    }

    private static func append(_ field: some FixedWidthInteger, to data: inout Data) {
        withUnsafeBytes(of: field.littleEndian) { data.append(contentsOf: $0) }
    }

    /// zlib's stream without its header of two bytes and its checksum of four: RFC 1950 around RFC 1951.
    private static func deflate(_ contents: Data) -> Data {
        var size = compressBound(uLong(contents.count))
        var compressed = Data(count: Int(size))
        let status = compressed.withUnsafeMutableBytes { target in
            contents.withUnsafeBytes { source in
                compress2(
                    target.bindMemory(to: UInt8.self).baseAddress, &size,
                    source.bindMemory(to: UInt8.self).baseAddress, uLong(source.count), 1)
            }
        }
        precondition(status == Z_OK, "zlib gives error \(status)")
        return Data(compressed.prefix(Int(size)).dropFirst(2).dropLast(4))
    }
}
