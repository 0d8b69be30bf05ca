import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Pickles that ask for more than data.
@Suite struct ForbiddenGlobalTests {
    // A name may have commands for the terminal that a message is shown on.
    @Test func messagesHaveNoControlCharacters() throws {
        let call = Python.call(.global("evil\u{1B}[2K\rAll\u{202E} models\u{2028} verified", "x"), [])
        let error = try #require(try checkpointError(legacyFile(.dict([("w", call)]))))
        #expect("\(error)".contains("evil\u{FFFD}[2K\u{FFFD}All\u{FFFD} models\u{FFFD} verified.x, which no table"))
        #expect("\(error)".unicodeScalars.allSatisfy { $0.value >= 32 })
    }

    @Test func messagesAreNoLongerThanAScreen() {
        let name = String(repeating: "we\u{301}ght", count: 1000)
        let error = CheckpointError.tensorOutOfBounds(name: name, path: "model.pt", reason: "it has no shape")
        #expect("\(error)".unicodeScalars.count == 1801)
        #expect("\(error)".hasPrefix("model.pt: the tensor we\u{301}ght"))
        #expect("\(error)".hasSuffix("impossible: it has no shape. Fetch the file again with `make models`."))
    }

    @Test(arguments: ["zip", "legacy"], [("system", "posix.system"), ("eval", "__builtin__.eval")])
    func whatPythonPickles(container: String, evil: (file: String, name: String)) throws {
        let url = Golden.url("checkpoint/evil-\(evil.file)-\(container).pt")
        #expect(throws: CheckpointError.forbiddenGlobal(name: evil.name, path: url.path)) {
            try Checkpoint(contentsOf: url)
        }
    }

    @Test(arguments: ["zip", "legacy"])
    func aFunctionOfPyTorchIsNotCalledEither(container: String) throws {
        let url = Golden.url("checkpoint/evil-load-\(container).pt")
        #expect(throws: CheckpointError.forbiddenGlobal(name: "torch.serialization.load", path: url.path)) {
            try Checkpoint(contentsOf: url)
        }
    }

    /// The name of the forbidden global in a file that also has a good tensor.
    private func forbidden(_ value: Python) throws -> String? {
        let file = legacyFile(.dict([("t", .tensor(shape: [4], strides: [1])), ("other", value)]))
        guard case .forbiddenGlobal(let name, _)? = try checkpointError(file) else { return nil }
        return name
    }

    // No attack, but not read either: the message says what to do instead.
    @Test func tensorsOfOtherKindsAreRefusedByName() throws {
        for name in ["_rebuild_tensor_v3", "_rebuild_sparse_tensor"] {
            let call = Python.call(.global("torch._utils", name), [])
            let file = legacyFile(.dict([("t", .tensor(shape: [4], strides: [1])), ("other", call)]))
            guard case .unsupported(_, let reason)? = try checkpointError(file) else {
                Issue.record("\(name) is not refused as it should be")
                continue
            }
            #expect(reason.contains(name) && reason.contains("float32"))
        }
    }

    @Test func theNameAloneIsRefused() throws {
        #expect(try forbidden(.global("os", "getcwd")) == "os.getcwd")
        #expect(try forbidden(.global("os.path", "join")) == "os.path.join")
        #expect(try forbidden(.global("builtins", "getattr")) == "builtins.getattr")
        #expect(try forbidden(.new(.global("subprocess", "Popen"), state: .none)) == "subprocess.Popen")
        // STACK_GLOBAL.
        let stacked = Python.opcodes(Python.text("nt").bytes + Python.text("system").bytes + [0x93])
        #expect(try forbidden(stacked) == "nt.system")
    }

    @Test func unknownCallsAreRefused() throws {
        for name in ["somebody.model.Net", "torch.hub.load", "numpy.load", "torch._utils._rebuild_tensor_v9"] {
            let words = name.split(separator: ".")
            let module = words.dropLast().joined(separator: ".")
            #expect(try forbidden(.call(.global(module, String(words[words.count - 1])), [])) == name)
        }
    }

    @Test func plainDataIsNot() throws {
        let inert: [Python] = [
            .global("somebody.model", "Net"), .new(.global("somebody.model", "Net"), state: .dict([])),
            .call(.global("__builtin__", "set"), [.list([.int(1)])]), .call(.global("torch", "Size"), [.list([])]),
            .call(.global("torch", "device"), [.text("cpu")]), .call(.global("collections", "OrderedDict"), []),
            .call(.global("builtins", "complex"), [.int(1), .int(2)]), .global("torch", "float32"),
            .call(.global("collections", "OrderedDict"), [.list([.tuple([.text("a"), .int(1)])])]),
        ]
        for value in inert {
            let file = legacyFile(.dict([("t", .tensor(shape: [4], strides: [1])), ("other", value)]))
            #expect(try openAll(file) == ["t": [1, 2, 3, 4]])
        }
    }
}
