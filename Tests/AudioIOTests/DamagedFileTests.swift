import AudioIO
import Foundation
import TestSupport
import Testing

@Suite("Damaged files")
struct DamagedFileTests {
    /// Each file 300 times with a few bytes changed, and a third of them cut as well.
    @Test("are read or refused with an AudioError, never worse", arguments: AudioFixture.all)
    func randomDamage(fixture: AudioFixture) throws {
        let whole = try Data(contentsOf: fixture.url)
        var random = SeededGenerator(seed: 42)
        for round in 0..<300 {
            var file = whole
            // Half of the changes hit the headers, where they do most.
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let range = Bool.random(using: &random) ? 0..<min(200, file.count) : 0..<file.count
                file[Int.random(in: range, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round % 3 == 0 { file = file.prefix(Int.random(in: 0...file.count, using: &random)) }
            do {
                let waveform = try Waveform(data: file, maximumDuration: 60)
                #expect(!waveform.samples.isEmpty && waveform.samples.allSatisfy(\.isFinite))
            } catch {
                #expect(error is AudioError, "round \(round): \(error)")
            }
        }
    }

    @Test("noise behind every known beginning is read or refused with an AudioError")
    func noise() {
        var random = SeededGenerator(seed: 7)
        let beginnings: [[UInt8]] = [
            Array("RIFF\0\0\0\0WAVEfmt ".utf8), Array("fLaC".utf8), Array("OggS".utf8), [0xFF, 0xFB, 0x90, 0x64],
            Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 5],
        ]
        for beginning in beginnings {
            for _ in 0..<60 {
                let count = Int.random(in: 0...3_000, using: &random)
                let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                do {
                    _ = try Waveform(data: Data(beginning + noise), maximumDuration: 60)
                } catch {
                    #expect(error is AudioError, "\(error)")
                }
            }
        }
    }
}
