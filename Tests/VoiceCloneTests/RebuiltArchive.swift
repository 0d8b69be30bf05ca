import Foundation
import Tensor
import TestSupport
import Testing

@testable import Checkpoint

/// A TorchScript archive at full size, put together from what is committed of it: everything that PyTorch wrote but the
/// storages, which are too large, and their checksums (Scripts/goldens/torchscript.py).
struct RebuiltArchive {
    /// A storage: which tensor it holds, and how that was made if it is random.
    private struct Storage: Decodable {
        var entry: String
        var bytes: Int
        var checksum: UInt32
        /// Absent from the counters of batch normalisation, which are zero.
        var tensor: String?
        var seed: UInt64?
        var index: UInt32?
        var centre: Float?
        var width: Float?
    }

    /// The archive that PyTorch wrote, but for the compression and the places of its entries.
    let data: Data

    /// - Parameters:
    ///   - skeleton: A file under `Fixtures/goldens/torchscript`.
    ///   - weights: Where the tensors are that are not random.
    init(skeleton: String, weights: Checkpoint? = nil) throws {
        let archive = try ZIPArchive(try MappedFile(contentsOf: Golden.url("torchscript/\(skeleton)")))
        var writer = ArchiveWriter()
        func contents(_ name: String) throws -> Data {
            let file = try archive.unpacked(name)
            return withExtendedLifetime(file) { Data(file.bytes) }
        }
        for name in archive.entries.keys.sorted() where name != "storages.json" {
            writer.add(name, try contents(name))
        }
        let table = try JSONDecoder().decode([Storage].self, from: try contents("storages.json"))
        for storage in table {
            let contents = try Self.contents(of: storage, weights)
            // So the weights are bit for bit those that PyTorch computed with.
            try #require(ArchiveWriter.checksum(of: contents) == storage.checksum, "\(storage.entry)")
            writer.add(storage.entry, contents)
        }
        data = writer.finished()
    }

    private static func contents(of storage: Storage, _ weights: Checkpoint?) throws -> Data {
        guard let name = storage.tensor else { return Data(count: storage.bytes) }
        if let seed = storage.seed {
            return random(
                storage.bytes / 4, seed: seed, index: try #require(storage.index),
                centre: try #require(storage.centre), width: try #require(storage.width))
        }
        return try #require(weights).tensor(name).withUnsafeBufferPointer { Data(buffer: $0) }
    }

    /// Number k is centre + width · ((w >> 8) − 2²³) / 2²³ in single precision, where w is word k mod 4 of the counter
    /// (k div 4, index, 0, 0).
    private static func random(_ count: Int, seed: UInt64, index: UInt32, centre: Float, width: Float) -> Data {
        let philox = Philox(seed: seed)
        let blocks = (count + 3) / 4
        let values = [Float](unsafeUninitializedCapacity: 4 * blocks) { values, written in
            // Seven million calls for the largest of networks, and a test is not optimised.
            let base = UncheckedPointer(values.baseAddress)
            Parallel.forEach((blocks + 4095) / 4096) { part, _ in
                guard let values = base.pointer else { return }
                for block in part * 4096..<min((part + 1) * 4096, blocks) {
                    let words = philox(SIMD4(UInt32(block), index, 0, 0))
                    for lane in 0..<4 {
                        let unit = Float(Int32(words[lane] >> 8) - 8_388_608) / 8_388_608
                        values[4 * block + lane] = centre + width * unit
                    }
                }
            }
            written = 4 * blocks
        }
        return values.withUnsafeBufferPointer { Data(buffer: UnsafeBufferPointer(rebasing: $0.prefix(count))) }
    }

    private struct UncheckedPointer: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<Float>?
        init(_ pointer: UnsafeMutablePointer<Float>?) { self.pointer = pointer }
    }
}
