/// The entries of a ZIP archive in a mapped file.
///
/// One disk, ZIP64 where sizes need it; entries are read in place if they are stored, as PyTorch writes them, and
/// inflated only where one holds a whole checkpoint. The central directory is the authority; every entry's local header
/// must agree with it, and no two entries may share a name or a byte.
/// Source: PKWARE APPNOTE 6.3.10.
struct ZIPArchive {
    struct Entry {
        var name: String
        /// 0 for stored, 8 for deflated.
        var method: UInt16
        var checksum: UInt32
        /// Where the bytes lie in the file, deflated or not.
        var bytes: Range<Int>
        /// How many they are when inflated, as the directory has it.
        var size: UInt64
        var isEncrypted: Bool
    }

    let file: MappedFile
    let entries: [String: Entry]

    static let localSignature: [UInt8] = [0x50, 0x4B, 3, 4]

    init(_ file: MappedFile) throws {
        self.file = file
        let directory = try Self.findDirectory(file)
        var cursor = try ByteCursor(file, directory.bytes, of: "the ZIP directory")
        // An entry takes at least 46 bytes, so the count cannot make us allocate more than the file warrants.
        guard directory.entries <= UInt64(cursor.remaining / 46) else {
            throw file.corrupted(
                "the ZIP directory announces \(directory.entries) entries in \(cursor.remaining) bytes")
        }
        var entries: [String: Entry] = [:]
        var extents: [Range<Int>] = []
        for _ in 0..<directory.entries {
            let (entry, extent) = try Self.readEntry(&cursor, directory: directory.bytes, file)
            guard entries.updateValue(entry, forKey: entry.name) == nil else {
                throw file.corrupted("the ZIP archive has two entries named \(entry.name)")
            }
            extents.append(extent)
        }
        guard cursor.remaining == 0 else {
            throw file.corrupted("the ZIP directory has \(cursor.remaining) bytes after its last entry")
        }
        extents.sort { $0.lowerBound < $1.lowerBound }
        for (left, right) in zip(extents, extents.dropFirst()) where left.upperBound > right.lowerBound {
            throw file.corrupted("two entries of the ZIP archive overlap at offset \(right.lowerBound)")
        }
        self.entries = entries
    }

    /// An entry that can be read in place: stored, not deflated.
    func stored(_ name: String) throws -> Entry? {
        guard let entry = entries[name] else { return nil }
        guard !entry.isEncrypted else { throw file.unsupported("its entry \(name) is encrypted") }
        guard entry.method == 0 else {
            throw file.unsupported(
                "its entry \(name) is compressed; save it with torch.save or torch.jit.save, which store entries")
        }
        return entry
    }

    /// As ``stored(_:)``, with the checksum verified.
    func verified(_ name: String) throws -> Entry? {
        guard let entry = try stored(name) else { return nil }
        guard file.checksum(entry.bytes) == entry.checksum else {
            throw file.corrupted("the checksum of its entry \(name) is wrong")
        }
        return entry
    }
}
