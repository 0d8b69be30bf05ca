import Foundation

/// Bytes that decoders read through their callbacks: a regular file, or memory.
///
/// Every read is clamped to the size that the file had when it was opened, so no decoder can leave it.
/// A file is read, not mapped: a mapped file that shrinks meanwhile would end the process.
final class ByteSource {
    /// The path, or what the caller calls the memory; for messages.
    let name: String
    /// The number of bytes.
    private(set) var count: Int
    /// Where the next read starts.
    private(set) var position = 0
    /// The system's reason for a read that failed: the callbacks of C libraries cannot throw.
    private var failure: String?
    /// Where the first byte lies in the file or the memory.
    private var start = 0
    private let descriptor: Int32
    private let memory: Data

    /// Opens a file.
    init(file url: URL) throws {
        name = url.isFileURL ? url.path : url.absoluteString
        memory = Data()
        guard url.isFileURL else { throw AudioError.unreadable(path: name, reason: "only local files can be read") }
        // Without O_NONBLOCK, opening a named pipe would wait for a writer.
        descriptor = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? AudioError.missingFile(path: name)
                : AudioError.unreadable(path: name, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw AudioError.unreadable(path: name, reason: reason)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"
            throw AudioError.unreadable(path: name, reason: "it is \(kind), not a file")
        }
        count = Int(status.st_size)
    }

    /// Reads from memory.
    init(memory: Data, name: String) {
        self.name = name
        self.memory = memory
        count = memory.count
        descriptor = -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Leaves out some bytes at the beginning, as if they were not there.
    func drop(first bytes: Int) {
        precondition((0...count).contains(bytes) && position == 0, "of \(count) bytes \(bytes) cannot be left out")
        (start, count) = (start + bytes, count - bytes)
    }

    /// Moves the position as `lseek` does; returns it, or −1 if it would be outside.
    func seek(to offset: Int, whence: Int32) -> Int {
        let start = whence == SEEK_CUR ? position : whence == SEEK_END ? count : 0
        let (target, overflow) = start.addingReportingOverflow(offset)
        guard !overflow, (0...count).contains(target) else { return -1 }
        position = target
        return target
    }

    /// Reads up to `length` bytes and moves on; returns how many there were.
    func read(into target: UnsafeMutableRawPointer, length: Int) -> Int {
        let read = copy(from: position, into: target, length: length)
        position += read
        return read
    }

    /// Up to `length` bytes from `offset`, fewer at the end; the position stays.
    ///
    /// - Throws: ``AudioError/unreadable(path:reason:)`` if a read fails.
    func bytes(at offset: Int, length: Int) throws -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            initialized = copy(from: offset, into: base, length: length)
        }
        try check()
        return bytes
    }

    /// Refuses a file of which a read has failed.
    ///
    /// - Throws: ``AudioError/unreadable(path:reason:)``.
    func check() throws {
        if let failure { throw AudioError.unreadable(path: name, reason: failure) }
    }

    private func copy(from offset: Int, into target: UnsafeMutableRawPointer, length: Int) -> Int {
        guard offset >= 0, offset < count, length > 0 else { return 0 }
        let length = min(length, count - offset)
        guard descriptor >= 0 else {
            let first = memory.startIndex + start + offset
            memory.copyBytes(to: target.assumingMemoryBound(to: UInt8.self), from: first..<first + length)
            return length
        }
        var copied = 0
        while copied < length {
            let read = pread(descriptor, target + copied, length - copied, off_t(start + offset + copied))
            if read < 0, errno == EINTR { continue }
            if read < 0 { failure = String(cString: strerror(errno)) }
            if read == 0 { failure = "it became shorter while it was read" }
            if read <= 0 { break }
            copied += read
        }
        return copied
    }
}

/// The source behind a callback's user data; the reader keeps it alive.
func byteSource(_ user: UnsafeMutableRawPointer?) -> ByteSource {
    guard let user else { preconditionFailure("a decoder lost its user data") }
    return Unmanaged<ByteSource>.fromOpaque(user).takeUnretainedValue()
}
