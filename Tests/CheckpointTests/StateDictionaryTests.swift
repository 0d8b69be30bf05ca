import Foundation
import Testing

@testable import Checkpoint

@Suite struct StateDictionaryTests {
    private let tensor = Python.tensor(shape: [4], strides: [1])

    private func names(_ object: Python) throws -> [String] {
        try openAll(legacyFile(object)).keys.sorted()
    }

    @Test func aPreferredKeyComesFirst() throws {
        let other = Python.dict([("a", tensor), ("b", tensor), ("c", tensor)])
        #expect(try names(.dict([("ema", other), ("generator", .dict([("w", tensor)]))])) == ["w"])
        #expect(try names(.dict([("loss", tensor), ("model", .dict([("w", tensor)]))])) == ["w"])
        #expect(try names(.dict([("model", .module([("w", tensor)])), ("ema", other)])) == ["w"])
        // One that holds no tensors is none.
        #expect(try names(.dict([("model", .text("tacotron")), ("ema", other)])) == ["a", "b", "c"])
    }

    @Test func otherwiseTheLargestThatIsNoOptimiser() throws {
        let optimiser = Python.dict([("a", tensor), ("b", tensor), ("c", tensor)])
        #expect(
            try names(
                .dict([
                    ("optim_g", optimiser), ("LR_Scheduler", optimiser), ("mpd", .dict([("w", tensor)])),
                    ("msd", .dict([("w", tensor), ("v", tensor)])),
                ])) == ["v", "w"])
    }

    @Test func modulesAreWalked() throws {
        let inner = Python.module([("weight", tensor), ("bias", .none)])
        let net = Python.module([("scale", tensor)], children: [("0", inner), ("gone", .none), ("last", inner)])
        #expect(try names(net) == ["0.weight", "last.weight", "scale"])
    }

    // EasyDict, defaultdict and the like: their class means nothing here, what they hold does.
    @Test func aDictionaryOfAnotherClassIsOne() throws {
        let items = [0x28] + Python.text("v").bytes + tensor.bytes + [0x75]
        let easy = Python.opcodes(Python.global("easydict", "EasyDict").bytes + [0x29, 0x81] + items)
        let factory = Python.call(.global("collections", "defaultdict"), [.global("builtins", "dict")])
        let byDefault = Python.opcodes(factory.bytes + Python.text("u").bytes + tensor.bytes + [0x73])
        #expect(try names(.dict([("model", .dict([("w", tensor), ("sub", easy)]))])) == ["sub.v", "w"])
        #expect(try names(.dict([("model", easy)])) == ["v"])
        #expect(try names(byDefault) == ["u"])
    }

    @Test func plainRecordsOfPythonAreNoReasonForDistrust() throws {
        let day = Python.call(.global("datetime", "date"), [.bytes([7, 0xE8, 1, 1])])
        let path = Python.call(.global("pathlib._local", "PosixPath"), [.text("runs")])
        #expect(try names(.dict([("saved", day), ("to", path), ("model", .dict([("w", tensor)]))])) == ["w"])
    }

    @Test func nothingNamedIsAnError() throws {
        for object in [Python.none, .int(3), .list([tensor]), tensor, .dict([]), .dict([("a", .dict([("b", .none)]))])]
        {
            guard case .notACheckpoint? = try checkpointError(legacyFile(object)) else {
                Issue.record("\(object) was not refused")
                continue
            }
        }
    }

    @Test func aModuleThatContainsItself() throws {
        // d = {"t": tensor}; d["d"] = d
        let cyclic = Python.opcodes(
            [0x7D, 0x71, 0] + Python.text("t").bytes + tensor.bytes + [0x73] + Python.text("d").bytes
                + [0x68, 0, 0x73])
        guard case .corrupted(_, let reason)? = try checkpointError(legacyFile(cyclic)) else {
            Issue.record("a cycle was not refused")
            return
        }
        #expect(reason.contains("nested"))
    }

    @Test func aSmallFileCannotNameEndlesslyManyTensors() throws {
        // Each of forty dicts holds the one before twice: 2^40 names.
        var opcodes: [UInt8] = Python.dict([("t", tensor)]).bytes + [0x71, 0]
        for _ in 0..<40 {
            opcodes += [0x7D] + Python.text("a").bytes + [0x68, 0, 0x73] + Python.text("b").bytes + [0x68, 0, 0x73]
            opcodes += [0x71, 0]
        }
        guard case .unsupported? = try checkpointError(legacyFile(.opcodes(opcodes))) else {
            Issue.record("2^40 names were not refused")
            return
        }
    }

    @Test func longNames() throws {
        let name = String(repeating: "n", count: 1025)
        #expect(throws: CheckpointError.self) { try names(.dict([(name, tensor)])) }
    }
}
