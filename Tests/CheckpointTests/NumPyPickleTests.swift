import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Pickles that NumPy wrote (Scripts/goldens/numpy_pickles.py).
@Suite struct NumPyPickleTests {
    private func open(_ name: String) throws -> Checkpoint {
        try Checkpoint(contentsOf: Golden.url("checkpoint/\(name).pkl"))
    }

    /// Every element type, order and nesting, with the module names of NumPy 2 and 1.
    @Test(arguments: ["numpy", "numpy1"], [3, 4, 5])
    func everyElementTypeAndOrder(writer: String, protocol number: Int) throws {
        let checkpoint = try open("\(writer)-protocol\(number)")
        #expect(checkpoint.format == .numPyPickle && checkpoint.format.rawValue == "NumPy pickle")
        try expectEqual(checkpoint, to: try GoldenTensor.table("numpy"))
    }

    /// Bytes lie where the pickle has them: those that are aligned are lent, the others copied.
    @Test func alignedFloatsAreNotCopied() throws {
        for padding in 0..<4 {
            // The key moves the elements by a byte.
            let name = String(repeating: "w", count: 1 + padding)
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "weights.pkl")
                let data = pickleFile(.dict([(name, .array(shape: [2, 2]))]))
                try data.write(to: url)
                let checkpoint = try Checkpoint(contentsOf: url)
                let tensors = try [checkpoint.tensor(name), checkpoint.tensor(name)]
                let addresses = tensors.map { $0.withUnsafeBufferPointer { $0.baseAddress } }
                let start = try #require(data.firstRange(of: Data(Python.fourFloats))).lowerBound
                #expect((addresses[0] == addresses[1]) == start.isMultiple(of: 4))
                #expect(tensors[0].elements == [1, 2, 3, 4])
            }
        }
    }

    @Test func protocol2SaysWhatToDo() throws {
        let error = #expect(throws: CheckpointError.self) { try open("numpy-protocol2") }
        let text = error?.description ?? ""
        #expect(
            text.contains("numpy-protocol2.pkl cannot be used: the array ") && text.contains("save it with protocol 3"))
    }

    @Test(arguments: [
        ("object", "the array odd holds Python objects (dtype O8)"), ("structured", "the array odd holds structured"),
        ("text", "the array odd holds strings (dtype U2)"), ("bytes", "the array odd holds strings (dtype S2)"),
        ("time", "the array odd holds times (dtype M8)"), ("bigendian", "the array odd is big-endian"),
        ("longdouble", "the array odd holds elements of an unknown type (dtype f16)"),
        ("matrix", "the array odd is a numpy.matrix"),
    ])
    func whatIsNoTensor(name: String, reason: String) throws {
        let error = #expect(throws: CheckpointError.self) { try open("numpy-\(name)") }
        guard case .unsupported(_, let found)? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(found.hasPrefix(reason))
    }

    @Test func complexNumbersSpoilOnlyTheirTensor() throws {
        let checkpoint = try open("numpy-complex")
        #expect(try checkpoint.tensor("real").elements == [1])
        #expect(throws: CheckpointError.self) { try checkpoint.tensor("complex") }
    }

    @Test(arguments: [("system", "posix.system"), ("eval", "builtins.eval")])
    func nothingIsCalled(file: String, name: String) throws {
        let url = Golden.url("checkpoint/numpy-evil-\(file).pkl")
        #expect(throws: CheckpointError.forbiddenGlobal(name: name, path: url.path)) { try Checkpoint(contentsOf: url) }
    }

    @Test func theLastOfEqualKeysCounts() throws {
        let file = pickleFile(
            .dict([("w", .array(shape: [4])), ("w", .buffer(shape: [1], bytes: .bytes(littleEndian(UInt32(0)))))]))
        #expect(try openAll(file) == ["w": [0]])
    }

    @Test func nothingNamedIsAnError() throws {
        for (value, kind) in [
            (Python.none, "None"), (.int(1), "an integer"), (.list([.array(shape: [4])]), "a list"),
            (.dict([]), "a dictionary"), (.array(shape: [4]), "an object of numpy.core.multiarray._reconstruct"),
            (.dict([("a", .list([.array(shape: [4])]))]), "a dictionary"), (.text("weights"), "a text"),
        ] {
            guard case .notACheckpoint(_, let reason)? = try checkpointError(pickleFile(value)) else {
                Issue.record("\(value) was not refused")
                continue
            }
            #expect(reason == "its pickle holds no NumPy arrays with names; it is \(kind)")
        }
    }
}
