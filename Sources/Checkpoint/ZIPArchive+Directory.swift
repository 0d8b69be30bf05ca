// The records of a ZIP archive, from its end: the end record names the central directory (or, with 0xFFFF… in its
// fields, a ZIP64 end record does, found through a locator just before it), the directory names the local headers.

extension ZIPArchive {
    struct Directory {
        var bytes: Range<Int>
        var entries: UInt64
    }

    static func findDirectory(_ file: MappedFile) throws -> Directory {
        guard let end = findEnd(file) else {
            throw file.truncated("it begins as a ZIP archive and has no ZIP directory at its end")
        }
        var cursor = try ByteCursor(file, end + 4..<file.count, of: "the end of the ZIP directory")
        let disks = (try cursor.integer(UInt16.self), try cursor.integer(UInt16.self))
        _ = try cursor.take(2)  // entries on this disk
        var entries = UInt64(try cursor.integer(UInt16.self))
        var size = UInt64(try cursor.integer(UInt32.self))
        var offset = UInt64(try cursor.integer(UInt32.self))
        var limit = end
        if entries == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            let start = try findWideEnd(file, before: end)
            cursor = try ByteCursor(file, start..<end, of: "the ZIP64 end of the directory")
            // Its own size, two versions, two disk numbers, the entries on this disk.
            _ = try cursor.take(4 + 8 + 2 + 2 + 4 + 4 + 8)
            entries = try cursor.integer(UInt64.self)
            size = try cursor.integer(UInt64.self)
            offset = try cursor.integer(UInt64.self)
            limit = start
        }
        guard disks == (0, 0) else { throw file.unsupported("it is one part of a ZIP archive of several") }
        guard size <= UInt64(limit), offset <= UInt64(limit) - size else {
            throw file.corrupted("the ZIP directory of \(size) bytes at \(offset) does not fit before byte \(limit)")
        }
        return Directory(bytes: Int(offset)..<Int(offset + size), entries: entries)
    }

    /// The last end record whose comment reaches exactly to the end of the file.
    private static func findEnd(_ file: MappedFile) -> Int? {
        let size = 22
        guard file.count >= size else { return nil }
        let lowest = max(0, file.count - size - 0xFFFF)
        for start in stride(from: file.count - size, through: lowest, by: -1)
        where file.bytes[start] == 0x50 && file.holds([0x50, 0x4B, 5, 6], at: start) {
            let comment = UInt16(littleEndian: file.bytes.loadUnaligned(fromByteOffset: start + 20, as: UInt16.self))
            if start + size + Int(comment) == file.count { return start }
        }
        return nil
    }

    private static func findWideEnd(_ file: MappedFile, before end: Int) throws -> Int {
        guard end >= 20, file.holds([0x50, 0x4B, 6, 7], at: end - 20) else {
            throw file.corrupted("the ZIP64 locator is missing")
        }
        var cursor = try ByteCursor(file, end - 20 + 8..<end, of: "the ZIP64 locator")
        let start = Int(clamping: try cursor.integer(UInt64.self))
        guard file.holds([0x50, 0x4B, 6, 6], at: start), start <= end - 20 - 56 else {
            throw file.corrupted("the ZIP64 locator points to byte \(start), where no ZIP64 directory ends")
        }
        return start
    }

    /// Reads one entry of the directory and its local header.
    ///
    /// - Returns: The entry, and all the bytes it takes: from its local header to the end of its data.
    static func readEntry(
        _ cursor: inout ByteCursor, directory: Range<Int>, _ file: MappedFile
    ) throws -> (Entry, extent: Range<Int>) {
        let signature = try cursor.take(4)
        guard file.holds([0x50, 0x4B, 1, 2], at: signature.lowerBound) else {
            throw file.corrupted("the ZIP directory has no entry at offset \(signature.lowerBound)")
        }
        _ = try cursor.take(4)  // versions
        let flags = try cursor.integer(UInt16.self)
        let method = try cursor.integer(UInt16.self)
        _ = try cursor.take(4)  // time and date
        let checksum = try cursor.integer(UInt32.self)
        var stored = UInt64(try cursor.integer(UInt32.self))
        var size = UInt64(try cursor.integer(UInt32.self))
        let nameLength = Int(try cursor.integer(UInt16.self))
        let extraLength = Int(try cursor.integer(UInt16.self))
        let commentLength = Int(try cursor.integer(UInt16.self))
        _ = try cursor.take(2 + 2 + 4)  // disk, attributes
        var header = UInt64(try cursor.integer(UInt32.self))
        let nameBytes = try cursor.take(nameLength)
        let name = file.text(nameBytes)
        var extra = try ByteCursor(file, try cursor.take(extraLength), of: "the ZIP entry \(name)")
        _ = try cursor.take(commentLength)
        try widen(&size, &stored, &header, from: &extra)

        guard method != 0 || stored == size else {
            throw file.corrupted("the ZIP entry \(name) is stored in \(stored) bytes and has \(size)")
        }
        guard header <= UInt64(directory.lowerBound) else {
            throw file.corrupted("the ZIP entry \(name) begins at \(header), after the data")
        }
        let start = Int(header)
        var local = try ByteCursor(file, start..<directory.lowerBound, of: "the ZIP entry \(name)")
        let bytes = try readLocalHeader(&local, name: nameBytes, method: method, stored: stored)
        let entry = Entry(
            name: name, method: method, checksum: checksum, bytes: bytes, size: size, isEncrypted: flags & 1 != 0)
        return (entry, start..<bytes.upperBound)
    }

    /// Reads the header of an entry's data, which must agree with the directory.
    ///
    /// - Returns: Where the data lies.
    private static func readLocalHeader(
        _ cursor: inout ByteCursor, name: Range<Int>, method: UInt16, stored: UInt64
    ) throws -> Range<Int> {
        let (file, subject) = (cursor.file, cursor.subject)
        let start = try cursor.take(4).lowerBound
        guard file.holds(localSignature, at: start) else {
            throw file.corrupted("\(subject) has no header at offset \(start)")
        }
        _ = try cursor.take(2 + 2)  // version, flags
        let localMethod = try cursor.integer(UInt16.self)
        _ = try cursor.take(4 + 4 + 4 + 4)  // time and date; checksum and sizes, which may be left zero here
        let nameLength = Int(try cursor.integer(UInt16.self))
        let extraLength = Int(try cursor.integer(UInt16.self))
        let localName = try cursor.take(nameLength)
        guard localMethod == method, file.bytes[localName].elementsEqual(file.bytes[name]) else {
            throw file.corrupted("\(subject) and its header at offset \(start) disagree")
        }
        _ = try cursor.take(extraLength)
        return try cursor.take(stored)
    }

    /// Replaces the fields that are all ones by those of the ZIP64 extra field, which lists only these.
    private static func widen(
        _ size: inout UInt64, _ stored: inout UInt64, _ header: inout UInt64, from extra: inout ByteCursor
    ) throws {
        while extra.remaining >= 4 {
            let identifier = try extra.integer(UInt16.self)
            let length = Int(try extra.integer(UInt16.self))
            var field = try ByteCursor(extra.file, try extra.take(length), of: extra.subject)
            guard identifier == 1 else { continue }
            if size == 0xFFFF_FFFF { size = try field.integer(UInt64.self) }
            if stored == 0xFFFF_FFFF { stored = try field.integer(UInt64.self) }
            if header == 0xFFFF_FFFF { header = try field.integer(UInt64.self) }
        }
    }
}
