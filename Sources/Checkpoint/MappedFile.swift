import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file mapped into memory for reading, for as long as this object lives; or a file packed inside one.
///
/// Nothing is read until it is touched, and pages are shared between processes. As with every mapping, a file that is
/// cut short in place while it is mapped ends the process; replacing it by a rename, as ``Checkpoint`` writes, is safe.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// The whole file, never empty; the memory is read-only, which makes the class `Sendable`.
    let bytes: UnsafeRawBufferPointer
    /// The mapping that `bytes` are a part of, if they are no memory of their own.
    private let whole: MappedFile?
    /// Whether this file is packed inside another.
    let isPart: Bool
    /// Whether the memory is a file's, so that the system can read it again.
    private let isBacked: Bool

    var count: Int { bytes.count }

    init(contentsOf url: URL) throws {
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
        (whole, isPart, isBacked) = (nil, false, true)
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
        (self.whole, isPart, isBacked) = (whole, true, false)
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
        (whole, isPart, isBacked) = (nil, true, false)
        // From here on `deinit` runs, whatever is thrown.
        try fill(UnsafeMutableRawBufferPointer(start: base, count: count))
        mprotect(base, count, PROT_READ)
    }

    /// Gives back the memory of what was read so far; what is read again comes from the file again.
    func forget() {
        if let whole { return whole.forget() }
        if isBacked { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED) }
    }

    deinit {
        if whole == nil { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
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
