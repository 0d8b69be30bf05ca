import Foundation
import TestSupport
import Testing

@testable import Checkpoint

@Suite struct PickleMachineTests {
    private func run(_ bytes: [UInt8]) throws -> Pickle {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "pickle")
            try Data(bytes).write(to: url)
            return try PickleMachine.read(try MappedFile(contentsOf: url), 0..<bytes.count)
        }
    }

    @Test func integers() throws {
        func integer(_ opcodes: [UInt8]) throws -> Int? {
            if case .integer(let value) = try run(opcodes + [0x2E]).root { value } else { nil }
        }
        #expect(try integer([0x4B, 200]) == 200)
        #expect(try integer([0x4D, 0xE9, 3]) == 1001)
        #expect(try integer([0x4A, 0xFE, 0xFF, 0xFF, 0xFF]) == -2)
        #expect(try integer([0x8A, 0]) == 0)
        #expect(try integer([0x8A, 1, 0x80]) == -128)
        #expect(try integer([0x8A, 2, 0x80, 0]) == 128)
        #expect(try integer([0x8A, 8] + [UInt8](repeating: 0xFF, count: 7) + [0x7F]) == Int.max)
        #expect(try integer([0x8B, 2, 0, 0, 0, 0, 0xFF]) == -256)
        #expect(try integer([0x8A, 9] + [UInt8](repeating: 1, count: 9)) == nil)
    }

    @Test func protocol4() throws {
        // pickle.dumps({"a": [1.5, b"xy", None], "b": ("c", True)}, protocol=4)
        let bytes: [UInt8] =
            [0x80, 4, 0x95, 0x27, 0, 0, 0, 0, 0, 0, 0, 0x7D, 0x94, 0x28, 0x8C, 1, 0x61, 0x94, 0x5D, 0x94, 0x28, 0x47]
            + [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0x43, 2, 0x78, 0x79, 0x94, 0x4E, 0x65, 0x8C, 1, 0x62, 0x94, 0x8C, 1, 0x63]
            + [0x94, 0x88, 0x86, 0x94, 0x75, 0x2E]
        let pickle = try run(bytes)
        let list = try #require(pickle.value("a", in: pickle.root).flatMap(pickle.items))
        #expect(list.count == 3)
        guard case .float(1.5) = list[0], case .bytes(32..<34) = list[1], case .none = list[2] else {
            Issue.record("the list is \(list)")
            return
        }
        let tuple = try #require(pickle.value("b", in: pickle.root).flatMap(pickle.items))
        guard tuple.count == 2, case .text("c") = tuple[0], case .bool(true) = tuple[1] else {
            Issue.record("the tuple is \(tuple)")
            return
        }
        #expect(pickle.end == bytes.count)
    }

    @Test func protocol5() throws {
        // pickle.dumps(bytearray(b"xy"), protocol=5), without its frame.
        guard case .bytes(11..<13) = try run([0x80, 5, 0x96, 2, 0, 0, 0, 0, 0, 0, 0, 0x78, 0x79, 0x94, 0x2E]).root
        else {
            Issue.record("a bytearray is not its bytes")
            return
        }
    }

    // What is compared at every call or for every key can be repeated for two bytes.
    @Test func namesAndKeysHaveALimit() throws {
        func named(_ length: Int) -> [UInt8] {
            Python.global("module", String(repeating: "a", count: length - 6)).bytes + [0x2E]
        }
        func keyed(_ length: Int) -> [[UInt8]] {
            let key = Python.text(String(repeating: "é", count: length / 2)).bytes
            let pair = [0x28] + key + [0x4E, 0x74]
            return [
                [0x7D] + key + [0x4E, 0x73, 0x2E], [0x7D, 0x28] + key + [0x4E, 0x75, 0x2E],
                [0x28] + key + [0x4E, 0x64, 0x2E],
                Python.global("collections", "OrderedDict").bytes + [0x5D] + pair + [0x61, 0x85, 0x52, 0x2E],
            ]
        }
        _ = try run(named(1000))
        #expect("\(try #require(throws: CheckpointError.self) { try run(named(1001)) })".contains("by 1001 bytes"))
        for pickle in keyed(1000) { #expect(try run(pickle).entries(try run(pickle).root)?.count == 1) }
        for pickle in keyed(1002) {
            #expect("\(try #require(throws: CheckpointError.self) { try run(pickle) })".contains("a key of 1002 bytes"))
        }
    }

    @Test func theMemoMayHaveGaps() throws {
        // 7 at 3 and at 0, 8 at 1, 9 at 2, 5 at 3 instead of 7; then 4 by MEMOIZE, which counts four.
        let store: [UInt8] = [0x4B, 7, 0x71, 3, 0x71, 0, 0x30, 0x4B, 8, 0x71, 1, 0x30, 0x4B, 9, 0x71, 2, 0x30]
        let again: [UInt8] = [0x4B, 5, 0x72, 3, 0, 0, 0, 0x30, 0x4B, 4, 0x94, 0x30]
        let recall = [0, 1, 2, 3, 4].flatMap { [0x68, $0] as [UInt8] }
        let pickle = try run(store + [0x28] + again + recall + [0x74, 0x2E])
        let items = try #require(pickle.items(pickle.root)).map { item -> Int? in
            if case .integer(let value) = item { value } else { nil }
        }
        #expect(items == [7, 8, 9, 5, 4])
        #expect(throws: CheckpointError.self) { try run(store + [0x68, 4, 0x2E]) }
        #expect(throws: CheckpointError.self) { try run([0x4E, 0x72, 0xFF, 0xFF, 0xFF, 0xFF, 0x68, 0, 0x2E]) }
    }

    @Test func marksAndStack() throws {
        // ((1, 2), then POP_MARK, POP of a mark, DUP.
        let pickle = try run([0x4B, 1, 0x28, 0x4B, 2, 0x4B, 3, 0x31, 0x28, 0x30, 0x32, 0x86, 0x2E])
        let items = try #require(pickle.items(pickle.root))
        guard items.count == 2, case .integer(1) = items[0], case .integer(1) = items[1] else {
            Issue.record("the tuple is \(items)")
            return
        }
    }

    @Test func setsAndSharedLists() throws {
        // A list that was put in the memo and appended to afterwards is one list.
        let pickle = try run([0x5D, 0x71, 0, 0x68, 0, 0x4B, 7, 0x61, 0x86, 0x2E])
        let items = try #require(pickle.items(pickle.root))
        #expect(items.compactMap(pickle.items).map(\.count) == [1, 1])
        #expect(try run([0x8F, 0x28, 0x4B, 1, 0x4B, 2, 0x90, 0x2E]).objects.count == 1)
        #expect(try run([0x28, 0x4B, 1, 0x91, 0x2E]).objects.count == 1)
    }

    @Test(
        arguments: [
            [0x2E], [0x30, 0x2E], [0x74, 0x2E], [0x85, 0x2E], [0x28, 0x4B, 1, 0x85, 0x4B, 1], [0x28, 0x32, 0x2E],
            [0x28, 0x2E], [0x4B, 1, 0x28, 0x2E], [0x7D, 0x28, 0x4B, 1, 0x75, 0x2E], [0x4B, 1, 0x4B, 1, 0x61, 0x2E],
            [0x5D, 0x4B, 1, 0x4B, 1, 0x73, 0x2E], [0x68, 0, 0x2E], [0x71, 0, 0x2E], [0x94, 0x2E],
            [0x4B, 1, 0x29, 0x52],
            [0x29, 0x29, 0x52, 0x2E], [0x29, 0x29, 0x81, 0x2E], [0x4B, 1, 0x4B, 1, 0x62, 0x2E], [0x29, 0x51, 0x2E],
            [0x4B, 1, 0x51, 0x2E], [0x4B, 1, 0x4B, 1, 0x93, 0x2E], [0x80, 6, 0x4E, 0x2E], [0x80, 1, 0x4E, 0x2E],
            [0x8B, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E], [0x8B, 0xFF, 0xFF, 0xFF, 0x7F, 0x2E], [0x54, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x58, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E], [0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x2E],
            [0x8E, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x2E], [0x95, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0x2E], [0x63, 0x61, 0x0A, 0x62],
            // Opcodes that only protocols 0 and 1 have, extensions, and none at all.
            [0x28, 0x69, 0x61, 0x0A, 0x62, 0x0A, 0x2E], [0x28, 0x6F, 0x2E], [0x82, 1, 0x2E], [0x50, 0x61, 0x0A, 0x2E],
            // Buffers that lie outside the pickle.
            [0xFF], [0x97, 0x2E], [0x4E, 0x98, 0x2E], [0x96, 1, 0, 0, 0, 0, 0, 0, 0x80, 0x2E],
        ] as [[UInt8]])
    func malformed(opcodes: [UInt8]) {
        #expect(throws: CheckpointError.self) { try run(opcodes) }
    }

    @Test func depthCostsNoStack() throws {
        // Half a million tuples, each in the next, and as many lists.
        let count = 500_000
        #expect(try run([0x29] + [UInt8](repeating: 0x85, count: count) + [0x2E]).objects.count == count + 1)
        let lists = [UInt8](repeating: 0x5D, count: count / 2) + [UInt8](repeating: 0x61, count: count / 2 - 1)
        #expect(try run(lists + [0x2E]).objects.count == count / 2)
    }

    @Test func workIsBounded() throws {
        #expect(throws: CheckpointError.self) { try run([UInt8](repeating: 0x5D, count: 3_000_000)) }
        // A list of 20 000 items, copied into a set again and again.
        var bytes: [UInt8] = [0x5D, 0x28] + [UInt8](repeating: 0x4E, count: 20_000) + [0x65, 0x85, 0x71, 0, 0x30]
        for _ in 0..<20_000 { bytes += Array("c__builtin__\nset\n".utf8) + [0x68, 0, 0x52] }
        #expect(throws: CheckpointError.self) { try run(bytes + [0x2E]) }
    }
}
