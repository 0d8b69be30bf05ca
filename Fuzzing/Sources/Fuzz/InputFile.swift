import Foundation

/// A file that holds one input after the other, for readers that take only files; in memory where the system has a
/// folder for that.
final class InputFile: Sendable {
    let url: URL
    private let descriptor: Int32

    init() {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = URL(filePath: folder).appending(path: "fuzz-\(UUID().uuidString)").path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        precondition(descriptor >= 0, "\(path) cannot be made")
        // Without a name of its own it goes with the process, however that ends.
        unlink(path)
        url = URL(filePath: "/dev/fd/\(descriptor)")
    }

    func hold(_ data: Data) {
        let written = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        precondition(
            written == data.count && ftruncate(descriptor, off_t(data.count)) == 0, "\(url.path) cannot be written")
    }
}
