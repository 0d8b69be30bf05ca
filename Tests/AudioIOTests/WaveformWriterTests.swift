import AudioIO
import Foundation
import TestSupport
import Testing

@Suite("Writing piece by piece")
struct WaveformWriterTests {
    private let provenance = AudioProvenance(software: "a program", comment: "a machine spoke")
    private let samples = (0..<50_000).map { 1.1 * Float(sin(Double($0) * 0.05)) }

    private func pieces(_ size: Int) -> [Waveform] {
        stride(from: 0, to: samples.count, by: size).map {
            Waveform(
                samples: Array(samples[$0..<min($0 + size, samples.count)]), sampleRate: 22_050, provenance: provenance)
        }
    }

    @Test("the file is that of the whole", arguments: WaveformWritingTests.formats)
    func whole(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let (whole, made) = (folder.appending(path: "whole"), folder.appending(path: "made"))
            let clipped = try pieces(samples.count)[0].write(to: whole, format: format)
            for size in [1_024, 7_777] {
                let writer = try WaveformWriter(to: made, format: format)
                for piece in pieces(size) { try writer.write(piece) }
                try writer.write(Waveform(samples: [], sampleRate: 22_050))
                try writer.finish()
                #expect(try Data(contentsOf: made) == Data(contentsOf: whole), "pieces of \(size)")
                #expect(writer.clippedSamples == clipped && writer.samples == samples.count)
            }
        }
    }

    @Test("the file says what it was told to say, or what the first piece says")
    func provenances() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "a.flac")
            let own = AudioProvenance(comment: "two voices")
            for (given, expected) in [(nil, provenance), (own, own)] {
                let writer = try WaveformWriter(to: url, provenance: given)
                try writer.write(pieces(samples.count)[0])
                try writer.write(Waveform(samples: [0], sampleRate: 22_050, provenance: AudioProvenance(comment: "b")))
                try writer.finish()
                #expect(try AudioProvenance(contentsOf: url)?.comment == expected.comment)
            }
        }
    }

    @Test("a file has its name when all is there, and is as it was if that never happens")
    func wholeOrNotAtAll() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try Data("old".utf8).write(to: url)
            do {
                let writer = try WaveformWriter(to: url)
                for piece in pieces(10_000) { try writer.write(piece) }
                #expect(try Data(contentsOf: url) == Data("old".utf8))
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["speech.wav"])
            #expect(try Data(contentsOf: url) == Data("old".utf8))
        }
    }

    @Test("what cannot be written is refused")
    func refusals() throws {
        try withTemporaryFolder { folder in
            #expect(throws: AudioError.self) { try WaveformWriter(to: folder.appending(path: "a.mp3")) }
            #expect(throws: AudioError.self) { try WaveformWriter(to: folder) }
            let url = folder.appending(path: "a.wav")
            let writer = try WaveformWriter(to: url)
            #expect(throws: AudioError.noSamples(path: url.path)) { try writer.finish() }
            try writer.write(Waveform(samples: [0.1], sampleRate: 22_050))
            #expect(throws: AudioError.mixedSampleRates(path: url.path, begun: 22_050, piece: 16_000)) {
                try writer.write(Waveform(samples: [0.1], sampleRate: 16_000))
            }
            #expect(throws: AudioError.nonFiniteSample(path: url.path, index: 0)) {
                try writer.write(Waveform(samples: [.nan], sampleRate: 22_050))
            }
            // What was refused is not in it.
            try writer.finish()
            #expect(try Waveform(contentsOf: url).samples.count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.wav"])
        }
    }
}
