import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VocoderInputTests {
    private static let cloner = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }

    @Test func valuesRiseTogetherAndTheHighestBandStaysBesideItsNeighbour() {
        let floor = log(Float(1e-5))
        let columns: [[Float]] = [[-3, -3.1], [-3, -5], [-3, -1], [floor, floor]]
        let values = Tensor(shape: [80, 4]) { values in
            for band in 0..<80 { for frame in 0..<4 { values[band * 4 + frame] = columns[frame][band == 79 ? 1 : 0] } }
        }
        let mel = MelSpectrogram(values: values, contract: .tacotron2)
        func prepared(_ gain: Double?) -> [[Float]] {
            let mel = mel.prepared(VocoderInput(gain: gain))
            return (0..<4).map { [mel.values[78, $0], mel.values[79, $0]] }
        }
        #expect(prepared(0) == [[-3, -3.1], [-3, -3.2], [-3, -2.8], [floor, floor]])
        // A factor of ten is 20 dB; nothing falls below the floor.
        let louder = prepared(20)
        #expect(abs(louder[0][0] + 3 - log(10)) < 1e-5 && abs(louder[1][1] + 3.2 - log(10)) < 1e-5)
        #expect(prepared(-20)[3] == [floor, floor])
        #expect(prepared(nil) == columns)
    }

    /// Of themselves these voices are 7 dB apart, and Siyue and Aiyue have next to nothing above 8 kHz.
    @Test(arguments: ["Siyue", "Aiyue", "biaobei"], [true, false])
    func voicesAreEquallyLoudAndHaveTheirHeights(name: String, isEvened: Bool) throws {
        let speech = try Self.cloner.get().speak(
            "小学同学谢老师去车站。", as: .builtIn(name), options: .init(seed: 1),
            recovery: isEvened ? .init() : .off)
        let spectrum = try ShortTimeFourierTransform(fftSize: 1024, hopLength: 256)
            .spectrogram(of: speech.waveform.samples).powers()  // [frames, 513]
        func power(_ band: ClosedRange<Double>) -> [Double] {
            let bins = (0..<513).filter { band.contains(Double($0) * 22050 / 1024) }
            return (0..<spectrum.shape[0]).map { frame in bins.reduce(0) { $0 + Double(spectrum[frame, $1]) } }
        }
        let all = power(0...11025)
        let loudest = try #require(all.max())
        let heard = all.filter { $0 > loudest / 1000 }
        // A frame's power: the squared window, 384, times half of the bins.
        let level = 10 * log10(heard.reduce(0, +) / Double(heard.count) / (384 * 512))
        #expect((-26 ... -20).contains(level), "\(level) dBFS")
        let (above, below) = (power(8300...9500).reduce(0, +) / 1200, power(6500...7500).reduce(0, +) / 1000)
        #expect(10 * log10(above / below) > -20)
    }
}
