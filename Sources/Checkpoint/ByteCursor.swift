/// Reads little-endian numbers from a part of a file, and never past its end.
struct ByteCursor {
    let file: MappedFile
    private(set) var position: Int
    let end: Int
    /// What is being read, for messages: "the pickle".
    let subject: String

    init(_ file: MappedFile, _ range: Range<Int>, of subject: String) throws {
        guard range.lowerBound >= 0, range.upperBound <= file.count else {
            throw file.truncated("\(subject) should lie in bytes \(range), the file has \(file.count)")
        }
        (self.file, position, end, self.subject) = (file, range.lowerBound, range.upperBound, subject)
    }

    var remaining: Int { end - position }

    /// The range of the next `length` bytes, which are then behind the cursor.
    mutating func take(_ length: Int) throws -> Range<Int> {
        guard length >= 0, length <= remaining else {
            throw file.truncated(
                "\(subject) needs \(length) bytes at offset \(position), where \(remaining) are left")
        }
        defer { position += length }
        return position..<position + length
    }

    /// As above, for a length that may not even fit an `Int`.
    mutating func take(_ length: UInt64) throws -> Range<Int> {
        try take(Int(clamping: length))
    }

    mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        let range = try take(MemoryLayout<Number>.size)
        return Number(littleEndian: file.bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: type))
    }

    mutating func byte() throws -> UInt8 {
        guard remaining > 0 else {
            throw file.truncated("\(subject) goes on after offset \(position), where it should end")
        }
        defer { position += 1 }
        return file.bytes[position]
    }

    /// The text up to the next line feed, which is then behind the cursor.
    mutating func line() throws -> String {
        guard let feed = file.bytes[position..<end].firstIndex(of: 10) else {
            throw file.truncated("\(subject) has a line without an end at offset \(position)")
        }
        defer { position = feed + 1 }
        return file.text(position..<feed)
    }
}
