import Foundation

/// A temporary file that is to take the place of another one; gone with this object if it has not.
///
/// Bytes go to it one by one, so no sound has to be whole before it is written.
final class StagedFile {
    private let path: String
    private let target: String
    private let temporary: String
    private let descriptor: Int32
    private var isTemporary = true
    private(set) var length = 0
    var position = 0
    /// Why fewer bytes were written than there were, once that has happened.
    private(set) var shortWrite: AudioError?

    init(for url: URL) throws {
        guard url.isFileURL else {
            throw AudioError.unwritable(path: url.absoluteString, reason: "only local files can be written")
        }
        path = url.path
        try refuseSpecialFile(at: path)
        let target = try destination(of: url)
        self.target = target.path
        temporary = target.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).tmp").path
        let exists = access(self.target, F_OK) == 0
        guard !exists || access(self.target, W_OK) == 0 else {
            throw AudioError.unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        // From here on the object is complete, so whatever fails, it removes the file.
        guard descriptor >= 0 else { throw failure() }
        var existing = stat()
        if stat(self.target, &existing) == 0 { fchmod(descriptor, existing.st_mode & 0o777) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if isTemporary { unlink(temporary) }
    }

    /// Overwrites or appends at the position; returns how many bytes were written, and keeps why if that is not all.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        var written = 0
        while written < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(position))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                shortWrite = failure()
                break
            }
            (written, position) = (written + count, position + count)
            length = max(length, position)
        }
        return written
    }

    /// Waits until all is on the disk.
    func complete() throws {
        if let shortWrite { throw shortWrite }
        // A network file system may report a full disk only here.
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    func takePlace() throws {
        guard rename(temporary, target) == 0 else { throw failure() }
        isTemporary = false
    }

    private func failure() -> AudioError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
}

/// Refuses a path whose file must not be replaced by an ordinary one, for example `/dev/null`.
private func refuseSpecialFile(at path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"
    throw AudioError.unwritable(path: path, reason: "it is \(kind), not a file")
}
