import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VoiceClonerVoicesTests {
    private let cloner: VoiceCloner
    private let limited = Tacotron2Options(seed: 3, maximumFrames: 120)

    init() throws { cloner = try VoiceFixture.cloner.get() }

    @Test func aRecordingBecomesAVoiceThatSpeaks() throws {
        let recording = try VoiceFixture.recording()
        let voice = try cloner.voice(from: recording, name: "Zoë")
        #expect(voice.name == "Zoë" && !voice.isTrained)
        #expect(cloner.convention == .standard)
        // What it is conditioned on is the network's own map of the recording's embedding.
        let embedding = try cloner.speakerEncoder.embed(recording)
        #expect(try voice.vector == cloner.tacotron2.speakerVector(for: embedding))
        let speech = try cloner.speak("你好", as: voice, options: limited)
        #expect(speech.voice == voice)
        let mel = try cloner.tacotron2.melSpectrogram(text: "你好", embedding: embedding, options: limited)
        #expect(mel == speech.prediction.mel)

        let heard = try cloner.speakerEncoder.embed(speech.waveformAsPredicted)
        #expect(try cloner.likeness(of: speech) == heard.similarity(to: embedding))
    }

    @Test func severalRecordingsAreOneVoice() throws {
        let recordings = try VoiceFixture.recordings().map(\.waveform)
        let voice = try cloner.voice(from: recordings)
        #expect(try voice.profile?.embedding(.standard) == cloner.speakerEncoder.embed(recordings))
        #expect(voice.profile?.clips.map(\.name) == ["recording 1", "recording 2", "recording 3"])
        #expect(voice.profile?.warnings.count == 1)
        #expect(throws: VoiceCloneError.self) { try cloner.voice(from: []) }
    }

    @Test func anAwaitedVoiceIsTheSame() async throws {
        let recording = try VoiceFixture.recording()
        func other() throws -> Voice { try cloner.voice(from: recording, name: "Zoë") }
        #expect(try await cloner.voice(from: recording, name: "Zoë") == other())
        let task = Task { [cloner] in
            withUnsafeCurrentTask { $0?.cancel() }
            await #expect(throws: CancellationError.self) { try await cloner.voice(from: recording) }
        }
        await task.value
    }

    @Test func aVoiceTellsItsNameAndNotItsNumbers() throws {
        let voice = try cloner.voice(from: VoiceFixture.recording(), name: "Zoë")
        let profile = try #require(voice.profile)
        let told = ["\(voice)", "\(profile)", "\(profile.embeddings[0])", String(reflecting: voice)]
        #expect(told.allSatisfy { $0.count < 80 })
        #expect(told[0].hasPrefix("Voice Zoë, cloned from recordings of "))
        #expect(told[2] == "SpeakerEmbedding of 256 numbers, convention standard")
        #expect("\(Voice.builtIn("Aida"))" == "Voice Aida, built in")
    }

    @Test func anInventedVoiceIsTold() {
        #expect(Voice.builtIn("Biaobei").warnings == [.invented(name: "Biaobei")])
        #expect(Voice.builtIn("biaobei").warnings.isEmpty)
    }

    // A cloned voice may have the name of a built-in one; it is none.
    @Test func aClonedVoiceIsNoBuiltInOne() throws {
        let voice = try cloner.voice(from: VoiceFixture.recording(), name: "biaobei")
        #expect(!voice.isTrained)
        #expect(voice != .builtIn("biaobei"))
    }

    @Test func aProfileOfAnotherEncoderIsRefused() throws {
        let profile = try cloner.voice(from: VoiceFixture.recording(), name: "Zoë").profile
        let other = SHA256Digest(of: Data("other".utf8))
        var json = String(decoding: try #require(try profile?.json), as: UTF8.self)
        json.replace(cloner.speakerEncoder.weightsDigest.description, with: other.description)
        let foreign = try VoiceProfile(json: Data(json.utf8))
        let error = #expect(throws: VoiceCloneError.self) { try cloner.voice(from: foreign) }
        #expect(
            error == .anotherEncoder(voice: "Zoë", profile: other, encoder: cloner.speakerEncoder.weightsDigest))
        #expect(error?.description.contains(other.abbreviated) == true)
        #expect(error?.description.contains(cloner.speakerEncoder.weightsDigest.abbreviated) == true)
    }

    // Two sentences of five seconds; one is off by 0.04 (standard deviation), and another voice by 0.3.
    @Test func howAlikeAVoiceWillBeIsKnownBeforehand() throws {
        let voice = try cloner.voice(from: VoiceFixture.recording())
        let expected = try #require(voice.expectedLikeness)
        let heard = try ["如果明天下午不下雨，我打算带着孩子们去郊外的湖边钓鱼和野餐", "这家小店的老板是一位退休的老师，他做的面条在附近非常有名"].map {
            try cloner.likeness(of: cloner.speak($0, as: voice, options: .init(seed: 5)))
        }
        #expect(abs((heard[0] + heard[1]) / 2 - expected) < 0.1)
        #expect(voice.warnings.isEmpty)
        // The recording as a much smaller person would speak is none that the network can say.
        let small = try cloner.voice(from: VoiceFixture.recordings()[2].waveform)
        #expect(try #require(small.expectedLikeness) < expected - 0.05)
        #expect(Voice.builtIn("biaobei").expectedLikeness == nil)
    }

    @Test func aVoiceThatTheNetworkCanHardlyImitateIsTold() throws {
        let profile = try #require(try cloner.voice(from: VoiceFixture.recording()).profile)
        func warnings(_ likeness: Float?) -> [VoiceWarning] {
            Voice(name: "x", vector: SpeakerVector(name: "x"), profile: profile, expectedLikeness: likeness).warnings
        }
        #expect(warnings(0.64) == [.hardToImitate(expectedLikeness: 0.64)])
        #expect(warnings(0.65).isEmpty && warnings(nil).isEmpty)
        #expect(VoiceWarning.hardToImitate(expectedLikeness: 0.64).description.contains("alike to 0.64"))
    }

    @Test func aBuiltInVoiceHasNothingToBeAlikeTo() throws {
        let speech = try cloner.speak("你好", as: .builtIn("biaobei"), options: limited)
        #expect(throws: VoiceCloneError.noReference(voice: "biaobei")) { try cloner.likeness(of: speech) }
    }

    @Test func aVoiceIsTried() throws {
        let profile = try #require(try cloner.voice(from: VoiceFixture.recording()).profile)
        let trial = try cloner.trial(of: profile, text: "你好", options: limited)
        let speech = try cloner.speak("你好", as: cloner.voice(from: profile), options: limited)
        #expect(trial == .init(text: "你好", seed: 3, likeness: try cloner.likeness(of: speech)))
    }
}
