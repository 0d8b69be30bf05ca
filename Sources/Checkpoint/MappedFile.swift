import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file mapped into memory for reading, for as long as this object lives; or one packed inside it, or never on a
/// disk.
///
/// Nothing is read until it is touched, and pages are shared between processes. As with every mapping, a file that is
/// cut short in place while it is mapped ends the process; replacing it by a rename, as ``Checkpoint`` writes, is safe.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// The whole file, never empty; the memory is read-only, which makes the class `Sendable`.
    let bytes: UnsafeRawBufferPointer
    /// Whether this file is packed inside another.
    let isPart: Bool
    private let memory: Memory

    private enum Memory {
        /// Mapped from a file, so that the system can read it again.
        case file
        /// Mapped from nothing.
        case anonymous
        /// From `malloc`, to the byte: a checker of memory sees who reads beyond it.
        case allocated
        /// A part of another file's.
        case part(of: MappedFile)
    }

    var count: Int { bytes.count }

    init(contentsOf url: URL) throws {
        guard url.isFileURL else {
            throw CheckpointError.unreadable(path: url.absoluteString, reason: "only local files can be read")
        }
        path = url.path
        // O_NONBLOCK, so that opening a named pipe does not wait for a writer; it means nothing to a regular file.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw CheckpointError.missingFile(path: path) }
            throw CheckpointError.unreadable(path: path, reason: Self.systemReason())
        }
        // The mapping keeps the file open by itself.
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw CheckpointError.unreadable(path: path, reason: Self.systemReason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CheckpointError.unreadable(path: path, reason: "it is not a regular file")
        }
        let count = Int(status.st_size)
        // mmap refuses a length of zero.
        guard count > 0 else { throw CheckpointError.emptyFile(path: path) }
        guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw CheckpointError.unreadable(path: path, reason: Self.systemReason())
        }
        bytes = UnsafeRawBufferPointer(start: base, count: count)
        (isPart, memory) = (false, .file)
    }

    /// A file that was never on a disk; its bytes are copied.
    ///
    /// - Parameter path: What it is called.
    init(_ data: Data, path: String) throws {
        self.path = path
        guard !data.isEmpty else { throw CheckpointError.emptyFile(path: path) }
        // As malloc aligns, so that floats are handed out in place as from a file.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 16)
        copy.copyBytes(from: data)
        bytes = UnsafeRawBufferPointer(copy)
        (isPart, memory) = (false, .allocated)
    }

    /// A file that lies inside another as it is.
    ///
    /// - Parameters:
    ///   - range: Where it lies; not empty.
    ///   - whole: The other file.
    ///   - name: What it is called in there.
    init(_ range: Range<Int>, of whole: MappedFile, named name: String) throws {
        path = "\(whole.path): \(name)"
        guard !range.isEmpty else { throw CheckpointError.emptyFile(path: path) }
        bytes = UnsafeRawBufferPointer(rebasing: whole.bytes[range])
        (isPart, memory) = (true, .part(of: whole))
    }

    /// A file that lies inside another in some other form.
    ///
    /// - Parameters:
    ///   - count: Its length. The system gives the memory page by page, as `fill` touches it.
    ///   - path: What it is called.
    ///   - fill: Writes all of its bytes.
    init(count: Int, path: String, fill: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
        self.path = path
        guard count > 0 else { throw CheckpointError.emptyFile(path: path) }
        let flags = MAP_PRIVATE | MAP_ANON
        guard let base = mmap(nil, count, PROT_READ | PROT_WRITE, flags, -1, 0), base != MAP_FAILED else {
            throw CheckpointError.unreadable(path: path, reason: Self.systemReason())
        }
        bytes = UnsafeRawBufferPointer(start: base, count: count)
        (isPart, memory) = (true, .anonymous)
        // From here on `deinit` runs, whatever is thrown.
        try fill(UnsafeMutableRawBufferPointer(start: base, count: count))
        mprotect(base, count, PROT_READ)
    }

    /// Gives back the memory of what was read so far; what is read again comes from the file again.
    func forget() {
        switch memory {
        case .part(let whole): whole.forget()
        case .file: madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED)
        case .anonymous, .allocated: break
        }
    }

    deinit {
        switch memory {
        case .file, .anonymous: munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        case .allocated: bytes.deallocate()
        case .part: break
        }
    }

    private static func systemReason() -> String { String(cString: strerror(errno)) }
}

extension MappedFile {
    func truncated(_ reason: String) -> CheckpointError { .truncated(path: path, reason: reason) }
    func corrupted(_ reason: String) -> CheckpointError { .corrupted(path: path, reason: reason) }
    func unsupported(_ reason: String) -> CheckpointError { .unsupported(path: path, reason: reason) }

    /// Whether the file has these bytes at `offset`.
    func holds(_ expected: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset <= count, expected.count <= count - offset else { return false }
        return bytes[offset..<offset + expected.count].elementsEqual(expected)
    }

    /// The text of `range`, which must lie in the file; what is not UTF-8 becomes U+FFFD.
    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
