import CZlib

extension ZIPArchive {
    /// The most bytes that a packed checkpoint of `stored` deflated bytes may have.
    ///
    /// Deflate can blow up a byte to 1032. Weights are noise and hardly shrink, so what grows a hundredfold is no
    /// model, and a small file cannot take much memory.
    static func largestInflated(of stored: Int) -> UInt64 {
        min(1 << 31, (1 << 24) + 100 * UInt64(stored))
    }

    /// An entry as a file of its own, its checksum verified: in place if it is stored, else inflated.
    ///
    /// - Throws: ``CheckpointError`` if there is no such entry, it is damaged, or it is larger than a model may be.
    func unpacked(_ name: String) throws -> MappedFile {
        guard let entry = entries[name] else { throw file.corrupted("its entry \(name) is gone") }
        guard entry.method == 8 else {
            guard entry.method == 0 || entry.isEncrypted else {
                throw file.unsupported(
                    "its entry \(name) is packed by method \(entry.method), known are 0 (stored) and 8 (deflated)")
            }
            _ = try verified(name)
            return try MappedFile(entry.bytes, of: file, named: name)
        }
        guard !entry.isEncrypted else { throw file.unsupported("its entry \(name) is encrypted") }
        let limit = Self.largestInflated(of: entry.bytes.count)
        guard entry.size <= limit else {
            throw file.unsupported(
                "its entry \(name) would grow from \(entry.bytes.count) bytes to \(entry.size), which no model does "
                    + "(at most \(limit)); unpack it yourself if you trust it")
        }
        let source = UnsafeRawBufferPointer(rebasing: file.bytes[entry.bytes])
        let unpacked = try MappedFile(count: Int(entry.size), path: "\(file.path): \(name)") { target in
            try inflate(source, into: target, name)
        }
        guard unpacked.checksum(0..<unpacked.count) == entry.checksum else {
            throw file.corrupted("the checksum of its entry \(name) is wrong")
        }
        return unpacked
    }

    /// Fills `target` exactly, from a deflate stream that ends where `source` does (RFC 1951).
    private func inflate(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, _ name: String
    ) throws {
        var stream = z_stream()
        // Negative: a stream without a header of its own.
        let status = inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw file.unsupported("zlib gives error \(status) for its entry \(name)") }
        defer { inflateEnd(&stream) }
        let largest = Int(Int32.max)  // zlib counts in 32 bits
        var (read, written) = (0, 0)
        while true {
            let (input, output) = (min(source.count - read, largest), min(target.count - written, largest))
            stream.next_in = UnsafeMutablePointer(
                mutating: source.baseAddress?.advanced(by: read).assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(input)
            stream.next_out = target.baseAddress?.advanced(by: written).assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(output)
            let status = CZlib.inflate(&stream, Z_NO_FLUSH)
            read += input - Int(stream.avail_in)
            written += output - Int(stream.avail_out)
            switch status {
            case Z_STREAM_END:
                guard read == source.count, written == target.count else {
                    throw file.corrupted(
                        "its entry \(name) ends after \(read) of \(source.count) deflated bytes, inflated to "
                            + "\(written) of \(target.count)")
                }
                return
            // More to come, if there was anything left to read and to fill.
            case Z_OK where read < source.count || written < target.count: continue
            case Z_OK, Z_BUF_ERROR:
                throw file.corrupted(
                    "its entry \(name) goes on after \(read) of \(source.count) deflated bytes, inflated to "
                        + "\(written) of \(target.count)")
            default: throw file.corrupted("its entry \(name) is no deflate stream after byte \(read)")
            }
        }
    }
}
