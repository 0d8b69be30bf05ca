import Foundation

@testable import Checkpoint
@testable import Tensor

/// Reads bytes as files of weights, from memory that ends where they do.
enum CheckpointFuzzing {
    static func read(_ data: Data) {
        allowing(CheckpointError.self) {
            let checkpoint = try Checkpoint(data: data, name: "fuzz")
            // Each by itself: one that cannot be read must not hide the others.
            for name in checkpoint.names.prefix(64) {
                allowing(CheckpointError.self) { _ = try checkpoint.tensor(name) }
            }
        }
    }

    static func readArchive(_ data: Data) { read(ForgedArchive.withTrueChecksums(data)) }

    static func readPickle(_ data: Data) {
        guard let file = try? MappedFile(data, path: "fuzz") else { return }
        allowing(CheckpointError.self) {
            let pickle = try PickleMachine.read(file, 0..<file.count)
            for modules in [StateDictionary.ModuleLayout.tables, .attributes] {
                allowing(CheckpointError.self) {
                    _ = try StateDictionary.tensors(in: pickle, of: file, modules: modules)
                }
            }
        }
        allowing(CheckpointError.self) { _ = try NumPyPickleReader.read(file) }
        allowing(CheckpointError.self) {
            let plain = try PlainPickle(file)
            allowing(CheckpointError.self) { _ = try plain.integers }
            allowing(CheckpointError.self) { _ = try plain.lists }
        }
    }

    /// The magic number, the version 1001 and a dictionary of nothing, each a pickle of protocol 2.
    private static let legacyStart: [UInt8] = [
        0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
        0x80, 2, 0x4D, 0xE9, 0x03, 0x2E, 0x80, 2, 0x7D, 0x2E,
    ]

    static func readLegacy(_ data: Data) { read(Data(legacyStart) + data) }

    static func readHeader(_ data: Data) {
        let length = withUnsafeBytes(of: UInt64(data.count).littleEndian) { Data($0) }
        read(length + data + Data(repeating: 0x3F, count: 64))
    }

    static func readDeflated(_ data: Data) {
        guard data.count >= 4 else { return }
        let size = data.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        read(ForgedArchive.entry("model.pt", Data(data.dropFirst(4)), deflatedFrom: size))
    }

    static func readPacked(_ data: Data) { read(ForgedArchive.entry("model.pt", data)) }

    private static let arrayFile = InputFile()

    static func readArray(_ data: Data) {
        arrayFile.hold(data)
        allowing(TensorError.self) { _ = try Tensor(numPy: arrayFile.url) }
    }
}
