import Foundation
import Tensor
import TestSupport
import Testing

@testable import Tacotron2
@testable import VoiceClone

@Suite struct SpeechPaceTests {
    /// A sentence of six syllables whose attention stays with each symbol for so many frames.
    private func report(framesPerSymbol: Int) throws -> SentenceReport {
        let symbols = try TextFrontend().symbols(for: "你好你好你好")
        let (count, frames) = (symbols.ids.count, symbols.ids.count * framesPerSymbol)
        var alignment = Tensor(zeros: [frames, count])
        alignment.withUnsafeMutableBufferPointer { alignment in
            for frame in 0..<frames { alignment[frame * count + frame / framesPerSymbol] = 1 }
        }
        let prediction = SpectrogramPrediction(
            mel: MelSpectrogram(values: Tensor(zeros: [80, frames]), contract: .tacotron2), alignment: alignment,
            gates: [Float](repeating: 0, count: frames), stopReason: .gate, symbols: symbols, seed: 0)
        let attempt = SpeechAttempt(way: .first, seed: 0, frames: frames, cutFrames: 0, problems: [])
        return SentenceReport(
            text: "\(framesPerSymbol)", kept: attempt, attempts: [attempt], stopReason: .gate,
            attention: AttentionReport(prediction), unitTexts: [], gain: 0)
    }

    private func speech(_ framesPerSymbol: [Int]) throws -> Speech {
        Speech(
            waveform: Waveform(samples: [0], sampleRate: 22_050), predictions: [], spectrograms: [], rate: 1,
            voice: .builtIn("biaobei"), textWarnings: [], sentences: try framesPerSymbol.map(report),
            timestamps: SpeechTimestamps(),
            timings: .init(spectrogram: .zero, vocoder: .zero))
    }

    // Half the usual time of a syllable is still ordinary, and so is two and a half times; the median is the usual one.
    @Test func whatIsHurriedOrDraggedIsTold() throws {
        let speech = try speech([4, 4, 2, 10, 1, 11, 4])
        let usual = try #require(speech.usualSecondsPerUnit)
        #expect(abs(usual - 16 * 256 / 22_050) < 1e-9)
        #expect(speech.hurriedOrDragged.map(\.text) == ["1", "11"])
        #expect(try self.speech([4, 4, 4]).hurriedOrDragged.isEmpty)
    }
}
