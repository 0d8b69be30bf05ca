import Foundation

// Foundation's atomic writing does the same, but hides the system's reason for a failure.

/// Writes `data` to a temporary file in the folder of `url` and gives it the name; on any failure, an existing file is
/// as it was and the temporary file is gone.
///
/// A symbolic link is followed, the permissions of a file that is replaced are kept, and one that may not be written is
/// not replaced either. Only regular files are replaced, never a folder or a device.
///
/// - Throws: ``AudioError/unwritable(path:reason:)``.
package func writeAtomically(_ data: Data, to url: URL) throws {
    func failure() -> AudioError { .unwritable(path: url.path, reason: String(cString: strerror(errno))) }
    try refuseSpecialFile(at: url.path)
    let target = url.resolvingSymlinksInPath()
    if access(target.path, F_OK) == 0 {
        guard access(target.path, W_OK) == 0 else { throw failure() }
    }
    let temporary = target.deletingLastPathComponent().appending(path: ".\(UUID().uuidString).tmp").path
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    do {
        defer { close(descriptor) }
        var existing = stat()
        if stat(target.path, &existing) == 0 { fchmod(descriptor, existing.st_mode & 0o777) }
        try data.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure() }
                written += count
            }
        }
        // A network file system may report a full disk only here.
        guard fsync(descriptor) == 0 else { throw failure() }
        guard rename(temporary, target.path) == 0 else { throw failure() }
    } catch {
        unlink(temporary)
        throw error
    }
}

/// Refuses a path whose file must not be replaced by an ordinary one, for example `/dev/null`.
private func refuseSpecialFile(at path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"
    throw AudioError.unwritable(path: path, reason: "it is \(kind), not a file")
}
