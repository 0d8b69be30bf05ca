import Foundation
import TestSupport
import Testing

@testable import Checkpoint

/// Every kind of file, cut off and with wrong bytes: an error or the right tensors, never a crash.
@Suite struct DamagedFileTests {
    static let files = [
        "state-zip.pt", "state-legacy.pt", "state.safetensors", "module-zip.pt", "module-legacy.pt", "zip64.pt",
        "flat-zip.pt", "protocol4-zip.pt", "written.safetensors", "../torchscript/attributes-scripted.pt",
        "../torchscript/attributes-deflated.zip", "../torchscript/attributes-stored.zip", "protocol4-legacy.pt",
        "numpy-protocol3.pkl", "numpy1-protocol4.pkl", "numpy-protocol5.pkl",
    ]

    @Test(arguments: files) func cutOff(file: String) throws {
        let data = try Data(contentsOf: Golden.url("checkpoint/\(file)"))
        try withTemporaryFolder { folder in
            for length in stride(from: 0, to: data.count, by: max(1, data.count / 500)) {
                #expect(throws: CheckpointError.self, "\(length) bytes") {
                    try openAll(data.prefix(length), in: folder)
                }
            }
            #expect(throws: CheckpointError.self) { try openAll(data.dropLast(), in: folder) }
        }
    }

    /// One to three wrong bytes at a time; a ZIP archive carries checksums, so what it still gives must be right.
    @Test(arguments: files) func wrongBytes(file: String) throws {
        let data = try Data(contentsOf: Golden.url("checkpoint/\(file)"))
        let isChecked = data.starts(with: ZIPArchive.localSignature)
        var random = SeededGenerator(seed: UInt64(data.count))
        try withTemporaryFolder { folder in
            let good = try openAll(data, in: folder)
            for _ in 0..<400 {
                var damaged = data
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let offset = Int.random(in: 0..<data.count, using: &random)
                    damaged[offset] = UInt8.random(in: 0...255, using: &random)
                }
                do {
                    let found = try openAll(damaged, in: folder)
                    if isChecked { #expect(found == good) }
                } catch is CheckpointError {}
            }
        }
    }

    /// Wrong bytes in a pickle without a checksum over it, where each byte is an instruction: the legacy format's from
    /// its fourth pickle on, and NumPy's.
    @Test(arguments: [
        ("state-legacy.pt", 137), ("module-legacy.pt", 137), ("numpy-protocol3.pkl", 2), ("numpy-protocol5.pkl", 2),
    ])
    func wrongInstructions(file: String, start: Int) throws {
        let data = try Data(contentsOf: Golden.url("checkpoint/\(file)"))
        let opcodes = [UInt8]("().012NJKMGUTXCBt]laedsuqrhjcQRb".utf8) + [0x80] + Array(0x81...0x96)
        var random = SeededGenerator(seed: 1)
        try withTemporaryFolder { folder in
            for _ in 0..<2000 {
                var damaged = data
                let offset = Int.random(in: start..<data.count, using: &random)
                damaged[offset] = opcodes[Int.random(in: 0..<opcodes.count, using: &random)]
                do { try openAll(damaged, in: folder) } catch is CheckpointError {}
            }
        }
    }
}
