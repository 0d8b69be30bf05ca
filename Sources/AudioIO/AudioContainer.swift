/// The file formats that can be read, told apart by their first bytes and never by a file's name.
enum AudioContainer: Equatable {
    case wav, flac, ogg
    /// `firstFrame` is where the first MPEG frame should start, after any ID3 tag.
    case mp3(firstFrame: Int)

    /// Finds out what `source` holds; ID3 tags before anything but MP3 are left out of it.
    ///
    /// - Throws: ``AudioError/emptyFile(path:)``, ``AudioError/unknownFormat(path:appearance:)``,
    ///   ``AudioError/unreadable(path:reason:)``, or ``AudioError/truncated(path:detail:)`` if an ID3 tag runs past the
    ///   end.
    init(of source: ByteSource) throws {
        guard source.count > 0 else { throw AudioError.emptyFile(path: source.name) }
        let head = try source.bytes(at: 0, length: 512)
        if let container = AudioContainer(magic: head) {
            self = container
            return
        }
        var start = 0
        while let size = id3TagSize(try source.bytes(at: start, length: 10)) {
            start += size
            guard start < source.count else {
                throw AudioError.truncated(
                    path: source.name, detail: "its ID3 tag needs \(start) bytes, the file has \(source.count)")
            }
        }
        let body = try source.bytes(at: start, length: 16)
        if start > 0, let container = AudioContainer(magic: body) {
            source.drop(first: start)
            self = container
        } else if start > 0 || MPEGFrameHeader(body) != nil {
            // After an ID3 tag the decoder may look for the first frame itself: some tags are followed by padding.
            self = .mp3(firstFrame: start)
        } else {
            throw AudioError.unknownFormat(path: source.name, appearance: appearance(of: head))
        }
    }

    private init?(magic head: [UInt8]) {
        if [Array("RIFF".utf8), Array("RIFX".utf8), Array("RF64".utf8)].contains(Array(head.prefix(4))),
            head.count < 12 || head[8..<12].elementsEqual("WAVE".utf8)
        {
            self = .wav
        } else if head.starts(with: "fLaC".utf8) {
            self = .flac
        } else if head.starts(with: "OggS".utf8) {
            self = .ogg
        } else {
            return nil
        }
    }
}

/// The bytes of an ID3v2 tag that starts `bytes`, its header included, or `nil` if there is none.
///
/// The size is 4 × 7 bits, and a footer doubles the 10 bytes of the header. Source: id3.org, ID3v2.4.0, section 3.1.
private func id3TagSize(_ bytes: [UInt8]) -> Int? {
    guard bytes.count == 10, bytes.starts(with: "ID3".utf8), bytes[6..<10].allSatisfy({ $0 < 0x80 }) else { return nil }
    let size = bytes[6..<10].reduce(0) { $0 << 7 | Int($1) }
    return size + (bytes[5] & 0x10 != 0 ? 20 : 10)
}

/// Says in a few words what unknown bytes look like, without repeating them.
private func appearance(of head: [UInt8]) -> String {
    let known: [(magic: [UInt8], offset: Int, name: String)] = [
        (Array("ftyp".utf8), 4, "an MP4 or M4A file"), (Array("FORM".utf8), 0, "an AIFF file"),
        (Array("caff".utf8), 0, "a Core Audio file"), (Array("RIFF".utf8), 0, "a RIFF file other than WAV"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "a WebM or Matroska file"), ([0x30, 0x26, 0xB2, 0x75], 0, "a WMA file"),
        (Array("#!AMR".utf8), 0, "an AMR file"), (Array("PK".utf8), 0, "a ZIP archive"), ([0x1F, 0x8B], 0, "gzip"),
        (Array("%PDF".utf8), 0, "a PDF"), ([0x89, 0x50, 0x4E, 0x47], 0, "a PNG image"),
        ([0xFF, 0xD8, 0xFF], 0, "a JPEG image"), ([0x7F, 0x45, 0x4C, 0x46], 0, "a program"),
        (Array("<!DOCTYPE".utf8), 0, "a web page"), (Array("<html".utf8), 0, "a web page"),
    ]
    if let match = known.first(where: { head.dropFirst($0.offset).starts(with: $0.magic) }) { return match.name }
    // AAC in ADTS framing has MPEG's sync word with the layer bits zero.
    if head.count > 1, head[0] == 0xFF, head[1] & 0xF6 == 0xF0 { return "an AAC file" }
    if head.allSatisfy({ $0 == 0 }) { return "nothing but zero bytes" }
    let isText = head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }
    // 512 bytes can end inside a character, so up to 3 bytes of it are left out.
    if isText, (0...3).contains(where: { String(validating: head.dropLast($0), as: UTF8.self) != nil }) {
        return "a text file"
    }
    return "binary data of no known audio format"
}
