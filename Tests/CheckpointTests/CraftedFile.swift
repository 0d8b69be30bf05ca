import Foundation
import TestSupport

@testable import Checkpoint

/// A Python value, to be pickled with protocol 2 as an attacker might.
indirect enum Python {
    case none
    case bool(Bool)
    case int(Int)
    case text(String)
    /// As protocol 3 writes them.
    case bytes([UInt8])
    case tuple([Python])
    case list([Python])
    case dict([(String, Python)])
    case global(String, String)
    /// `callable(*arguments)`.
    case call(Python, [Python])
    /// `class.__new__(class)` with a state.
    case new(Python, state: Python)
    case persistent([Python])
    /// Opcodes as they are.
    case opcodes([UInt8])

    /// The opcodes that push this value.
    var bytes: [UInt8] {
        switch self {
        case .none: [0x4E]
        case .bool(let value): [value ? 0x88 : 0x89]
        case .bytes(let bytes): [0x42] + littleEndian(UInt32(bytes.count)) + bytes
        case .int(let value): [0x8A, 8] + littleEndian(UInt64(bitPattern: Int64(value)))
        case .text(let text): [0x58] + littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
        case .tuple(let items): [0x28] + items.flatMap(\.bytes) + [0x74]
        case .list(let items): [0x5D, 0x28] + items.flatMap(\.bytes) + [0x65]
        case .dict(let entries):
            [0x7D, 0x28] + entries.flatMap { Python.text($0.0).bytes + $0.1.bytes } + [0x75]
        case .global(let module, let name): Array("c\(module)\n\(name)\n".utf8)
        case .call(let callable, let arguments): callable.bytes + Python.tuple(arguments).bytes + [0x52]
        case .new(let type, let state): type.bytes + [0x29, 0x81] + state.bytes + [0x62]
        case .persistent(let identifier): Python.tuple(identifier).bytes + [0x51]
        case .opcodes(let bytes): bytes
        }
    }

    /// A tensor over the storage that `legacyFile` writes, of 4 floats unless it lies.
    static func tensor(
        shape: [Int], strides: [Int], offset: Int = 0, storageCount: Int = 4, key: String = "0",
        type: String = "FloatStorage"
    ) -> Python {
        let storage = Python.persistent(
            [.text("storage"), .global("torch", type), .text(key), .text("cpu"), .int(storageCount), .none])
        return .call(
            .global("torch._utils", "_rebuild_tensor_v2"),
            [storage, .int(offset), .tuple(shape.map(Python.int)), .tuple(strides.map(Python.int))])
    }

    /// A module with the given children.
    static func module(_ parameters: [(String, Python)], children: [(String, Python)] = []) -> Python {
        .new(
            .global("somebody.model", "Net"),
            state: .dict([("_parameters", .dict(parameters)), ("_modules", .dict(children))]))
    }
}

func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

func pickle(_ value: Python) -> [UInt8] {
    [0x80, 2] + value.bytes + [0x2E]
}

/// A legacy file of an object and one storage "0" with the floats 1, 2, 3, 4.
func legacyFile(_ object: Python, storedCount: Int64 = 4) -> Data {
    var bytes: [UInt8] = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    bytes += pickle(.int(1001)) + pickle(.dict([])) + pickle(object) + pickle(.list([.text("0")]))
    bytes += littleEndian(storedCount) + ([1, 2, 3, 4] as [Float]).flatMap { littleEndian($0.bitPattern) }
    return Data(bytes)
}

/// Opens a file of these bytes and hands out every tensor; the mapping outlives the file.
@discardableResult
func openAll(_ data: Data, in folder: URL) throws -> [String: [Float]] {
    let url = folder.appending(path: UUID().uuidString)
    try data.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let checkpoint = try Checkpoint(contentsOf: url)
    return Dictionary(
        uniqueKeysWithValues: try checkpoint.names.map { ($0, try checkpoint.tensor($0).elements) })
}

/// As above, in a folder of its own.
@discardableResult
func openAll(_ data: Data) throws -> [String: [Float]] {
    try withTemporaryFolder { try openAll(data, in: $0) }
}

/// The error of opening these bytes, or `nil` if there is none.
func checkpointError(_ data: Data) throws -> CheckpointError? {
    do {
        try openAll(data)
        return nil
    } catch let error as CheckpointError {
        return error
    }
}

/// The entries of a ZIP archive under `Fixtures/goldens/torchscript`, inflated.
func entries(of file: String) throws -> [String: Data] {
    let archive = try ZIPArchive(try MappedFile(contentsOf: Golden.url("torchscript/\(file)")))
    var result: [String: Data] = [:]
    for (name, entry) in archive.entries where entry.size > 0 {
        let unpacked = try archive.unpacked(name)
        result[name] = withExtendedLifetime(unpacked) { Data(unpacked.bytes) }
    }
    return result
}

/// A ZIP archive of these entries.
func archive(_ entries: [String: Data], deflated: Bool = false) -> Data {
    var writer = ArchiveWriter()
    for (name, data) in entries.sorted(by: { $0.key < $1.key }) { writer.add(name, data, deflated: deflated) }
    return writer.finished()
}
