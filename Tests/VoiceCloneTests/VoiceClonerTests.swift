import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VoiceClonerTests {
    private static let loaded = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }
    private let cloner: VoiceCloner

    init() throws { cloner = try Self.loaded.get() }

    // Another take of the sentence, by weights of half the bits.
    @Test func bothPrecisionsSpeak() throws {
        let models = ModelDirectory(Golden.models)
        let options = Tacotron2Options(seed: 3)
        let speeches = try [WeightPrecision.float32, .bfloat16].map { precision in
            let cloner = try VoiceCloner(models: models, vocoder: .melGAN, precision: precision)
            return try cloner.speak("今天天气很好。", as: .builtIn("biaobei"), options: options)
        }
        for speech in speeches { #expect(speech.isSound && speech.stopReason == .gate) }
        #expect(speeches[0].waveform != speeches[1].waveform)
        let durations = speeches.map(\.waveform.duration)
        #expect(abs(durations[0] - durations[1]) < 0.5)
        for speech in speeches { #expect(speech.timings.spectrogram > .zero && speech.timings.vocoder > .zero) }
    }

    @Test func aSentenceIsSpokenAndWritten() throws {
        let speech = try cloner.speak("今天天气很好。", as: .builtIn("biaobei"), options: .init(seed: 42))
        #expect(speech.prediction.stopReason == .gate)
        #expect(speech.waveform.samples.count == speech.prediction.mel.frames * 256)
        #expect((1.0...3.0).contains(speech.waveform.duration))
        let energy = speech.waveform.samples.reduce(0) { $0 + $1 * $1 } / Float(speech.waveform.samples.count)
        #expect(energy.squareRoot() > 0.01)
        try withTemporaryFolder { folder in
            let url = folder.appending(path: "speech.wav")
            try speech.waveform.write(to: url)
            let read = try Waveform(contentsOf: url)
            #expect(maximumDifference(read.samples, speech.waveform.samples) <= 1 / 32768)
        }
    }

    @Test func anyNameIsAVoiceButNotEveryOneIsTrained() throws {
        #expect(Voice.builtIn("Aiyue").isTrained)
        #expect(!Voice.builtIn("aiyue").isTrained)
        let limited = Tacotron2Options(maximumFrames: 20)
        let speech = try cloner.speak("你好", as: .builtIn("Nobody"), options: limited)
        #expect(!speech.voice.isTrained)
        #expect(speech.prediction.mel.frames <= 20)
    }

    @Test func oneClonerServesManyThreads() async throws {
        let options = Tacotron2Options(seed: 5, maximumFrames: 30)
        let expected = try await cloner.speak("你好", as: .builtIn("biaobei"), options: options).waveform
        try await withThrowingTaskGroup(of: Waveform.self) { group in
            for _ in 0..<4 {
                group.addTask { [cloner] in
                    try await cloner.speak("你好", as: .builtIn("biaobei"), options: options).waveform
                }
            }
            for try await waveform in group { #expect(waveform == expected) }
        }
    }

    @Test func missingModelsAreNamed() {
        let nowhere = ModelDirectory(URL(filePath: "/nowhere"))
        let error = #expect(throws: CheckpointError.self) { try VoiceCloner(models: nowhere) }
        #expect(error?.description.contains("/nowhere/pretrained.pt") == true)
    }

    @Test func griffinLimNeedsNoWeights() throws {
        _ = try VocoderChoice.griffinLim.load(from: ModelDirectory(URL(filePath: "/nowhere")))
        #expect(throws: CheckpointError.self) {
            try VocoderChoice.hifiGAN.load(from: ModelDirectory(URL(filePath: "/nowhere")))
        }
    }
}
