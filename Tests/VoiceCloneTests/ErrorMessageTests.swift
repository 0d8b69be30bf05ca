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
        ]
        for error in errors {
            #expect(error.localizedDescription == error.description)
            #expect(error.description.first?.isUppercase == true || error.description.hasPrefix("a."))
            #expect(error.description.hasSuffix("."))
        }
    }
}
