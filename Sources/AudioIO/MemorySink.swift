import Foundation

/// A file in memory that libsndfile writes through its callbacks.
final class MemorySink {
    private(set) var bytes: [UInt8] = []
    private(set) var position = 0

    /// Moves the position as `lseek` does; returns it, or −1 if it would be outside.
    func seek(to offset: Int, whence: Int32) -> Int {
        let start = whence == SEEK_CUR ? position : whence == SEEK_END ? bytes.count : 0
        guard (0...bytes.count).contains(start + offset) else { return -1 }
        position = start + offset
        return position
    }

    /// Overwrites or appends at the position.
    func write(_ source: UnsafeRawBufferPointer) {
        let overlap = min(source.count, bytes.count - position)
        bytes.replaceSubrange(position..<position + overlap, with: source)
        position += source.count
    }
}

/// The sink behind a callback's user data; the writer keeps it alive.
func memorySink(_ user: UnsafeMutableRawPointer?) -> MemorySink {
    guard let user else { preconditionFailure("libsndfile lost its user data") }
    return Unmanaged<MemorySink>.fromOpaque(user).takeUnretainedValue()
}
