import Foundation
import Tensor
import Testing

@testable import DSP

@Suite struct TimeScaleTests {
    /// Two bands of so many frames, as functions of time.
    private func mel(_ frames: Int, _ first: @escaping (Double) -> Double, _ second: @escaping (Double) -> Double)
        -> MelSpectrogram
    {
        let contract = MelContract(
            sampleRate: 22_050, fftSize: 1024, hopLength: 256, bands: 2, frequencies: 0...8000, spectrum: .magnitude,
            logarithmFloor: 1e-5)
        let values = [first, second].flatMap { band in (0..<frames).map { Float(band(Double($0))) } }
        return MelSpectrogram(values: Tensor(values, shape: [2, frames]), contract: contract)
    }

    @Test func atOneTheValuesStay() {
        let mel = mel(7, { sin(1.3 * $0) - 4 }, { cos(2.1 * $0) - 7 })
        #expect(mel.timeScaled(by: 1) == mel)
    }

    // The curve through four points is exact for parabolas; frame n of the result stands for the time between rate · n
    // and rate · (n + 1) of the original.
    @Test(arguments: [1.1, 1.37, 1.5, 2])
    func betweenFramesItFollowsTheCurve(rate: Double) {
        let parabola = { (time: Double) in 0.01 * time * time - 0.3 * time - 2 }
        let original = mel(40, parabola, { 0.25 * $0 - 10 })
        let scaled = original.timeScaled(by: rate)
        #expect(scaled.frames == Int((40 / rate).rounded()))
        var compared = 0
        for frame in 0..<scaled.frames {
            let time = (Double(frame) + 0.5) * rate - 0.5
            guard (1..<38).contains(time) else { continue }
            #expect(abs(Double(scaled.values[0, frame]) - parabola(time)) < 1e-4)
            #expect(abs(Double(scaled.values[1, frame]) - (0.25 * time - 10)) < 1e-4)
            compared += 1
        }
        #expect(compared >= Int(35 / rate))
    }

    @Test(arguments: [0.5, 0.71, 0.9]) func slowerEachFrameIsHeld(rate: Double) {
        let original = mel(40, { sin(1.3 * $0) - 4 }, { cos(2.1 * $0) - 7 })
        let scaled = original.timeScaled(by: rate)
        #expect(scaled.frames == Int((40 / rate).rounded()))
        for band in 0..<2 {
            for frame in 0..<scaled.frames {
                let held = min(Int((Double(frame) + 0.5) * rate), 39)
                #expect(scaled.values[band, frame] == original.values[band, held])
            }
        }
    }

    @Test(arguments: [0.5, 0.83, 1.21, 2])
    func theEdgesStandForWhatLiesBeyond(rate: Double) {
        let scaled = mel(9, { _ in -3 }, { $0 < 4 ? -11 : -1 }).timeScaled(by: rate)
        for frame in 0..<scaled.frames { #expect(abs(scaled.values[0, frame] + 3) < 1e-5) }
        #expect(abs(scaled.values[1, 0] + 11) < 1e-4 && abs(scaled.values[1, scaled.frames - 1] + 1) < 1e-4)
        #expect(mel(1, { _ in -3 }, { _ in -4 }).timeScaled(by: rate).frames == (rate == 0.5 ? 2 : 1))
    }

    // A stream makes frames of what it has so far; they may not change when more comes.
    @Test(arguments: [0.5, 0.61, 0.75, 1, 1.1, 1.4, 1.5, 1.99, 2])
    func theFramesThatAreNeededSuffice(rate: Double) {
        let scale = TimeScale(rate: rate)
        for total in 1..<120 {
            let all = scale.frames(of: total)
            for count in 1...all {
                let needed = scale.framesNeeded(for: count)
                guard needed <= total else { break }
                let values = [needed, total].map { known in
                    scale.taps(of: count - 1, in: known).value { Float(37 * $0 % 11) }
                }
                // Of a sentence that turns out to end there, no frame was made too many.
                guard values[0] == values[1], scale.frames(of: needed) >= count else {
                    Issue.record("frame \(count - 1) of \(total)")
                    return
                }
            }
        }
        #expect(scale.framesNeeded(for: 0) == 0 && scale.frames(of: 0) == 0)
    }
}
