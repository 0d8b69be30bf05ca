import AudioIO
import Foundation
import TestSupport
import Testing

@Suite("Writing")
struct WaveformWritingTests {
    static let formats: [AudioFileFormat] =
        AudioFileFormat.WAVEncoding.allCases.map { .wav($0) } + AudioFileFormat.FLACEncoding.allCases.map { .flac($0) }

    /// Values on and between the steps of both integer formats, and outside.
    let waveform = Waveform(
        samples: [0, 1, -1, 0.5, -0.5, 1.5, -2, 0.5 / 32_768, 1.5 / 32_768, -0.5 / 32_768, 1e-7, 0.123_456_7],
        sampleRate: 22_050)

    @Test("what is written is read again, rounded to the format", arguments: formats)
    func roundTrip(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            let clipped = try waveform.write(to: url, format: format)
            let read = try Waveform(contentsOf: url)
            #expect(read.sampleRate == 22_050)
            guard format != .wav(.float32) else {
                #expect(clipped == 0)
                #expect(read == waveform)
                return
            }
            #expect(clipped == 2)
            let scale = Double(1 << (format.bitsPerSample - 1))
            let expected = waveform.samples.map { sample in
                Float(max(-scale, min(scale - 1, (Double(sample) * scale).rounded(.toNearestOrEven))) / scale)
            }
            #expect(read.samples == expected)
        }
    }

    @Test("the bytes of a file are what is written", arguments: formats)
    func bytes(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech")
            let clipped = try waveform.write(to: url, format: format)
            let encoded = try waveform.encoded(as: format)
            #expect(encoded.data == (try Data(contentsOf: url)))
            #expect(encoded.clippedSamples == clipped)
        }
        #expect(throws: AudioError.noSamples(path: "nothing")) {
            try Waveform(samples: [], sampleRate: 8000).encoded(as: format, name: "nothing")
        }
    }

    @Test("an integer file that is read and written again keeps every sample", arguments: [16, 24])
    func lossless(bits: Int) throws {
        try withTemporaryFolder { folder in
            let name = bits == 16 ? "big-endian-int16.wav" : "mono-int24.wav"
            let original = try Waveform(contentsOf: Golden.url("audio/\(name)"))
            for format in bits == 16 ? [.wav(.int16), .flac(.int16)] : [.wav(.int24), AudioFileFormat.flac(.int24)] {
                let url = folder.appending(path: "copy")
                try original.write(to: url, format: format)
                #expect(try Waveform(contentsOf: url) == original)
            }
        }
    }

    @Test("the same audio gives the same bytes", arguments: formats)
    func deterministic(format: AudioFileFormat) throws {
        try withTemporaryFolder { folder in
            let (first, second) = (folder.appending(path: "a.wav"), folder.appending(path: "b.wav"))
            try waveform.write(to: first, format: format)
            // Past the next second: time stamps in headers have that resolution.
            if format == .wav(.float32) { Thread.sleep(forTimeInterval: 1.1) }
            try waveform.write(to: second, format: format)
            #expect(try Data(contentsOf: first) == Data(contentsOf: second))
        }
    }

    @Test("the bytes of 16-bit WAV are the canonical ones")
    func canonicalWAV() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try Waveform(samples: [0.5, -0.5], sampleRate: 16_000).write(to: url)
            #expect(try Data(contentsOf: url) == wavFile(samples: Data([0x00, 0x40, 0x00, 0xC0])))
        }
    }

    @Test(
        "the extension chooses the format",
        arguments: [("a.flac", "fLaC"), ("a.FLAC", "fLaC"), ("a.wav", "RIFF"), ("a", "RIFF")])
    func fileExtension(name: String, magic: String) throws {
        try withTemporaryFolder { folder in
            try waveform.write(to: folder.appending(path: name))
            #expect(try Data(contentsOf: folder.appending(path: name)).starts(with: magic.utf8))
        }
    }

    @Test("an extension of another format is refused")
    func unsupportedExtension() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.mp3")
            #expect(
                audioError { try waveform.write(to: url) }
                    == .unsupportedExtension(path: url.path, fileExtension: "mp3"))
            let names = try names(in: folder)
            #expect(names.isEmpty)
        }
    }

    @Test("samples that no file may hold are refused, and an existing file stays")
    func badSamples() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try waveform.write(to: url)
            let before = try Data(contentsOf: url)
            let path = url.path
            for (samples, rate, expected) in [
                ([0, .nan], 22_050, .nonFiniteSample(path: path, index: 1)),
                ([-.infinity], 22_050, .nonFiniteSample(path: path, index: 0)), ([], 22_050, .noSamples(path: path)),
                ([0], 1, .unsupportedSampleRate(path: path, hertz: 1)),
            ] as [([Float], Int, AudioError)] {
                #expect(audioError { try Waveform(samples: samples, sampleRate: rate).write(to: url) } == expected)
            }
            #expect(try Data(contentsOf: url) == before)
            #expect(try names(in: folder) == ["speech.wav"])
        }
    }

    @Test("paths that cannot be written are refused with the system's reason")
    func unwritable() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "speech.wav")
            try waveform.write(to: file)
            let before = try Data(contentsOf: file)
            for (path, reason) in [
                (file.path + "/other.wav", "Not a directory"),
                (folder.path + "/missing/speech.wav", "No such file or directory"),
                (folder.path, "it is a folder, not a file"), ("/dev/null", "it is a device or a pipe, not a file"),
            ] {
                let error = audioError { try waveform.write(to: URL(filePath: path), format: .wav(.int16)) }
                guard case .unwritable(_, let actual) = error else {
                    Issue.record("\(path): \(String(describing: error))")
                    continue
                }
                #expect(actual == reason)
            }
            #expect(try Data(contentsOf: file) == before)
            #expect(try names(in: folder) == ["speech.wav"])
        }
    }

    @Test("a write that fails at the last step leaves no temporary file")
    func nameTooLong() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: String(repeating: "n", count: 300) + ".wav")
            guard case .unwritable(url.path, "File name too long") = audioError({ try waveform.write(to: url) }) else {
                Issue.record("\(String(describing: audioError { try waveform.write(to: url) }))")
                return
            }
            let names = try names(in: folder)
            #expect(names.isEmpty)
        }
    }

    @Test("an existing file is replaced, keeps its permissions, and nothing else appears")
    func replaces() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try Data("old".utf8).write(to: url)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: url.path)
            try waveform.write(to: url)
            let permissions = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
            #expect(permissions == 0o640)
            #expect(try Waveform(contentsOf: url).samples.count == waveform.samples.count)
            #expect(try names(in: folder) == ["speech.wav"])
        }
    }
}

extension WaveformWritingTests {
    // A second name of the old file still has the old bytes, so the new ones were never written over them.
    @Test("an existing file is whole until the new one is")
    func replacedAsAWhole() throws {
        try withTemporaryFolder { folder in
            let (url, second) = (folder.appending(path: "speech.wav"), folder.appending(path: "second.wav"))
            try Data("old".utf8).write(to: url)
            try FileManager.default.linkItem(at: url, to: second)
            try waveform.write(to: url)
            #expect(try Data(contentsOf: second) == Data("old".utf8))
            #expect(try Waveform(contentsOf: url).samples.count == waveform.samples.count)
        }
    }

    @Test("a symbolic link is followed, not replaced")
    func symbolicLink() throws {
        try withTemporaryFolder { folder in
            let (url, link) = (folder.appending(path: "speech.wav"), folder.appending(path: "link.wav"))
            try Data("old".utf8).write(to: url)
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: url)
            try waveform.write(to: link)
            #expect(try Waveform(contentsOf: url).samples.count == waveform.samples.count)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == url.path)
        }
    }

    @Test("a symbolic link to what does not exist yet makes it")
    func danglingLink() throws {
        try withTemporaryFolder { folder in
            let inner = folder.appending(path: "inner")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
            let (first, second) = (folder.appending(path: "first.wav"), inner.appending(path: "second.wav"))
            try FileManager.default.createSymbolicLink(atPath: first.path, withDestinationPath: "inner/second.wav")
            try FileManager.default.createSymbolicLink(atPath: second.path, withDestinationPath: "../speech.wav")
            try waveform.write(to: first)
            #expect(try names(in: folder).sorted() == ["first.wav", "inner", "speech.wav"])
            #expect(
                try Waveform(contentsOf: folder.appending(path: "speech.wav")).samples.count == waveform.samples.count)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: first.path) == "inner/second.wav")
        }
    }

    @Test("links that lead to one another are refused")
    func circleOfLinks() throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: "speech.wav")
            guard case .unwritable(url.path, _) = audioError({ try waveform.write(to: url) }) else {
                Issue.record("\(String(describing: audioError { try waveform.write(to: url) }))")
                return
            }
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: url.path) == "speech.wav")
        }
    }

    #if os(Linux)
        // As /dev/stdout is one, if the output goes to a file.
        @Test("a file that a program has open is not replaced by its descriptor")
        func openFile() throws {
            try withTemporaryFolder { folder in
                let url = folder.appending(path: "log.txt")
                try Data("old".utf8).write(to: url)
                let file = try FileHandle(forUpdating: url)
                defer { try? file.close() }
                let path = "/proc/self/fd/\(file.fileDescriptor)"
                #expect(
                    audioError { try waveform.write(to: URL(filePath: path), format: .wav(.int16)) }
                        == .unwritable(path: path, reason: "it is what a running program has open, not a file"))
                #expect(try Data(contentsOf: url) == Data("old".utf8))
            }
        }
    #endif

    @Test("FLAC has not every sample rate", arguments: [65_537, 88_201])
    func ratesOfFLAC(sampleRate: Int) throws {
        let fast = Waveform(samples: waveform.samples, sampleRate: sampleRate)
        #expect(
            audioError { _ = try fast.encoded(as: .flac(.int16)) }
                == .unsupportedByFLAC(path: "the audio", hertz: sampleRate))
        for format in [AudioFileFormat.wav(.int16), .wav(.float32)] {
            #expect(try Waveform(data: fast.encoded(as: format).data).sampleRate == sampleRate)
        }
        for even in [65_535, sampleRate / 10 * 10] {
            let fast = Waveform(samples: waveform.samples, sampleRate: even)
            #expect(try Waveform(data: fast.encoded(as: .flac(.int24)).data).sampleRate == even)
        }
    }
}

private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
}
