import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Pickles that take Python over, or wear it out (Scripts/goldens/exploits.py, which tries them on Python).
@Suite struct HostilePickleFileTests {
    static let folder = Golden.root.appending(path: "Fixtures/hostile")

    private static func files(_ beginning: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix(beginning) }.sorted()
    }

    /// The file in every container that holds pickles, among tensors that are in order.
    private func readEverywhere(_ name: String) throws -> [any Error] {
        let url = Self.folder.appending(path: name)
        let pickle = [UInt8](try Data(contentsOf: url))
        var errors: [any Error] = []
        func collect(_ body: () throws -> Void) { do { try body() } catch { errors.append(error) } }
        collect { _ = try openAll(Data(pickle)) }
        collect { _ = try PlainPickle(contentsOf: url).integers }
        collect { _ = try PlainPickle(contentsOf: url).lists }
        // Inside a checkpoint of PyTorch the same opcodes stand for one value of many.
        let inner = pickle.dropFirst(pickle.first == 0x80 ? 2 : 0).dropLast()
        collect {
            let value = Python.dict([("t", .tensor(shape: [4], strides: [1])), ("other", .opcodes(Array(inner)))])
            _ = try openAll(legacyFile(value))
        }
        return errors
    }

    @Test func thereAreSome() { #expect(Self.files("exploit-").count > 15 && Self.files("exhausting-").count > 10) }

    @Test(arguments: files("exploit-")) func nothingIsExecuted(name: String) throws {
        let marker = URL(filePath: FileManager.default.currentDirectoryPath).appending(path: "voiceclone-was-here")
        let errors = try readEverywhere(name)
        // Whoever reads it refuses it and says what it asked for, be it a name or the one opcode that is not even
        // known.
        #expect(errors.count == 4, "\(errors)")
        for error in errors {
            switch error {
            case CheckpointError.forbiddenGlobal(let name, _): #expect(!name.isEmpty)
            case CheckpointError.unsupported(_, let reason): #expect(reason.contains("opcode"), "\(error)")
            default: Issue.record("\(error)")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: marker.path))
    }

    // What costs more than its bytes could pay for ends where that is seen, not where memory or patience do.
    @Test(arguments: ["appended-arguments", "long-name"]) func whatCostsTooMuchIsRefused(name: String) throws {
        let errors = try readEverywhere("exhausting-\(name).pkl")
        #expect(errors.count == 4, "\(errors)")
        let reason = name == "long-name" ? "names a class by 10009 bytes" : "calls something without a tuple"
        for error in errors { #expect("\(error)".contains(reason)) }
    }

    @Test(arguments: files("exhausting-")) func nothingIsExhausted(name: String) throws {
        // That the test ends, on a stack of half a megabyte, is most of what it shows.
        for error in try readEverywhere(name) { #expect(error is CheckpointError, "\(error)") }
    }
}
