import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Pickled dictionaries of texts, integers and lists (Scripts/goldens/numpy_pickles.py).
@Suite struct PlainPickleTests {
    private func plain(_ bytes: Data) throws -> PlainPickle {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "table.pkl")
            try bytes.write(to: url)
            return try PlainPickle(contentsOf: url)
        }
    }

    private func message<Result>(_ body: () throws -> Result) -> String {
        do {
            return "no error: \(try body())"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: 2...5) func everyProtocol(protocol number: Int) throws {
        let integers = try PlainPickle(contentsOf: Golden.url("checkpoint/plain-integers-protocol\(number).pkl"))
        #expect(try integers.integers == ["<PAD>": 0, "你": 300, "好": 70000, "minus": -1, "wide": 1 << 40])
        let lists = try PlainPickle(contentsOf: Golden.url("checkpoint/plain-lists-protocol\(number).pkl"))
        #expect(try lists.lists == ["你": ["ni3"], "行": ["xing2", "hang2"], "none": []])
    }

    @Test func anEmptyDictionaryIsBoth() throws {
        let plain = try plain(pickleFile(.dict([])))
        #expect(try plain.integers.isEmpty && plain.lists.isEmpty)
    }

    @Test func theLastOfEqualKeysCounts() throws {
        #expect(try plain(pickleFile(.dict([("a", .int(1)), ("a", .int(2))]))).integers == ["a": 2])
    }

    @Test func errorsNameThePathAndWhatWasFound() throws {
        let wide = Python.opcodes([0x8A, 9] + [UInt8](repeating: 1, count: 9))
        for (value, kind) in [
            (Python.text("1"), "a text"), (.bool(true), "a truth value"), (.list([]), "a list"), (.none, "None"),
            (wide, "an integer beyond 64 bits"), (.opcodes([0x47] + littleEndian(UInt64(0))), "a float"),
            (.bytes([1]), "bytes"), (.dict([]), "a dictionary"),
        ] {
            let text = message { try plain(pickleFile(.dict([("good", .int(1)), ("odd", value)]))).integers }
            #expect(text.contains("table.pkl cannot be used: "))
            #expect(text.contains("under the key \"odd\" there should be an integer, found is \(kind)."))
        }
        for (value, kind) in [
            (Python.int(1), "an integer"), (.text("a"), "a text"), (.tuple([.text("a")]), "a tuple"),
            (.list([.text("a"), .int(1)]), "an integer"), (.list([.list([])]), "a list"),
        ] {
            let text = message { try plain(pickleFile(.dict([("odd", value)]))).lists }
            #expect(text.contains("table.pkl cannot be used: "))
            #expect(text.contains("under the key \"odd\" there should be a list of texts, found is \(kind)."))
        }
        let key = Python.opcodes([0x7D] + Python.int(1).bytes + Python.int(2).bytes + [0x73])
        #expect(
            message { try plain(pickleFile(key)).integers }.contains("keys should be texts, and one of them is an int"))
        let long = String(repeating: "k", count: 100_000)
        #expect(message { try plain(pickleFile(.dict([(long, .none)]))).integers }.count < 500)
    }

    @Test func whatIsNoDictionary() throws {
        #expect(message { try plain(pickleFile(.list([]))) }.contains("should be a pickled dictionary and is a list"))
        #expect(message { try plain(Data("{}".utf8)) }.contains("it is no pickle of protocol 2 to 5"))
        #expect(message { try plain(Data([0x80])) }.contains("it is no pickle of protocol 2 to 5"))
        #expect(message { try plain(pickleFile(.dict([])) + [0]) }.contains("it has 1 bytes after its pickle"))
        #expect(message { try plain(Data()) }.contains("table.pkl is empty"))
        let missing = URL(filePath: "/nonexistent/table.pkl")
        #expect(throws: CheckpointError.missingFile(path: missing.path)) { try PlainPickle(contentsOf: missing) }
    }

    @Test func noNamesAtAll() throws {
        for (value, name) in [
            (Python.call(.global("os", "system"), [.text("true")]), "os.system"),
            (.call(.global("builtins", "eval"), [.text("1")]), "builtins.eval"),
            (.call(.global("collections", "OrderedDict"), []), "collections.OrderedDict"),
            (.global("numpy", "ndarray"), "numpy.ndarray"), (.array(shape: [4]), "numpy.core.multiarray._reconstruct"),
        ] {
            let text = message { try plain(pickleFile(.dict([("a", value)]))) }
            #expect(text.contains("asks to run \(name), which"), "\(text)")
        }
    }

    @Test func damaged() throws {
        for name in ["integers", "lists"] {
            let data = try Data(contentsOf: Golden.url("checkpoint/plain-\(name)-protocol4.pkl"))
            for length in 0..<data.count {
                #expect(throws: CheckpointError.self, "\(length) bytes") { try plain(data.prefix(length)) }
            }
            var random = SeededGenerator(seed: UInt64(data.count))
            for _ in 0..<500 {
                var damaged = data
                damaged[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                do {
                    let plain = try plain(damaged)
                    _ = try name == "lists" ? plain.lists.count : plain.integers.count
                } catch is CheckpointError {}
            }
        }
    }

    /// A hundred thousand keys share one list of two hundred thousand texts: one list in memory.
    @Test func aSharedListIsConvertedOnce() throws {
        var opcodes: [UInt8] = [0x5D, 0x71, 0, 0x28]
        for _ in 0..<200_000 { opcodes += [0x8C, 1, 0x61] }
        opcodes += [0x65, 0x30, 0x7D, 0x28]
        for key in 0..<100_000 { opcodes += Python.text("\(key)").bytes + [0x68, 0] }
        let lists = try plain(pickleFile(.opcodes(opcodes + [0x75]))).lists
        #expect(lists.count == 100_000 && lists["7"]?.count == 200_000)
    }
}
