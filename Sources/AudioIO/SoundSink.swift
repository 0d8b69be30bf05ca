import Foundation

/// Where libsndfile writes a file's bytes, through its callbacks.
protocol SoundSink: AnyObject {
    /// How many bytes there are.
    var length: Int { get }
    /// Where the next byte goes; within the length, or behind its last.
    var position: Int { get set }

    /// Overwrites or appends at the position, and moves it; returns how many bytes were written.
    func write(_ source: UnsafeRawBufferPointer) -> Int
}

extension SoundSink {
    /// Moves the position as `lseek` does; returns it, or −1 if it would be outside.
    func seek(to offset: Int, whence: Int32) -> Int {
        let start = whence == SEEK_CUR ? position : whence == SEEK_END ? length : 0
        guard (0...length).contains(start + offset) else { return -1 }
        position = start + offset
        return position
    }
}

/// A file in memory.
final class MemorySink: SoundSink {
    private(set) var bytes: [UInt8] = []
    var position = 0
    var length: Int { bytes.count }

    func write(_ source: UnsafeRawBufferPointer) -> Int {
        let overlap = min(source.count, bytes.count - position)
        bytes.replaceSubrange(position..<position + overlap, with: source)
        position += source.count
        return source.count
    }
}

extension StagedFile: SoundSink {}
