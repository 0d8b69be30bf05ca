import Foundation
import TestSupport
import Testing

@testable import AudioIO

@Suite("Files that cannot be read")
struct AudioErrorTests {
    @Test("a missing file")
    func missingFile() {
        let url = URL(filePath: "/nowhere/speech.wav")
        #expect(audioError { try Waveform(contentsOf: url) } == .missingFile(path: "/nowhere/speech.wav"))
    }

    @Test("a folder, a device and an address")
    func notFiles() throws {
        for path in [FileManager.default.temporaryDirectory.path, "/dev/zero"] {
            guard case .unreadable(path, _) = audioError({ try Waveform(contentsOf: URL(filePath: path)) }) else {
                Issue.record("\(path) was not refused as unreadable")
                continue
            }
        }
        let address = try #require(URL(string: "https://example.com/speech.wav"))
        #expect(
            audioError { try Waveform(contentsOf: address) }
                == .unreadable(path: "https://example.com/speech.wav", reason: "only local files can be read"))
    }

    @Test("a path through a file")
    func pathThroughFile() {
        let path = Golden.url("audio/mono.mp3").path + "/speech.wav"
        #expect(
            audioError { try Waveform(contentsOf: URL(filePath: path)) }
                == .unreadable(path: path, reason: "Not a directory"))
    }

    @Test("an empty file")
    func emptyFile() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "empty.wav")
            try Data().write(to: url)
            #expect(audioError { try Waveform(contentsOf: url) } == .emptyFile(path: url.path))
        }
    }

    @Test("a text file named .mp3, and the message does not repeat it")
    func textFile() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.mp3")
            try Data(String(repeating: "这不是音频。secret\n", count: 100).utf8).write(to: url)
            let error = audioError { try Waveform(contentsOf: url) }
            #expect(error == .unknownFormat(path: url.path, appearance: "a text file"))
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test(
        "other formats are named",
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "a PNG image"), ([0x50, 0x4B, 3, 4], "a ZIP archive"),
            ([0, 0, 0, 0x20] + Array("ftypM4A ".utf8), "an MP4 or M4A file"),
            ([0xFF, 0xF1, 0x50, 0x80], "an AAC file"), (Array("FORM\0\0\0\0AIFF".utf8), "an AIFF file"),
            ([0xFF, 0xFE, 0x68, 0], "binary data of no known audio format"),
            (Array("RIFF\0\0\0\0AVI LIST".utf8), "a RIFF file other than WAV"), ([0, 0, 0], "nothing but zero bytes"),
        ] as [([UInt8], String)])
    func otherFormats(bytes: [UInt8], appearance: String) {
        #expect(errorReading(Data(bytes)) == .unknownFormat(path: "bytes", appearance: appearance))
    }

    @Test("audio of length zero")
    func noSamples() throws {
        #expect(errorReading(wavFile(samples: Data())) == .noSamples(path: "bytes"))
    }

    @Test("a WAV whose length was never filled in", arguments: [0, 0xFFFF_FFFF])
    func interruptedWAV(riffSize: UInt32) {
        guard case .damaged = errorReading(wavFile(riffSize: riffSize, dataSize: 0, samples: Data(count: 64))) else {
            Issue.record("a WAV of no length with samples was not refused as damaged")
            return
        }
    }

    @Test("NaN and infinity in a float WAV", arguments: [Float.nan, .infinity, -.infinity])
    func nonFinite(value: Float) {
        let samples = [0, 0.25, value, 0.5].withUnsafeBufferPointer { Data(buffer: $0) }
        #expect(
            errorReading(wavFile(tag: 3, bits: 32, samples: samples)) == .nonFiniteSample(path: "bytes", index: 2))
    }

    @Test("sample rates that no recorder has", arguments: [1, 3_999, 384_001, 2_000_000_000])
    func sampleRate(hertz: UInt32) {
        let file = wavFile(sampleRate: hertz, samples: Data(count: 64))
        #expect(errorReading(file) == .unsupportedSampleRate(path: "bytes", hertz: Int(hertz)))
    }

    @Test("too many channels")
    func channels() {
        let file = wavFile(channels: 200, samples: Data(count: 4_000))
        #expect(errorReading(file) == .unsupportedChannelCount(path: "bytes", channels: 200))
    }

    @Test("a WAV header that claims a gigabyte")
    func hugeWAV() {
        let file = wavFile(riffSize: 0x4000_0024, dataSize: 0x4000_0000, samples: Data(count: 64))
        #expect(
            errorReading(file)
                == .truncated(path: "bytes", detail: "its audio needs 1073741868 bytes, the file has 108"))
    }

    @Test("an RF64 header that claims 2⁶⁰ bytes")
    func hugeRF64() throws {
        var file = try Data(contentsOf: Golden.url("audio/rf64-int16.wav"))
        let sizes = try #require(file.range(of: Data("ds64".utf8))).upperBound + 4
        for field in 0..<3 { file[sizes + 8 * field + 7] = 0x10 }
        guard case .truncated = errorReading(file) else {
            Issue.record("\(String(describing: errorReading(file)))")
            return
        }
    }

    @Test("a FLAC header that claims 2³⁶ samples")
    func hugeFLAC() throws {
        var file = try Data(contentsOf: Golden.url("audio/mono-int24.flac"))
        // STREAMINFO starts at byte 8; the 36 bits of the number of samples end 18 bytes into it.
        file[8 + 13] |= 0x0F
        for index in 14..<18 { file[8 + index] = 0xFF }
        guard case .truncated = errorReading(file) else {
            Issue.record("\(String(describing: errorReading(file)))")
            return
        }
    }

    @Test(
        "files cut anywhere are refused",
        arguments: AudioFixture.all.filter { $0.name != "no-info.mp3" })
    func truncated(fixture: AudioFixture) throws {
        let whole = try Data(contentsOf: fixture.url)
        for fraction in [0.999, 0.95, 0.75, 0.5, 0.3] {
            let part = whole.prefix(Int(Double(whole.count) * fraction))
            let error = errorReading(part)
            guard case .truncated = error else {
                Issue.record("\(fixture.name) cut to \(fraction): \(error.map(\.description) ?? "was read")")
                continue
            }
        }
        // In the headers it may also count as damaged.
        for count in [4, 11, 20, 40, 50] where count < whole.count {
            #expect(errorReading(whole.prefix(count)) != nil, "\(fixture.name) cut to \(count) bytes was read")
        }
    }

    @Test("an MP3 without a frame count is refused if cut inside a frame")
    func truncatedPlainMP3() throws {
        let whole = try Data(contentsOf: Golden.url("audio/no-info.mp3"))
        for missing in [1, 10, 60] {
            #expect(
                errorReading(whole.dropLast(missing))
                    == .truncated(path: "bytes", detail: "it ends inside an MPEG frame"), "\(missing) bytes missing")
        }
    }

    @Test("several Ogg recordings in a row")
    func chainedOgg() throws {
        let file = try Data(contentsOf: Golden.url("audio/mono.ogg"))
        guard case .damaged = errorReading(file + file) else {
            Issue.record("two recordings in a row were not refused as damaged")
            return
        }
    }

    @Test("an ID3 tag that is longer than the file")
    func longTag() {
        let file = Data("ID3".utf8) + Data([4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F]) + Data(count: 100)
        #expect(
            errorReading(file)
                == .truncated(path: "bytes", detail: "its ID3 tag needs 268435465 bytes, the file has 110"))
    }

    @Test("a file that is cut while it is read is no damaged one")
    func shrinkingFile() throws {
        let file = try Data(contentsOf: Golden.url("audio/mono.ogg"))
        let steps: [(ByteSource) throws -> Void] = [
            { _ = try AudioContainer(of: $0) }, { try checkOggPages(of: $0) }, { try checkRIFFLength(of: $0) },
            { _ = try SoundFileReader($0) }, { _ = try MP3Reader($0, firstFrame: 0).waveform(maximumDuration: 10) },
        ]
        for step in steps {
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "speech.ogg")
                try file.write(to: url)
                let source = try ByteSource(file: url)
                #expect(truncate(url.path, 5) == 0)
                #expect(
                    audioError { try step(source) }
                        == .unreadable(path: url.path, reason: "it became shorter while it was read"))
            }
        }
    }

    @Test("every message names the file and ends as a sentence")
    func descriptions() {
        let path = "speech.wav"
        let errors: [AudioError] = [
            .missingFile(path: path), .unreadable(path: path, reason: "r"), .emptyFile(path: path),
            .unknownFormat(path: path, appearance: "a"), .truncated(path: path, detail: "d"),
            .damaged(path: path, reason: "r"), .noSamples(path: path), .nonFiniteSample(path: path, index: 1),
            .unsupportedSampleRate(path: path, hertz: 1), .unsupportedByFLAC(path: path, hertz: 1),
            .unsupportedChannelCount(path: path, channels: 99), .mixedSampleRates(path: path, begun: 1, piece: 2),
            .full(path: path, seconds: 1),
            .tooLong(path: path, limit: 1), .unsupportedExtension(path: path, fileExtension: "mp3"),
            .unwritable(path: path, reason: "r"),
        ]
        for error in errors {
            #expect(error.description.hasPrefix(path) && error.description.hasSuffix("."))
        }
    }
}
