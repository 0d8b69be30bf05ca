import CZlib
import Foundation

/// Remembers which storages of a file have had their checksums verified, so that tensors which share one pay once.
final class VerifiedStorages: @unchecked Sendable {
    private let lock = NSLock()
    /// First bytes of storages; guarded by `lock`, which makes the class `Sendable`.
    private var verified: Set<Int> = []

    /// Verifies the storage of a tensor, unless that was done before.
    func verify(_ storage: StorageRecord, of name: String, in file: MappedFile) throws {
        guard let expected = storage.checksum else { return }
        let start = storage.bytes.lowerBound
        if lock.withLock({ verified.contains(start) }) { return }
        // Outside the lock: two threads may both do the work, neither waits.
        guard file.checksum(storage.bytes) == expected else {
            throw file.corrupted("the checksum of the tensor \(name) is wrong")
        }
        _ = lock.withLock { verified.insert(start) }
    }
}

extension MappedFile {
    /// The CRC-32 of ZIP archives, computed by zlib.
    func checksum(_ range: Range<Int>) -> UInt32 {
        let part = UnsafeRawBufferPointer(rebasing: bytes[range])
        return UInt32(truncatingIfNeeded: crc32_z(0, part.bindMemory(to: UInt8.self).baseAddress, part.count))
    }
}
