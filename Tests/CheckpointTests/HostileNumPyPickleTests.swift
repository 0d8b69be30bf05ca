import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Pickles of NumPy arrays that lie.
@Suite struct HostileNumPyPickleTests {
    private func open(_ array: Python) throws -> [String: [Float]] {
        try openAll(pickleFile(.dict([("w", array)])))
    }

    private func error(_ array: Python) throws -> CheckpointError? {
        try checkpointError(pickleFile(.dict([("w", array)])))
    }

    @Test func honestOnes() throws {
        #expect(try open(.array(shape: [2, 2])) == ["w": [1, 2, 3, 4]])
        #expect(try open(.array(shape: [2, 2], isFortran: .bool(true))) == ["w": [1, 3, 2, 4]])
        #expect(try open(.buffer(shape: [2, 2])) == ["w": [1, 2, 3, 4]])
        #expect(try open(.buffer(shape: [2, 2], order: .text("F"))) == ["w": [1, 3, 2, 4]])
        #expect(try open(.array(shape: [0, 7], bytes: .bytes([]))) == ["w": []])
        #expect(try open(.array(shape: [], bytes: .bytes(littleEndian(UInt32(0))))) == ["w": [0]])
        #expect(try open(.array(shape: [Int](repeating: 1, count: 62) + [2, 2])) == ["w": [1, 2, 3, 4]])
    }

    @Test(arguments: [
        [3], [5], [], [0], [2, 3], [-1], [-2, -2], [-4, -1], [.max], [.min], [1 << 62, 4], [1 << 32, 1 << 32],
        [0, 1 << 62, 4], [.max, .max, .max], [4, .max, 0], [1 << 61, 1 << 61, 1 << 61],
    ])
    func impossibleShapes(shape: [Int]) throws {
        for array in [
            Python.array(shape: shape), .array(shape: shape, isFortran: .bool(true)), .buffer(shape: shape),
            .buffer(shape: shape, order: .text("F")),
        ] {
            guard case .tensorOutOfBounds(name: "w", path: _, reason: _)? = try error(array) else {
                Issue.record("\(shape) gave \(String(describing: try error(array)))")
                continue
            }
        }
    }

    @Test(arguments: [0, 1, 15, 17, 20]) func wrongByteCounts(count: Int) throws {
        let bytes = Python.bytes([UInt8](repeating: 0, count: count))
        for array in [Python.array(shape: [4], bytes: bytes), .buffer(shape: [4], bytes: bytes)] {
            guard case .tensorOutOfBounds(name: "w", path: _, reason: _)? = try error(array) else {
                Issue.record("\(count) bytes gave \(String(describing: try error(array)))")
                continue
            }
        }
    }

    /// What contradicts NumPy's own way of writing is damage.
    @Test func strangeParts() throws {
        let ones = [Int](repeating: 1, count: 65)
        let bare = Python.call(
            .global("numpy.core.multiarray", "_reconstruct"), [.global("numpy", "ndarray"), .tuple([.int(0)])])
        let shapeless = Python.call(
            .global("numpy._core.numeric", "_frombuffer"), [.bytes(Python.fourFloats), .dtype(), .int(4), .text("C")])
        for array in [
            .array(shape: ones), .buffer(shape: ones), .array(shape: [4], version: 2), bare, shapeless,
            .array(shape: [4], isFortran: .int(0)), .array(shape: [4], type: .text("ndarray")),
            .array(shape: [4], bytes: .list([])), .array(shape: [4], bytes: .none), .array(shape: [4], dtype: .none),
            .array(shape: [4], dtype: .text("f4")), .array(shape: [4], dtype: .dtype(order: .text("="))),
            .array(shape: [4], dtype: .dtype(order: .text("|"))), .array(shape: [4], dtype: .dtype(order: .none)),
            .array(shape: [4], dtype: .dtype(version: 5)), .array(shape: [4], dtype: .array(shape: [4])),
            .array(shape: [4], dtype: .call(.global("numpy", "dtype"), [.text("f4")])),
            .array(shape: [4], dtype: .call(.global("numpy", "dtype"), [])),
            .buffer(shape: [4], order: .text("A")), .buffer(shape: [4], order: .none),
            .buffer(shape: [4], bytes: .int(1)),
            .call(.global("numpy._core.numeric", "_frombuffer"), []),
            .call(.global("numpy._core.multiarray", "_reconstruct"), []),
        ] as [Python] {
            guard case .corrupted(_, let reason)? = try error(array) else {
                Issue.record("\(array) gave \(String(describing: try error(array)))")
                continue
            }
            #expect(reason.hasPrefix("the array w "))
        }
    }

    @Test func otherElements() throws {
        for dtype in [
            Python.dtype(.text("f3")), .dtype(.text("")), .dtype(.text("<f4")), .dtype(.none),
            .dtype(.text("O8"), order: .text("|")), .dtype(subarray: .tuple([])), .dtype(names: .tuple([])),
            .dtype(fields: .dict([])), .dtype(order: .text(">")),
        ] {
            guard case .unsupported? = try error(.array(shape: [4], dtype: dtype)) else {
                Issue.record("\(dtype) was not refused")
                continue
            }
        }
        // Text where the bytes should be, and what protocol 2 writes for bytes.
        let encoded = Python.call(.global("_codecs", "encode"), [.text("abcd"), .text("latin1")])
        for bytes in [Python.text("abcd"), encoded, .call(.global("__builtin__", "bytes"), [])] {
            guard case .unsupported(_, let reason)? = try error(.array(shape: [1], bytes: bytes)) else {
                Issue.record("\(bytes) was not refused")
                continue
            }
            #expect(reason.contains("protocol 2"))
        }
    }

    /// Any name but those that arrays need, called or not.
    @Test func otherNames() throws {
        for (value, name) in [
            (Python.call(.global("os", "system"), [.text("true")]), "os.system"),
            (.global("os", "getcwd"), "os.getcwd"),
            (.call(.global("builtins", "eval"), [.text("1")]), "builtins.eval"),
            (.call(.global("numpy", "load"), [.text("x")]), "numpy.load"), (.global("numpy", "load"), "numpy.load"),
            (.new(.global("somebody.model", "Net"), state: .none), "somebody.model.Net"),
            (.call(.global("torch", "device"), [.text("cpu")]), "torch.device"),
            (.array(shape: [4], type: .global("numpy", "load")), "numpy.load"),
        ] {
            guard
                case .forbiddenGlobal(let found, _)? = try checkpointError(
                    pickleFile(.dict([("w", .array(shape: [4])), ("other", value)])))
            else {
                Issue.record("\(name) was not refused")
                continue
            }
            #expect(found == name)
        }
    }

    @Test func bytesAfterThePickle() throws {
        let file = pickleFile(.dict([("w", .array(shape: [4]))]))
        guard case .corrupted(_, "it has 3 bytes after its pickle")? = try checkpointError(file + [1, 2, 3]) else {
            Issue.record("trailing bytes were not refused")
            return
        }
        // As a damaged file of PyTorch's legacy format has them.
        var legacy = legacyFile(.dict([("t", .tensor(shape: [4], strides: [1]))]))
        legacy[5] ^= 1
        guard case .corrupted? = try checkpointError(legacy) else {
            Issue.record("a wrong magic number was not refused")
            return
        }
    }

    @Test func nestingAndSharing() throws {
        func nested(_ depth: Int) -> Python {
            (0..<depth).reduce(.dict([("w", .array(shape: [4]))])) { inner, _ in .dict([("d", inner)]) }
        }
        #expect(try openAll(pickleFile(nested(60))).keys.first?.hasPrefix("d.d.") == true)
        guard case .corrupted? = try checkpointError(pickleFile(nested(64))) else {
            Issue.record("64 dictionaries in each other were not refused")
            return
        }
        // Each of forty dicts holds the one before twice: 2^40 names.
        var opcodes: [UInt8] = Python.dict([("w", .array(shape: [4]))]).bytes + [0x71, 0]
        for _ in 0..<40 {
            opcodes += [0x7D] + Python.text("a").bytes + [0x68, 0, 0x73] + Python.text("b").bytes + [0x68, 0, 0x73]
            opcodes += [0x71, 0]
        }
        guard case .unsupported? = try checkpointError(pickleFile(.opcodes(opcodes))) else {
            Issue.record("2^40 names were not refused")
            return
        }
        // One array of 64 dimensions under two hundred thousand keys.
        let shape = [Int](repeating: 1, count: 62) + [2, 2]
        var many: [UInt8] = Python.array(shape: shape).bytes + [0x71, 0, 0x30, 0x7D, 0x28]
        for key in 0..<200_000 { many += [0x4A] + littleEndian(Int32(key)) + [0x68, 0] }
        guard case .unsupported? = try checkpointError(pickleFile(.opcodes(many + [0x75]))) else {
            Issue.record("two hundred thousand records of one array were not refused")
            return
        }
    }
}
