import AudioIO
import Foundation
import TestSupport
import Testing

@Suite("Reading")
struct WaveformReadingTests {
    // Integer and float files must be exact. µ-law too: both tables are libsndfile's.
    @Test("WAV and FLAC give exactly the samples that soundfile reads", arguments: AudioFixture.wav + AudioFixture.flac)
    func lossless(fixture: AudioFixture) throws {
        let waveform = try Waveform(contentsOf: fixture.url)
        #expect(waveform.sampleRate == fixture.sampleRate)
        let expected = try Golden.tensor("audio/\(fixture.name).npy").elements
        // Averaging three channels in single precision may round the last bit differently.
        let tolerance: Float = fixture.name.hasPrefix("three") ? 6e-8 : 0
        #expect(maximumDifference(waveform.samples, expected) <= tolerance)
    }

    @Test(
        "Ogg Vorbis and MP3 give the samples that soundfile reads",
        arguments: (AudioFixture.ogg + AudioFixture.mp3).filter { $0.name != "no-info.mp3" })
    func lossy(fixture: AudioFixture) throws {
        let waveform = try Waveform(contentsOf: fixture.url)
        #expect(waveform.sampleRate == fixture.sampleRate)
        let expected = try Golden.tensor("audio/\(fixture.name).npy").elements
        #expect(waveform.samples.count == expected.count)
        // Measured: 1.8e-7; soundfile brings newer decoders, built for other instructions.
        #expect(maximumDifference(waveform.samples, expected) < 5e-7)
    }

    @Test("an MP3 that does not state its length keeps the encoder's delay and padding")
    func plainMP3() throws {
        let waveform = try Waveform(contentsOf: Golden.url("audio/no-info.mp3"))
        let expected = try Golden.tensor("audio/low-rate.mp3.npy").elements
        // 16 frames of 576 samples. LAME's encoder delays by 576 samples, every decoder by 529.
        #expect(waveform.samples.count == 9_216)
        // Measured: 1.2e-7.
        #expect(maximumDifference(waveform.samples[1_105..<1_105 + expected.count], expected) < 5e-7)
    }

    @Test("tags around MP3 change nothing")
    func taggedMP3() throws {
        let plain = try Waveform(contentsOf: Golden.url("audio/low-rate.mp3"))
        #expect(try Waveform(contentsOf: Golden.url("audio/tagged.mp3")) == plain)
    }

    // Longer than libmpg123 looks for a further frame.
    @Test("padding behind an MP3 changes nothing", arguments: ["low-rate.mp3", "no-info.mp3"])
    func paddedMP3(name: String) throws {
        let file = try Data(contentsOf: Golden.url("audio/\(name)"))
        let plain = try Waveform(data: file)
        for length in [1_000, 5_000, 200_000] {
            #expect(try Waveform(data: file + Data(count: length)) == plain, "\(length) zeros")
        }
    }

    // Nor does a tag of text that libmpg123 does not know, where the file says how many frames there are.
    @Test("a long tag behind an MP3 changes nothing")
    func lyricsBehindMP3() throws {
        let file = try Data(contentsOf: Golden.url("audio/low-rate.mp3"))
        let lyrics = Data("LYRICSBEGININD0000210LYR03000".utf8) + Data(repeating: 0x61, count: 3_000)
        let tag = lyrics + Data("003029LYRICS200TAG".utf8) + Data(count: 125)
        #expect(try Waveform(data: file + tag) == Waveform(data: file))
        let unknown = try Data(contentsOf: Golden.url("audio/no-info.mp3")) + tag
        guard case .damaged(_, let reason) = audioError({ _ = try Waveform(data: unknown) }) else {
            Issue.record("frames may follow what is not known")
            return
        }
        #expect(!reason.hasSuffix("."))
    }

    @Test(
        "a tag before WAV, FLAC or Ogg changes nothing", arguments: ["mono-int24.wav", "mono-int24.flac", "mono.ogg"])
    func taggedOthers(name: String) throws {
        let file = try Data(contentsOf: Golden.url("audio/\(name)"))
        // 20 000 bytes, as a cover picture has; 4 × 7 bits: 1, 28, 32.
        let tag = Data("ID3".utf8) + Data([4, 0, 0, 0, 1, 28, 32]) + Data(repeating: 0x55, count: 20_000)
        let plain = try Waveform(data: file)
        #expect(try Waveform(data: tag + file) == plain)
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "tagged")
            try (tag + file).write(to: url)
            #expect(try Waveform(contentsOf: url) == plain)
            #expect(try AudioProvenance(contentsOf: url) == plain.provenance)
        }
        // What is cut off is missed as without a tag.
        #expect(throws: AudioError.self) { try Waveform(data: tag + file.dropLast(200)) }
    }

    @Test("the seed recording has 97 175 samples", .enabled(if: SharedGoldens.arePresent, "\(SharedGoldens.absence)"))
    func seedRecording() throws {
        let waveform = try Waveform(contentsOf: SharedGoldens.recording)
        #expect(waveform.sampleRate == 22_050)
        #expect(waveform.samples.count == 97_175)
    }

    @Test("the format is found by content, whatever the name", arguments: AudioFixture.all)
    func misleadingName(fixture: AudioFixture) throws {
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.txt")
            try FileManager.default.copyItem(at: fixture.url, to: url)
            #expect(try Waveform(contentsOf: url) == Waveform(contentsOf: fixture.url))
        }
    }

    @Test("data in memory reads as the file does", arguments: AudioFixture.all)
    func memory(fixture: AudioFixture) throws {
        // A slice whose indices do not start at 0.
        let data = (Data([1, 2, 3]) + (try Data(contentsOf: fixture.url))).dropFirst(3)
        #expect(try Waveform(data: data) == Waveform(contentsOf: fixture.url))
    }

    @Test(
        "WAV from a pipe, without a length, is read to its end",
        arguments: [(0xFFFF_FFFF, 0xFFFF_FFFF), (0x7FFF_F024, 0x7FFF_F000), (0, 0xFFFF_FFFF)])
    func streamedWAV(riffSize: UInt32, dataSize: UInt32) throws {
        let file = wavFile(
            riffSize: riffSize, dataSize: dataSize, samples: Data([0x00, 0x40, 0x00, 0xC0, 0x00, 0x20]))
        #expect(try Waveform(data: file).samples == [0.5, -0.5, 0.25])
    }

    @Test("FLAC from a pipe, without a length, is read to its end")
    func streamedFLAC() throws {
        let url = Golden.url("audio/mono-int24.flac")
        var file = try Data(contentsOf: url)
        // STREAMINFO starts at byte 8; the 36 bits of the number of samples end 18 bytes into it.
        file[8 + 13] &= 0xF0
        for index in 14..<18 { file[8 + index] = 0 }
        #expect(try Waveform(data: file) == Waveform(contentsOf: url))
    }

    @Test("a limit on the duration holds", arguments: AudioFixture.all)
    func maximumDuration(fixture: AudioFixture) throws {
        let whole = try Waveform(contentsOf: fixture.url)
        #expect(try Waveform(contentsOf: fixture.url, maximumDuration: whole.duration + 1e-6) == whole)
        let error = audioError { try Waveform(contentsOf: fixture.url, maximumDuration: 0.05) }
        #expect(error == .tooLong(path: fixture.url.path, limit: 0.05))
    }
}
