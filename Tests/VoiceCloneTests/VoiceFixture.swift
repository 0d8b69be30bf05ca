import Foundation
import TestSupport

@testable import VoiceClone

/// What the tests of voices share: loaded models, and recordings of two "speakers".
enum VoiceFixture {
    static let cloner = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }

    /// Five seconds of one voice.
    static func recording() throws -> Waveform {
        try Waveform(contentsOf: Golden.root.appending(path: "Fixtures/voices/synthetic.mp3"))
    }

    /// Two halves of one recording, and the whole of it as a much smaller person would speak.
    static func recordings() throws -> [VoiceRecording] {
        let whole = try recording()
        let half = whole.samples.count / 2
        return [
            VoiceRecording(
                name: "first.wav", waveform: .init(samples: Array(whole.samples[..<half]), sampleRate: whole.sampleRate)
            ),
            VoiceRecording(
                name: "second.wav",
                waveform: .init(samples: Array(whole.samples[half...]), sampleRate: whole.sampleRate)),
            VoiceRecording(
                name: "small.wav", waveform: .init(samples: whole.samples, sampleRate: whole.sampleRate * 8 / 5)),
        ]
    }
}
