import Foundation
import TestSupport
import Testing

@testable import VoiceClone

/// Voices with models that are not the fetched ones: small networks with random weights, in the archives that people
/// have (Scripts/goldens/torchscript.py).
@Suite struct OtherModelsTests {
    private let options = Tacotron2Options(seed: 3, maximumFrames: 60)

    /// A folder of the fetched speaker encoder and Tacotron 2, and of `others`, which come before them.
    private func cloner(_ others: [String: String], convention: EmbeddingConvention? = nil) throws -> VoiceCloner {
        try withTemporaryFolder { folder in
            for name in ["pretrained.pt", "mellotron.kuangdd-mspk.pt"] {
                try FileManager.default.createSymbolicLink(
                    at: folder.appending(path: name), withDestinationURL: Golden.models.appending(path: name))
            }
            for (name, file) in others {
                try FileManager.default.copyItem(
                    at: Golden.url("torchscript/\(file)"), to: folder.appending(path: name))
            }
            return try VoiceCloner(models: ModelDirectory(folder), vocoder: .griffinLim, convention: convention)
        }
    }

    @Test(arguments: [nil, EmbeddingConvention.standard])
    func theRTVCLayoutSpeaksFromTheEmbedding(convention: EmbeddingConvention?) throws {
        let cloner = try cloner(["tacotron2.zip": "tacotron2-scripted.zip"], convention: convention)
        #expect(cloner.convention == convention ?? .aias)
        let recording = try VoiceFixture.recording()
        let voice = try cloner.voice(from: recording, name: "Zoë")
        let embedding = try cloner.speakerEncoder.embed(recording, convention: cloner.convention)
        #expect(voice.vector.values == embedding.values)

        // What has not learned to speak would be spoken again.
        let speech = try cloner.speak("你好", as: voice, options: options, recovery: .off)
        let mel = try cloner.tacotron2.melSpectrogram(text: "你好", embedding: embedding, options: options)
        #expect(speech.prediction.mel == mel)
        #expect(speech.waveform.provenance.flatMap { SpeechProvenance($0) }?.kind == .cloned)
        #expect(throws: Tacotron2Error.speakerMismatch(expected: 256, found: 32)) {
            try cloner.speak("你好", as: .builtIn("biaobei"), options: options)
        }
    }

    @Test func anotherEncoderNeitherSpeaksAProfileNorComparesWithIt() throws {
        let cloner = try VoiceFixture.cloner.get()
        let voice = try cloner.voice(from: VoiceFixture.recording(), name: "Zoë")
        let profile = try #require(voice.profile)
        let other = try self.cloner(["speakerEncoder.zip": "encoder-traced.zip"])
        let expected = VoiceCloneError.anotherEncoder(
            voice: "Zoë", profile: cloner.speakerEncoder.weightsDigest, encoder: other.speakerEncoder.weightsDigest)
        #expect(throws: expected) { try other.voice(from: profile) }
        let speech = try cloner.speak("你好", as: voice, options: options)
        #expect(throws: expected) { try other.likeness(of: speech) }
    }
}
