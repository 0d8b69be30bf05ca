import Foundation

@testable import Checkpoint

extension Python {
    /// A NumPy dtype: `numpy.dtype(code, False, True)` with the state that NumPy gives it, unless it lies.
    static func dtype(
        _ code: Python = .text("f4"), order: Python = .text("<"), version: Int = 3,
        subarray: Python = .none, names: Python = .none, fields: Python = .none
    ) -> Python {
        let state: [Python] = [.int(version), order, subarray, names, fields, .int(-1), .int(-1), .int(0)]
        return built(.call(.global("numpy", "dtype"), [code, .bool(false), .bool(true)]), .tuple(state))
    }

    /// A NumPy array of the floats 1, 2, 3, 4, unless it lies.
    static func array(
        shape: [Int], isFortran: Python = .bool(false), dtype: Python = .dtype(), version: Int = 1,
        bytes: Python = .bytes(fourFloats), type: Python = .global("numpy", "ndarray")
    ) -> Python {
        let empty = Python.call(
            .global("numpy.core.multiarray", "_reconstruct"), [type, .tuple([.int(0)]), .bytes([0x62])])
        return built(empty, .tuple([.int(version), .tuple(shape.map(Python.int)), dtype, isFortran, bytes]))
    }

    /// The same as protocol 5 has it.
    static func buffer(
        shape: [Int], order: Python = .text("C"), dtype: Python = .dtype(), bytes: Python = .bytes(fourFloats)
    ) -> Python {
        .call(
            .global("numpy._core.numeric", "_frombuffer"), [bytes, dtype, .tuple(shape.map(Python.int)), order])
    }

    static let fourFloats = ([1, 2, 3, 4] as [Float]).flatMap { littleEndian($0.bitPattern) }

    /// BUILD: `value` with a state.
    static func built(_ value: Python, _ state: Python) -> Python { .opcodes(value.bytes + state.bytes + [0x62]) }
}

/// A file of one pickle.
func pickleFile(_ value: Python) -> Data { Data(pickle(value)) }
