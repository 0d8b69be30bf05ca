import Foundation
import TestSupport
import Testing

@testable import VoiceClone

/// Who prints `localizedDescription` should read the message too, not a number.
@Suite struct ErrorMessageTests {
    @Test func localizedDescriptionsAreTheMessages() {
        let errors: [any Error & CustomStringConvertible] = [
            AudioError.missingFile(path: "a.mp3"), DSPError.emptySignal, CheckpointError.missingFile(path: "a.pt"),
            TensorError.file(path: "a.npy", reason: "no"), TextError.emptyText, SpeakerEncoderError.noVoice,
            Tacotron2Error.emptySymbols, VocoderError.emptySpectrogram, VoiceCloneError.modelsNotFound(searched: ["a"]),
            VoiceCloneError.unusableRecording(name: "a.wav", reason: .noVoice), VoiceCloneError.invalidProfile("no"),
            VoiceCloneError.unreadableProfile(path: "a.json", reason: "no"),
            VoiceCloneError.notAProfile(path: "a.json", reason: "no"),
            VoiceCloneError.newerProfile(path: "a.json", version: 2),
            VoiceCloneError.unwritableProfile(path: "a.json", reason: "no"),
            VoiceCloneError.missingConvention(voice: "Zoë", needed: .aias), VoiceCloneError.noReference(voice: "Zoë"),
            VoiceCloneError.anotherEncoder(
                voice: "Zoë", profile: SHA256Digest(of: Data([1])), encoder: SHA256Digest(of: Data([2]))),
            Tacotron2Error.noAdapter(convention: .aias, available: []),
            Tacotron2Error.noAdapter(convention: .aias, available: [.standard]),
            Tacotron2Error.adapterMismatch(expected: .aias, found: .standard),
            Tacotron2Error.invalidAdapter(path: "a.safetensors", reason: "no"), Tacotron2Error.invalidSpeaker("no"),
            Tacotron2Error.speakerMismatch(expected: 256, found: 32),
            Tacotron2Error.speakerMismatch(expected: 32, found: 256),
            Tacotron2Error.speakerMismatch(expected: 8, found: 9),
            Tacotron2Error.invalidOption(name: "a", value: "1", allowed: "at least 2"),
            VocoderError.wrongSound(samples: 1, sampleRate: 2, expectedSamples: 3, expectedRate: 4),
        ]
        for error in errors {
            #expect(error.localizedDescription == error.description)
            #expect(error.description.first?.isUppercase == true || error.description.hasPrefix("a."))
            #expect(error.description.hasSuffix("."))
        }
    }
}
