// libsndfile quietly shortens a WAV or Ogg file that was cut. These checks read the headers on their own and say so.

/// Refuses a WAV file whose header announces more bytes than there are.
///
/// A RIFF file is `RIFF`, its size minus 8, `WAVE`, and chunks of a name, a size and contents padded to even sizes; the
/// samples are in the chunk `data`. RF64 moves the sizes to the chunk `ds64` (EBU Tech 3306), RIFX is big-endian. A
/// program that writes to a pipe cannot go back to fill the sizes in, and leaves a placeholder of all ones (FFmpeg) or
/// just below 2 GiB (SoX): then the samples run to the end of the file. A length of 0 with samples behind it is what a
/// program leaves that was stopped before it could fill the length in: refused, as nobody knows what is missing.
///
/// - Throws: ``AudioError/truncated(path:detail:)``, ``AudioError/damaged(path:reason:)`` or
///   ``AudioError/unreadable(path:reason:)``.
func checkRIFFLength(of source: ByteSource) throws {
    let head = try source.bytes(at: 0, length: 12)
    let isBigEndian = head.starts(with: "RIFX".utf8)
    func size(_ bytes: ArraySlice<UInt8>) -> Int {
        let value = (isBigEndian ? Array(bytes) : bytes.reversed()).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // Beyond 2⁶² nothing fits anyway, and sums with it must not overflow.
        return Int(min(value, 1 << 62))
    }
    func truncated(_ what: String, needs: Int) -> AudioError {
        .truncated(path: source.name, detail: "\(what) needs \(needs) bytes, the file has \(source.count)")
    }
    guard head.count == 12 else { throw truncated("a WAV header", needs: 12) }
    let fileSize = size(head[4..<8])
    var position = 12
    var longDataSize: Int?
    while position + 8 <= source.count {
        let chunk = try source.bytes(at: position, length: 8)
        var chunkSize = size(chunk[4..<8])
        let contents = position + 8
        if chunk.starts(with: "ds64".utf8) {
            let fields = try source.bytes(at: contents, length: 16)
            if fields.count == 16 { longDataSize = size(fields[8..<16]) }
        }
        if chunk.starts(with: "data".utf8) {
            if chunkSize == 0xFFFF_FFFF, let longDataSize { chunkSize = longDataSize }
            // An empty chunk with more chunks behind it is in order only if the size of the file is.
            if chunkSize == 0, contents < source.count, abs(fileSize + 8 - source.count) > 1 {
                throw AudioError.damaged(
                    path: source.name,
                    reason: "its header gives the audio no length, as a recording does that was interrupted")
            }
            guard contents + chunkSize <= source.count || isLengthPlaceholder(chunkSize) else {
                throw truncated("its audio", needs: contents + chunkSize)
            }
            return
        }
        position = contents + chunkSize + chunkSize % 2
    }
    if fileSize + 8 > source.count, !isLengthPlaceholder(fileSize) {
        throw truncated("what its header announces", needs: fileSize + 8)
    }
}

/// Whether a size stands for an unknown one.
private func isLengthPlaceholder(_ size: Int) -> Bool {
    size == 0xFFFF_FFFF || (0x7FFF_F000...0x7FFF_FFFF).contains(size)
}

/// Refuses an Ogg file that ends inside a page or without the page that ends a stream, and one of several recordings in
/// a row, of which libsndfile would read the first.
///
/// A page is `OggS`, version, flags (2 = first, 4 = last of its stream), 20 bytes of no interest here, the number of
/// segments, their lengths and their contents. Source: RFC 3533, section 6.
///
/// - Throws: ``AudioError/truncated(path:detail:)``, ``AudioError/damaged(path:reason:)`` or
///   ``AudioError/unreadable(path:reason:)``.
func checkOggPages(of source: ByteSource) throws {
    var position = 0
    var endsStream = false
    while position < source.count {
        let page = try source.bytes(at: position, length: 27 + 255)
        let segments = page.count >= 27 ? Int(page[26]) : 0
        guard page.count >= 27 + segments else {
            throw AudioError.truncated(path: source.name, detail: "it ends inside the header of an Ogg page")
        }
        guard page.starts(with: "OggS".utf8) else {
            throw AudioError.damaged(path: source.name, reason: "there is no Ogg page at byte \(position)")
        }
        guard !endsStream || page[5] & 2 == 0 else {
            throw AudioError.damaged(
                path: source.name, reason: "it holds several recordings in a row, and only one can be read")
        }
        endsStream = page[5] & 4 != 0
        position += 27 + segments + page[27..<27 + segments].reduce(0) { $0 + Int($1) }
    }
    guard position == source.count else {
        throw AudioError.truncated(
            path: source.name, detail: "its last Ogg page needs \(position) bytes, the file has \(source.count)")
    }
    guard endsStream else {
        throw AudioError.truncated(path: source.name, detail: "the last page of its Ogg stream is missing")
    }
}
