import TestSupport
import Testing

@testable import VoiceClone

@Suite struct SpeechAsPredictedTests {
    /// Each sentence is brought back by its own gain, not by the mean of all.
    @Test func everySentenceHasTheLevelAtWhichItWasPredicted() throws {
        let spoken = try VoiceFixture.cloner.get().speak(
            "你好。再见。", as: .builtIn("biaobei"), options: .init(seed: 3))
        let reports = zip(spoken.sentences, [20, -6.0206]).map { sentence, gain in
            SentenceReport(
                text: sentence.text, kept: sentence.kept, attempts: sentence.attempts, stopReason: sentence.stopReason,
                attention: sentence.attention, unitTexts: sentence.unitTexts, gain: gain)
        }
        func heard(_ sample: Float) -> [Float] {
            Speech(
                waveform: Waveform(
                    samples: spoken.waveform.samples.map { _ in sample }, sampleRate: spoken.waveform.sampleRate),
                predictions: spoken.predictions, spectrograms: spoken.spectrograms, rate: 1, voice: spoken.voice,
                textWarnings: [], sentences: reports, timestamps: spoken.timestamps, timings: spoken.timings
            ).waveformAsPredicted.samples
        }
        let samples = heard(0.1)
        let (first, second) = (spoken.timestamps.sentences[0], spoken.timestamps.sentences[1])
        #expect(samples[..<Int(first.end * 22_050)].allSatisfy { abs($0 - 0.01) < 1e-6 })
        #expect(samples[Int(second.start * 22_050)...].allSatisfy { abs($0 - 0.2) < 1e-5 })
        // Within full scale.
        #expect(heard(0.9).last == 1 && heard(-0.9).last == -1)
    }
}
