import DSP
import Foundation
import Tensor
import TestSupport
import Testing
import TextFrontend

@testable import Tacotron2

@Suite struct AttentionReportTests {
    /// 你好。 and its ending: n i 2 - h ao 3 - . - ~ _
    private let symbols: SymbolSequence

    init() throws { symbols = try TextFrontend().symbols(for: "你好。") }

    /// A prediction whose attention goes through symbols, so many frames each.
    private func prediction(
        _ path: [(symbol: Int, frames: Int)], silent: Range<Int> = 0..<0,
        stop: SpectrogramPrediction.StopReason = .gate
    ) -> SpectrogramPrediction {
        let count = symbols.ids.count
        let frames = path.reduce(0) { $0 + $1.frames }
        var alignment = Tensor(zeros: [frames, count])
        alignment.withUnsafeMutableBufferPointer { buffer in
            var frame = 0
            for (symbol, length) in path {
                for _ in 0..<length {
                    for other in 0..<count {
                        buffer[frame * count + other] = other == symbol ? 0.9 : 0.1 / Float(count - 1)
                    }
                    frame += 1
                }
            }
        }
        let mel = (0..<80).flatMap { _ in (0..<frames).map { silent.contains($0) ? -5 : Float(0) } }
        return SpectrogramPrediction(
            mel: MelSpectrogram(values: Tensor(mel, shape: [80, frames]), contract: .tacotron2), alignment: alignment,
            gates: [Float](repeating: 0, count: frames), stopReason: stop, symbols: symbols, seed: 0)
    }

    private let sound: [(symbol: Int, frames: Int)] = [(0, 4), (1, 6), (2, 3), (4, 5), (5, 8), (6, 4), (8, 6), (10, 2)]

    @Test func aSoundSentence() {
        let report = AttentionReport(prediction(sound))
        #expect(report.isSound)
        #expect(report.badness == 0)
        #expect(report.units.map(\.symbols) == [["n", "i", "2"], ["h", "ao", "3"], ["."]])
        #expect(report.units.map(\.isHeard) == [true, true, false])
        #expect(report.units.map(\.frames) == [0..<13, 13..<30, 30..<36])
        #expect(report.units[0].symbolFrames == [0..<4, 4..<10, 10..<13])
        #expect(report.monotonicity == 1)
        #expect(abs(report.secondsPerUnit - 15 * 256 / 22050) < 1e-9)
    }

    /// The frames of the units follow one another and are all but those behind the last.
    @Test func framesAreShared() {
        let units = AttentionReport(prediction(sound)).units
        #expect(units[0].frames.lowerBound == 0)
        for (left, right) in zip(units, units.dropFirst()) {
            #expect(left.frames.upperBound == right.frames.lowerBound)
        }
        for unit in units { #expect(unit.symbolFrames.reduce(0) { $0 + $1.count } == unit.frames.count) }
    }

    @Test func aSkippedSyllable() {
        let report = AttentionReport(prediction([(0, 4), (1, 6), (2, 3), (8, 6), (10, 2)]))
        #expect(report.problems == [.skipped([1])])
        #expect(report.badness == 10)
    }

    /// Attention alone is not speech: 43 dB below the rest, the second syllable is not heard.
    @Test func aSyllableWithoutSound() {
        #expect(AttentionReport(prediction(sound, silent: 13..<30)).problems == [.unheard([1])])
        #expect(AttentionReport(prediction(sound, silent: 13..<28)).isSound)
        #expect(AttentionReport(prediction(sound, silent: 30..<36)).isSound)
        // A unit of two frames has its sound beside them.
        let short = prediction([(0, 4), (1, 6), (2, 10), (5, 2), (8, 6), (10, 2)], silent: 20..<22)
        #expect(AttentionReport(short).isSound)
    }

    /// A sentence that is silence throughout has nothing to be compared with: no voice is so faint.
    @Test func aSentenceWithoutSound() {
        let frames = 0..<sound.map(\.frames).reduce(0, +)
        #expect(AttentionReport(prediction(sound, silent: frames)).problems == [.unheard([0, 1])])
    }

    @Test func aSyllableOutOfTurn() {
        let report = AttentionReport(prediction(Array(sound.dropLast()) + [(0, 8), (8, 20), (10, 2)]))
        #expect(report.problems.contains { if case .repeated([0]) = $0 { true } else { false } })
        #expect(report.monotonicity < 1)
    }

    @Test func aStall() {
        let report = AttentionReport(prediction([(0, 4), (1, 90), (2, 3), (4, 5), (5, 8), (6, 4), (8, 6), (10, 2)]))
        guard case .stalled(unit: 0, let seconds)? = report.problems.first else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(abs(seconds - 97 * 256 / 22050) < 1e-9)
    }

    /// What lies beside a mark is a pause, and two tenths of a second may be the closure of a stop.
    @Test func aGapWhereNoMarkStands() {
        let long: [(symbol: Int, frames: Int)] = [(0, 4), (1, 36), (2, 3), (4, 5), (5, 30), (6, 4), (8, 6), (10, 2)]
        #expect(AttentionReport(prediction(long, silent: 12..<29)).isSound)
        let report = AttentionReport(prediction(long, silent: 12..<30))
        #expect(report.problems == [.gap(unit: 0, seconds: 18 * 256.0 / 22050)])
        #expect(report.problems.map(\.description) == ["it was quiet for 0.21 s in unit 1"])
        #expect(report.badness == 5)
        #expect(AttentionReport(prediction(long, silent: 52..<75)).isSound)
    }

    @Test func aTrailAndNoStop() {
        let report = AttentionReport(prediction(Array(sound.dropLast()) + [(10, 200)], stop: .frameLimit))
        #expect(report.problems.count == 2)
        #expect(report.problems.last == .notStopped)
    }

    /// Murmur behind the end is cut off, and then the sentence is sound.
    @Test func murmurIsCutOff() throws {
        let murmuring = prediction(Array(sound.dropLast()) + [(10, 200)])
        let frames = try #require(AttentionReport(murmuring).framesBeforeMurmur)
        #expect(frames == 36 + 17)
        let cut = murmuring.prefix(frames: frames)
        #expect(
            cut.mel.frames == frames && cut.gates.count == frames && cut.alignment.shape == [frames, symbols.ids.count])
        #expect(AttentionReport(cut).isSound)
        #expect(AttentionReport(prediction(sound)).framesBeforeMurmur == nil)
        let endless = prediction(Array(sound.dropLast()) + [(10, 200)], stop: .frameLimit)
        #expect(AttentionReport(endless).framesBeforeMurmur == nil)
    }

    @Test func whatWasCutDiesAway() {
        let whole = prediction(sound, silent: 0..<30)
        let cut = whole.dyingAway()
        let (frames, silence) = (whole.mel.frames, Float(log(1e-5)))
        #expect(frames == 38)
        for frame in 0..<frames - 17 { #expect(cut.mel.values[40, frame] == whole.mel.values[40, frame]) }
        for frame in frames - 17..<frames {
            let loss = Float(3 * log(10.0)) * Float(frame + 18 - frames) / 17
            #expect(abs(cut.mel.values[40, frame] - max(whole.mel.values[40, frame] - loss, silence)) < 1e-5)
        }
        #expect(cut.alignment == whole.alignment && cut.gates == whole.gates)
    }

    /// What the network says of plain sentences is sound, and a decoder cut short is told.
    @Test func theNetwork() throws {
        let tacotron2 = try Tacotron2(contentsOf: Golden.models.appending(path: "mellotron.kuangdd-mspk.pt"))
        let speaker = SpeakerVector(name: "biaobei")
        for text in ["你好。", "今天天气很好，我们去公园吧。", "他看NBA和CBA。"] {
            let report = AttentionReport(try tacotron2.predict(text, speaker: speaker, options: .init(seed: 3)))
            #expect(report.isSound, "\(text): \(report.problems)")
            #expect((0.1...0.4).contains(report.secondsPerUnit))
        }
        let cut = try tacotron2.predict("今天天气很好。", speaker: speaker, options: .init(seed: 3, maximumFrames: 60))
        #expect(AttentionReport(cut).problems.contains(.notStopped))
    }
}
