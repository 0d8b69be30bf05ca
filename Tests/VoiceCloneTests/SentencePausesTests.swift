import TestSupport
import Testing

@testable import Tacotron2
@testable import TextFrontend
@testable import VoiceClone

@Suite struct SentencePausesTests {
    /// A sentence whose attention stays with each symbol for four frames.
    private func spoken(pauseBefore: Double) throws -> SentenceSpeaker.Spoken {
        let sentence = try #require(try TextFrontend().sentences(of: "你好。").first)
        let (count, frames) = (sentence.symbols.ids.count, 4 * sentence.symbols.ids.count)
        var alignment = Tensor(zeros: [frames, count])
        for frame in 0..<frames { alignment[frame, frame / 4] = 1 }
        return SentenceSpeaker.Spoken(
            SpectrogramPrediction(
                mel: MelSpectrogram(values: Tensor(zeros: [80, frames]), contract: .tacotron2), alignment: alignment,
                gates: [Float](repeating: 0, count: frames), stopReason: .gate, symbols: sentence.symbols, seed: 0),
            of: TextSentence(
                symbols: sentence.symbols, positions: sentence.positions, unitPositions: sentence.unitPositions,
                pauseBefore: pauseBefore, pause: 0, naturalPause: 0, units: sentence.units),
            way: .first, cutsMurmur: false, scale: TimeScale(rate: 1))
    }

    /// 23.04 s are 1984.5 frames: the sound and the times of it must be rounded to the same number.
    @Test(arguments: [0, 0.5, 23.04, 60]) func soundAndTimesAgree(seconds: Double) throws {
        let sentences = [try spoken(pauseBefore: seconds)]
        let mel = try sentences.joined(sentences.map { $0.spectrogram(nil) })
        let times = SpeechTimestamps(of: sentences, in: ["你", "好", "。"])
        #expect(abs(times.duration - mel.duration) < 1e-6)
        #expect(abs(mel.duration - seconds - sentences[0].prediction.mel.duration) < 0.006)
    }

    /// More than a day of silence cannot even be made.
    @Test func whatIsTooLongIsRefusedBeforeItIsMade() throws {
        let sentences = [try spoken(pauseBefore: 100_000)]
        let error = #expect(throws: AudioError.self) { try sentences.joined(sentences.map { $0.spectrogram(nil) }) }
        guard case .tooLong = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
