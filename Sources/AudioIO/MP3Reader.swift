import CMPG123
import Foundation

/// Decodes MP3 with libmpg123, gapless: the encoder's delay and padding are removed where the file states them.
final class MP3Reader {
    private let source: ByteSource
    private let firstFrame: Int
    private let handle: OpaquePointer

    // Needed before version 1.27 only, harmless since.
    private static let isInitialized = mpg123_init() == MPG123_OK.rawValue

    /// Opens the stream; `firstFrame` is where a frame should start.
    init(_ source: ByteSource, firstFrame: Int) throws {
        guard MP3Reader.isInitialized, let handle = mpg123_new(nil, nil) else {
            throw AudioError.unreadable(path: source.name, reason: "libmpg123 cannot be started")
        }
        self.source = source
        self.firstFrame = firstFrame
        self.handle = handle
        // Skipping ID3 keeps libmpg123 from allocating what a tag claims to hold.
        let flags =
            MPG123_QUIET.rawValue | MPG123_FORCE_FLOAT.rawValue | MPG123_GAPLESS.rawValue
            | MPG123_SKIP_ID3V2.rawValue
        try check(mpg123_param(handle, MPG123_ADD_FLAGS, Int(flags), 0))
        try check(
            mpg123_replace_reader_handle(
                handle,
                { user, target, length in target.map { byteSource(user).read(into: $0, length: length) } ?? 0 },
                { user, offset, whence in off_t(byteSource(user).seek(to: Int(offset), whence: whence)) },
                nil))
        try check(mpg123_open_handle(handle, Unmanaged.passUnretained(source).toOpaque()))
    }

    deinit { mpg123_delete(handle) }

    /// Decodes everything.
    func waveform(maximumDuration: Double) throws -> Waveform {
        var format = try currentFormat()
        let announced = try announcesFrames() ? Int(mpg123_length(handle)) : nil
        var collector = try SampleCollector(
            name: source.name, sampleRate: format.sampleRate, maximumDuration: maximumDuration)
        let block = UnsafeMutableBufferPointer<Float>.allocate(capacity: 32_768)
        defer { block.deallocate() }
        var status = MPG123_OK
        while status != MPG123_DONE {
            var bytes = 0
            let code = mpg123_read(handle, block.baseAddress, block.count * MemoryLayout<Float>.stride, &bytes)
            try source.check()
            status = mpg123_errors(rawValue: code)
            let samples = UnsafeBufferPointer(rebasing: block[..<(bytes / MemoryLayout<Float>.stride)])
            try collector.append(samples, channels: format.channels)
            if status == MPG123_NEW_FORMAT {
                let next = try currentFormat()
                guard next.sampleRate == format.sampleRate else {
                    throw AudioError.damaged(
                        path: source.name,
                        reason: "its sample rate changes from \(format.sampleRate) to \(next.sampleRate) Hz")
                }
                format = next
            } else if status != MPG123_DONE {
                if try isBehindLastFrame(code, announced: announced, decoded: collector.samples.count) { break }
                try check(code)
            }
        }
        if let announced, collector.samples.count < announced {
            throw AudioError.truncated(
                path: source.name,
                detail: "its header announces \(announced) samples, \(collector.samples.count) could be decoded")
        }
        try checkEnd()
        return try collector.waveform()
    }

    private func currentFormat() throws -> (sampleRate: Int, channels: Int) {
        var (rate, channels, encoding) = (0, Int32(0), Int32(0))
        let code = mpg123_getformat(handle, &rate, &channels, &encoding)
        if code == MPG123_DONE.rawValue {
            throw try announcesFrames()
                ? AudioError.truncated(path: source.name, detail: "it ends before the first whole MPEG frame")
                : AudioError.damaged(path: source.name, reason: "no MPEG audio frame was found")
        }
        try check(code)
        guard encoding == MPG123_ENC_FLOAT_32.rawValue else {
            throw AudioError.unreadable(path: source.name, reason: "this libmpg123 does not decode to 32-bit floats")
        }
        return (rate, Int(channels))
    }

    /// Whether a Xing or Info tag in the first frame says how many there are.
    private func announcesFrames() throws -> Bool {
        guard let header = MPEGFrameHeader(try source.bytes(at: firstFrame, length: 4)) else { return false }
        let tag = try source.bytes(at: firstFrame + header.tagOffset, length: 12)
        return tag.count == 12 && (tag.starts(with: "Xing".utf8) || tag.starts(with: "Info".utf8)) && tag[7] & 1 == 1
    }

    /// Whether libmpg123 failed only because there is no further frame.
    ///
    /// Padding and tags that it does not know may be longer than it looks for one. What the file's tag announces must
    /// be decoded, or without such a tag only zeros follow.
    private func isBehindLastFrame(_ code: Int32, announced: Int?, decoded: Int) throws -> Bool {
        guard code == MPG123_ERR.rawValue, mpg123_errcode(handle) == MPG123_RESYNC_FAIL.rawValue else { return false }
        if let announced { return decoded >= announced }
        guard let lastFrame = try lastFrame() else { return false }
        let block = 1 << 16
        return try stride(from: lastFrame.end, to: source.count, by: block).allSatisfy { start in
            try source.bytes(at: start, length: block).allSatisfy { $0 == 0 }
        }
    }

    /// The header of the last frame that was found, and where the frame ends; `nil` if the header does not say.
    private func lastFrame() throws -> (header: MPEGFrameHeader, end: Int)? {
        let start = Int(mpg123_framepos(handle))
        guard let header = MPEGFrameHeader(try source.bytes(at: start, length: 4)), let length = header.frameLength
        else { return nil }
        return (header, start + length)
    }

    /// Refuses a file that ends inside a frame, which libmpg123 takes for the end.
    private func checkEnd() throws {
        guard let (header, end) = try lastFrame() else { return }
        let rest = try source.bytes(at: end, length: 4)
        // What follows the last frame is a tag (ID3v1, APE, Lyrics3) or padding, unless it starts as a frame does.
        let startsFrame = MPEGFrameHeader(rest).map { $0.continues(header) } ?? (rest.count < 4 && rest.first == 0xFF)
        guard end <= source.count, !startsFrame else {
            throw AudioError.truncated(path: source.name, detail: "it ends inside an MPEG frame")
        }
    }

    private func check(_ code: Int32) throws {
        guard code != MPG123_OK.rawValue else { return }
        try source.check()
        throw AudioError.damaged(path: source.name, reason: reason(of: code))
    }

    private func reason(of code: Int32) -> String {
        let error = code == MPG123_ERR.rawValue ? mpg123_errcode(handle) : code
        // It looks behind the end for a second frame.
        if error == MPG123_LSEEK_FAILED.rawValue { return "it holds too few MPEG frames" }
        return mpg123_plain_strerror(error).map { String(cString: $0).withoutFullStop } ?? "libmpg123's error \(error)"
    }
}
