import Foundation

/// A file that holds one input after the other, for readers that take only files; in memory where the system has a
/// folder for that.
final class InputFile: Sendable {
    let url: URL
    private let descriptor: Int32

    init() {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        url = URL(filePath: folder).appending(path: "fuzz-\(getpid())")
        descriptor = open(url.path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    }

    func hold(_ data: Data) {
        let written = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        precondition(
            written == data.count && ftruncate(descriptor, off_t(data.count)) == 0, "\(url.path) cannot be written")
    }
}
