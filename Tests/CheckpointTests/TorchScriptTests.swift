import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Archives of torch.jit.save (Scripts/goldens/torchscript.py), and what can be wrong with them.
@Suite struct TorchScriptTests {
    private func open(_ file: String) throws -> Checkpoint {
        try Checkpoint(contentsOf: Golden.url("torchscript/\(file)"))
    }

    /// The error of opening an archive with some entries changed, as its message.
    private func message(_ change: (inout [String: Data]) -> Void) throws -> String {
        var contents = try entries(of: "attributes-scripted.pt")
        change(&contents)
        return try checkpointError(archive(contents))?.description ?? "no error"
    }

    /// A scripted or traced module of lists, dicts and tied tensors has the names of PyTorch's `state_dict()`.
    @Test(arguments: ["attributes-scripted.pt", "attributes-traced.pt"])
    func namesAreThoseOfTheStateDict(file: String) throws {
        let checkpoint = try open(file)
        #expect(checkpoint.format == .torchScript)
        try expectEqual(checkpoint, to: try GoldenTensor.table("attributes", in: "torchscript"))
    }

    @Test func frozenAndQuantisedModulesSaySo() throws {
        let frozen = #expect(throws: CheckpointError.self) { try open("frozen.pt") }
        #expect(frozen?.description.contains("torch.jit.freeze") == true)
        let quantised = try open("quantised.pt")
        #expect(quantised.names == ["channels", "weight"])
        for name in quantised.names {
            let error = #expect(throws: CheckpointError.self) { try quantised.tensor(name) }
            #expect(error?.description.contains("holds quantised8 numbers, which are not floats") == true)
        }
    }

    @Test func bigEndianIsRefused() throws {
        #expect(try message { $0["attributes/byteorder"] = Data("big".utf8) }.contains("its byte order is big"))
    }

    @Test func partsThatAreMissing() throws {
        #expect(try message { $0["attributes/data.pkl"] = nil }.contains("TorchScript archive without data.pkl"))
        #expect(try message { $0["attributes/data/0"] = nil }.contains("the storage 0 of the tensor"))
        #expect(try message { $0["other/data.pkl"] = Data([0x80, 2, 0x4E, 0x2E]) }.contains("2 entries data.pkl"))
        // What the layout was before PyTorch 1.4.
        let old = archive(["net/model.json": Data("{}".utf8), "net/tensors/0": Data(count: 4)])
        #expect(try checkpointError(old)?.description.contains("before 1.4") == true)
        // These make no difference to the weights.
        for name in ["constants.pkl", "version", "byteorder", ".data/serialization_id"] {
            #expect(try message { $0["attributes/\(name)"] = nil } == "no error")
        }
    }

    /// An archive around one pickle and a storage of the floats 1, 2, 3, 4.
    private func scripted(_ root: Python) -> Data {
        let floats = ([1, 2, 3, 4] as [Float]).flatMap { littleEndian($0.bitPattern) }
        return archive([
            "net/data.pkl": Data(pickle(root)), "net/data/0": Data(floats),
            "net/constants.pkl": Data(pickle(.tuple([]))),
        ])
    }

    private func module(_ attributes: [(String, Python)]) -> Python {
        .new(.global("__torch__.somebody", "Net"), state: .dict(attributes))
    }

    @Test func onlyTensorsAndModulesAreNamed() throws {
        let tensor = Python.tensor(shape: [4], strides: [1])
        func tagged(_ function: String, _ value: Python) -> Python {
            .call(.global("torch.jit._pickle", function), [value])
        }
        let net = module([
            ("weight", tensor), ("training", .none), ("inner", module([("0", module([("bias", tensor)]))])),
            ("table", tagged("restore_type_tag", .dict([("a", tensor)]))),
            ("list", tagged("build_tensorlist", .list([tensor]))),
            ("kind", .call(.global("__torch__.somebody", "Kind"), [.int(1)])), ("_parameters", .dict([("b", tensor)])),
        ])
        #expect(try openAll(scripted(net)) == ["weight": [1, 2, 3, 4], "inner.0.bias": [1, 2, 3, 4]])
    }

    @Test func nothingIsCalled() throws {
        let tensor = Python.tensor(shape: [4], strides: [1])
        for (package, name) in [("os", "system"), ("torch.jit._pickle", "build_tensor_from_id"), ("torch", "load")] {
            let evil = Python.call(.global(package, name), [.text("true")])
            guard
                case .forbiddenGlobal(let found, _)? = try checkpointError(
                    scripted(module([("weight", tensor), ("evil", evil)])))
            else {
                Issue.record("\(package).\(name) was not refused")
                continue
            }
            #expect(found == "\(package).\(name)")
        }
    }

    @Test func noTensorsAtAll() throws {
        for root in [module([]), .dict([]), .none, module([("a", .dict([("t", .tensor(shape: [4], strides: [1]))]))])] {
            guard case .notACheckpoint? = try checkpointError(scripted(root)) else {
                Issue.record("\(root) was not refused")
                continue
            }
        }
    }
}

/// Names behind a prefix that a module around the network has put there.
@Suite struct UnwrappedCheckpointTests {
    private let required = ["linear.weight", "lstm.weight_hh_l0"]

    @Test func aPrefixIsTakenAway() throws {
        let wrapped = try Checkpoint(contentsOf: Golden.url("torchscript/encoder-wrapped.pt"))
        let inner = wrapped.unwrapped(around: required)
        #expect(wrapped.names == inner.names.map { "model." + $0 })
        #expect(inner.contains("lstm.bias_hh_l1"))
        #expect(inner.unwrapped(around: required) === inner)
        #expect(try inner.tensor("linear.bias") == wrapped.tensor("model.linear.bias"))
        // Messages keep the names that are in the file.
        let missing = #expect(throws: CheckpointError.self) { try inner.tensor("lstm.weight_hh_l9") }
        #expect(missing?.description.contains("has no tensor model.lstm.weight_hh_l9") == true)
        let wrong = #expect(throws: CheckpointError.self) { try inner.tensor("linear.bias", shape: [1]) }
        #expect(wrong?.description.contains("the tensor model.linear.bias has shape") == true)
    }

    @Test func onlyIfThereIsNoDoubt() throws {
        let tensor = Python.tensor(shape: [4], strides: [1])
        func unchanged(_ names: [String]) throws -> Bool {
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "net.pt")
                try legacyFile(.dict(names.map { ($0, tensor) })).write(to: url)
                let checkpoint = try Checkpoint(contentsOf: url)
                return checkpoint.unwrapped(around: required) === checkpoint
            }
        }
        #expect(try !unchanged(["a.b.linear.weight", "a.b.lstm.weight_hh_l0", "c.linear.weight"]))
        #expect(try unchanged(["linear.weight", "lstm.weight_hh_l0", "a.linear.weight", "a.lstm.weight_hh_l0"]))
        #expect(try unchanged(["a.linear.weight", "b.lstm.weight_hh_l0"]))
        #expect(try unchanged(["mylinear.weight", "mylstm.weight_hh_l0"]))
        #expect(
            try unchanged(["a.linear.weight", "a.lstm.weight_hh_l0", "b.linear.weight", "b.lstm.weight_hh_l0"]))
    }
}
