import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VoiceClonerPartsTests {
    private let loaded: VoiceCloner
    private let voice = Voice.builtIn("biaobei")

    init() throws { loaded = try VoiceFixture.cloner.get() }

    /// What a user of the package may write: a sample is its frame's second band, and says the seed.
    private struct OwnVocoder: MelVocoder {
        let contract = MelContract.tacotron2

        func waveform(from mel: MelSpectrogram, seed: UInt64) -> Waveform {
            Waveform(
                samples: (0..<256 * mel.frames).map { mel.values[1, $0 / 256] / 20 + Float(seed) / 10 },
                sampleRate: 22_050)
        }
    }

    private func cloner(_ vocoder: any MelVocoder) throws -> VoiceCloner {
        try VoiceCloner(speakerEncoder: loaded.speakerEncoder, tacotron2: loaded.tacotron2, vocoder: vocoder)
    }

    @Test func partsSpeakAsTheWhole() throws {
        let cloner = try cloner(loaded.vocoder)
        #expect(cloner.convention == .standard && cloner.correctsSpectrograms)
        let speech = try [loaded, cloner].map { try $0.speak("你好。", as: voice, options: .init(seed: 3)) }
        #expect(speech[0].waveform == speech[1].waveform)
    }

    @Test func aVocoderOfOnesOwnSpeaksAndStreams() async throws {
        let cloner = try cloner(OwnVocoder())
        let options = Tacotron2Options(seed: 3)
        let speech = try await cloner.speak("你好。再见。", as: voice, options: options, recovery: .off)
        #expect(speech.waveform.samples.first == speech.spectrograms[0].values[1, 0] / 20 + 0.3)
        var samples: [Float] = []
        for try await chunk in try cloner.stream("你好。再见。", as: voice, options: options) {
            samples += chunk.waveform.samples
        }
        #expect(samples == speech.waveform.samples)
    }

    /// One that makes some samples too few, at another rate, or no numbers.
    private struct WrongVocoder: MelVocoder {
        let contract = MelContract.tacotron2
        var missing = 0
        var sampleRate = 22_050
        var sample: Float = 0

        func waveform(from mel: MelSpectrogram, seed: UInt64) -> Waveform {
            Waveform(
                samples: [Float](repeating: sample, count: 256 * mel.frames - missing), sampleRate: sampleRate)
        }
    }

    @Test func aVocoderThatMakesSomethingElseIsToldSo() async throws {
        for vocoder in [WrongVocoder(missing: 1), WrongVocoder(sampleRate: 16_000), WrongVocoder(sample: .nan)] {
            let cloner = try cloner(vocoder)
            let spoken = await #expect(throws: VocoderError.self) { try await cloner.speak("你好。", as: voice) }
            let streamed = await #expect(throws: VocoderError.self) {
                for try await _ in try cloner.stream("你好。", as: voice) {}
            }
            if vocoder.sample.isNaN {
                #expect(spoken == .notFinite(frame: 0) && streamed == .notFinite(frame: 0))
            } else {
                guard case .wrongSound(let samples, let rate, let expected, 22_050)? = spoken else {
                    Issue.record("\(String(describing: spoken))")
                    continue
                }
                #expect(samples + vocoder.missing == expected && rate == vocoder.sampleRate)
            }
        }
    }

    @Test func aVocoderOfOtherSpectrogramsIsRefused() {
        #expect(throws: DSPError.contractMismatch(expected: .ge2e, actual: .tacotron2)) {
            try cloner(GriffinLim(contract: .ge2e))
        }
    }
}
