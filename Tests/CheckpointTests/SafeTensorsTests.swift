import Foundation
import Testing

@testable import Checkpoint

@Suite struct SafeTensorsTests {
    private func file(_ header: String, bytes: Int = 16) -> Data {
        Data(littleEndian(UInt64(header.utf8.count))) + Data(header.utf8) + Data(repeating: 0, count: bytes)
    }

    private func entry(_ shape: String, _ offsets: String, type: String = "F32") -> String {
        "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
    }

    @Test func good() throws {
        #expect(try openAll(file("{\"t\":\(entry("[2,2]", "[0,16]"))}")) == ["t": [0, 0, 0, 0]])
        #expect(try openAll(file("{\"b\":\(entry("[2]", "[8,16]")),\"a\":\(entry("[2]", "[0,8]"))}")).count == 2)
        #expect(try openAll(file("{\"t\":\(entry("[2]", "[0,16]", type: "F64"))}")) == ["t": [0, 0]])
    }

    @Test(arguments: [
        // Too short, too long, a gap, beyond the end, backwards, no offsets, negative, beyond 64 bits.
        ("[2,2]", "[0,12]"), ("[2]", "[0,16]"), ("[2]", "[8,16]"), ("[8]", "[0,32]"), ("[2]", "[16,8]"), ("[4]", "[0]"),
        ("[4]", "[]"), ("[-4]", "[0,16]"), ("[4]", "[-16,0]"), ("[4611686018427387904,4]", "[0,16]"),
        ("[0,4611686018427387904,4]", "[0,0]"), ("[4]", "[0,18446744073709551616]"),
        ("[4]", "[9223372036854775800,9223372036854775807]"), ("4", "[0,16]"), ("[4.5]", "[0,16]"),
    ])
    func badEntries(shape: String, offsets: String) {
        #expect(throws: CheckpointError.self) { try openAll(file("{\"t\":\(entry(shape, offsets))}")) }
    }

    @Test func overlap() {
        let header = "{\"a\":\(entry("[4]", "[0,16]")),\"b\":\(entry("[2]", "[8,16]"))}"
        #expect(throws: CheckpointError.self) { try openAll(file(header)) }
    }

    @Test func unknownType() throws {
        guard case .unsupported? = try checkpointError(file("{\"t\":\(entry("[16]", "[0,16]", type: "F8_E4M3"))}"))
        else {
            Issue.record("an unknown element type was not refused")
            return
        }
    }

    @Test(arguments: [
        "{", "{}", "{]", "{\"t\":1}", "{\"t\":{}}", "{\"__metadata__\":{\"a\":1}}", "{\"t\":\"\u{0}\"}",
        String(repeating: "{\"a\":", count: 10_000),
    ])
    func badHeaders(header: String) {
        #expect(throws: CheckpointError.self) { try openAll(file(header)) }
    }

    @Test func aHeaderLongerThanTheFile() throws {
        var data = file("{\"t\":\(entry("[4]", "[0,16]"))}")
        data.replaceSubrange(0..<8, with: littleEndian(UInt64(99_999_999)))
        guard case .truncated? = try checkpointError(data) else {
            Issue.record("a header beyond the end was not refused")
            return
        }
        data.replaceSubrange(0..<8, with: littleEndian(UInt64.max))
        guard case .notACheckpoint? = try checkpointError(data) else {
            Issue.record("a header of 2^64 - 1 bytes was not refused")
            return
        }
    }
}
