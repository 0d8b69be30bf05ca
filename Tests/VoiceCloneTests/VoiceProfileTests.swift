import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VoiceProfileTests {
    private let encoder: SpeakerEncoder

    init() throws { encoder = try VoiceFixture.cloner.get().speakerEncoder }

    private func profile(_ recordings: [VoiceRecording]) throws -> VoiceProfile {
        try VoiceProfile(name: "小燕 “Zoë”", recordings: recordings, encoder: encoder, consent: "Yes.\nZoë, 2026")
    }

    @Test func itHoldsWhatTheEncoderHears() throws {
        let recordings = try VoiceFixture.recordings()
        var done: [Int] = []
        let profile = try VoiceProfile(
            name: "Zoë", recordings: Array(recordings[..<2]), encoder: encoder, progress: { done.append($0) })
        #expect(done == [1, 2])
        #expect(profile.encoder == encoder.weightsDigest)
        #expect(profile.clips.map(\.name) == ["first.wav", "second.wav"])
        #expect(profile.clips.map(\.duration) == recordings[..<2].map(\.waveform.duration))
        for convention in EmbeddingConvention.allCases {
            let direct = try encoder.embed(recordings[..<2].map(\.waveform), convention: convention)
            #expect(try profile.embedding(convention) == direct)
        }
        // With two, the others' mean is the other.
        let similarity = try encoder.embed(recordings[0].waveform).similarity(
            to: encoder.embed(recordings[1].waveform))
        #expect(profile.clips.map(\.agreement) == [similarity, similarity])
        #expect(profile.leastAlike == .init(first: "first.wav", second: "second.wav", similarity: similarity))
        #expect(profile.warnings.isEmpty)
    }

    /// Files of several folders may have one name; a warning has to say which it means.
    @Test func equalNamesAreNumbered() throws {
        let recordings = try VoiceFixture.recordings()
        let profile = try profile(
            zip(["a", "a (2)", "a"], recordings).map { VoiceRecording(name: $0, waveform: $1.waveform) })
        #expect(profile.clips.map(\.name) == ["a", "a (2)", "a (3)"])
        guard case .outlier("a (3)", _) = profile.warnings.first else {
            Issue.record("\(profile.warnings)")
            return
        }
        let long = String(repeating: "好", count: 66)
        let two = try self.profile(recordings[..<2].map { VoiceRecording(name: long + "aa", waveform: $0.waveform) })
        #expect(two.clips.map(\.name) == [long + "aa", long.dropLast() + " (2)"])
        #expect(try VoiceProfile(json: two.json) == two)
    }

    @Test func whatCouldNotBeReadAgainIsNotWritten() throws {
        var profile = try profile([.init(name: "a", waveform: VoiceFixture.recording())])
        profile.trial = .init(text: String(repeating: "好", count: 400_000), seed: 1, likeness: 0.9)
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "large.voice.json")
            let error = #expect(throws: VoiceCloneError.self) { try profile.write(to: url) }
            guard case .unwritableProfile(url.path, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(!FileManager.default.fileExists(atPath: url.path))
            profile.trial = nil
            // The path of a remote file is not one of this machine.
            let remote = try #require(URL(string: "https://example.org\(url.path)"))
            #expect(throws: VoiceCloneError.self) { try profile.write(to: remote) }
            #expect(!FileManager.default.fileExists(atPath: url.path))
        }
    }

    @Test func oneRecordingHasNothingToAgreeWith() throws {
        let profile = try profile([.init(name: "a", waveform: VoiceFixture.recording())])
        #expect(profile.clips.map(\.agreement) == [nil])
        #expect(profile.leastAlike == nil && profile.warnings.isEmpty)
    }

    @Test func anotherSpeakerAmongTheRecordingsIsNamed() throws {
        let recordings = try VoiceFixture.recordings()
        let warnings = try profile(recordings).warnings
        guard case .outlier("small.wav", let agreement) = warnings.first, warnings.count == 1 else {
            Issue.record("\(warnings)")
            return
        }
        #expect(agreement < 0.7)
        #expect(warnings[0].description.contains("small.wav does not sound like the other recordings"))
        // Of two, nobody can say which one is wrong.
        let two = try profile(Array(recordings[1...])).warnings
        guard case .differentSpeakers("second.wav", "small.wav", _) = two.first, two.count == 1 else {
            Issue.record("\(two)")
            return
        }
        #expect(two[0].description.contains("second.wav and small.wav sound like different speakers"))
    }

    @Test func recordingsThatMakeNoVoiceAreNamed() throws {
        let whole = try VoiceFixture.recording()
        let short = Waveform(samples: Array(whole.samples.prefix(4_000)), sampleRate: whole.sampleRate)
        let silent = Waveform(samples: [Float](repeating: 0, count: 40_000), sampleRate: 16_000)
        for (waveform, word) in [(short, "0.18"), (silent, "silent")] {
            let recordings = [
                VoiceRecording(name: "good", waveform: whole), .init(name: "bad.wav", waveform: waveform),
            ]
            let error = #expect(throws: VoiceCloneError.self) { try profile(recordings) }
            #expect(error?.description.hasPrefix("bad.wav cannot be used.") == true)
            #expect(error?.description.contains(word) == true)
        }
        #expect(throws: VoiceCloneError.self) { try profile([]) }
        #expect(throws: AudioError.self) {
            try profile([.init(name: "", waveform: .init(samples: [], sampleRate: 8000))])
        }
        #expect(throws: VoiceCloneError.self) { try VoiceProfile(name: "", recordings: [], encoder: encoder) }
        for (name, consent) in [
            ("a\nb", nil), (String(repeating: "长", count: 67), nil), ("a", String(repeating: "y", count: 1201)),
            ("a", "I\u{1B}[2J agree"),
        ] {
            let error = #expect(throws: VoiceCloneError.self) {
                try VoiceProfile(
                    name: name, recordings: [.init(name: "a", waveform: whole)], encoder: encoder, consent: consent)
            }
            #expect(error?.description.contains("bytes") == true)
        }
    }

    @Test func whatIsWrittenIsReadAgainBitForBit() throws {
        try withTemporaryFolder { folder in
            var profile = try profile(VoiceFixture.recordings())
            profile.trial = .init(text: "你好\"\\", seed: .max, likeness: 0.1)
            let url = folder.appending(path: "zoë.voice.json")
            try profile.write(to: url)
            #expect(try VoiceProfile(contentsOf: url) == profile)
            let data = try Data(contentsOf: url)
            #expect(data.count < 40_000)
            #expect(try VoiceProfile(json: data).json == data)
            // Other programs read it too.
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(object["format"] as? String == "voiceclone-profile")
            #expect(object["version"] as? Int == 1)
            #expect(object["encoder"] as? String == encoder.weightsDigest.description)
            #expect(object["consent"] as? String == "Yes.\nZoë, 2026")
            #expect(((object["embeddings"] as? [String: Any])?["aias"] as? [Any])?.count == 256)
        }
    }

    @Test func aPathThatCannotBeWrittenIsNamedAndNothingIsLeft() throws {
        try withTemporaryFolder { folder in
            let profile = try profile([.init(name: "a", waveform: VoiceFixture.recording())])
            for path in [folder.path, folder.appending(path: "missing/me.voice.json").path] {
                let error = #expect(throws: VoiceCloneError.self) { try profile.write(to: URL(filePath: path)) }
                #expect(error?.description.contains(path) == true)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }
}
