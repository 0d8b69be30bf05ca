import Foundation
import TestSupport
import Testing

@testable import VoiceClone

@Suite struct VocoderInputTests {
    private static let cloner = Result { try VoiceCloner(models: ModelDirectory(Golden.models), vocoder: .melGAN) }

    @Test func valuesRiseTogetherAndTheHighestBandStaysBesideItsNeighbour() {
        let floor = log(Float(1e-5))
        // The last is damaged, and left for the vocoder to refuse.
        let columns: [[Float]] = [[-3, -3.1], [-3, -5], [-3, -1], [floor, floor], [-1_000, -1_000]]
        let values = Tensor(shape: [80, 5]) { values in
            for band in 0..<80 { for frame in 0..<5 { values[band * 5 + frame] = columns[frame][band == 79 ? 1 : 0] } }
        }
        let mel = MelSpectrogram(values: values, contract: .tacotron2)
        func prepared(_ gain: Double?) -> [[Float]] {
            let mel = mel.prepared(gain.map(VocoderInput.init))
            return (0..<5).map { [mel.values[78, $0], mel.values[79, $0]] }
        }
        #expect(prepared(0) == [[-3, -3.1], [-3, -3.2], [-3, -2.8], [floor, floor], columns[4]])
        // A factor of ten is 20 dB; nothing falls below the floor.
        let louder = prepared(20)
        #expect(abs(louder[0][0] + 3 - log(10)) < 1e-5 && abs(louder[1][1] + 3.2 - log(10)) < 1e-5)
        #expect(prepared(-20)[3] == [floor, floor] && prepared(-20)[4] == columns[4])
        #expect(prepared(nil) == columns)
    }

    /// The level and the heights of a sentence in a voice, in decibels.
    private func sound(_ name: String, _ recovery: SpeechRecovery, _ cloner: VoiceCloner) throws -> (Double, Double) {
        let speech = try cloner.speak(
            "小学同学谢老师去车站。", as: .builtIn(name), options: .init(seed: 1), recovery: recovery)
        #expect((speech.spectrograms == speech.predictions.map(\.mel)) != cloner.correctsSpectrograms)
        #expect(cloner.correctsSpectrograms || speech.sentences[0].gain == 0)
        let spectrum = try ShortTimeFourierTransform(fftSize: 1024, hopLength: 256)
            .spectrogram(of: speech.waveform.samples).powers()  // [frames, 513]
        func power(_ band: ClosedRange<Double>) -> [Double] {
            let bins = (0..<513).filter { band.contains(Double($0) * 22050 / 1024) }
            return (0..<spectrum.shape[0]).map { frame in bins.reduce(0) { $0 + Double(spectrum[frame, $1]) } }
        }
        let all = power(0...11025)
        let loudest = try #require(all.max())
        let heard = all.filter { $0 > loudest / 1000 }
        let (above, below) = (power(8300...9500).reduce(0, +) / 1200, power(6500...7500).reduce(0, +) / 1000)
        return (10 * log10(heard.reduce(0, +) / Double(heard.count)), 10 * log10(above / below))
    }

    /// Of themselves these voices are 7 dB apart, and two of them have next to nothing above 8 kHz.
    @Test func voicesAreEquallyLoudAndHaveTheirHeights() throws {
        let faithful = try VoiceCloner(
            models: ModelDirectory(Golden.models), vocoder: .melGAN, correctsSpectrograms: false)
        for (cloner, recovery) in [
            (try Self.cloner.get(), SpeechRecovery()), (try Self.cloner.get(), .off), (faithful, .init()),
        ] {
            let sounds = try ["Siyue", "Aiyue", "biaobei"].map { try sound($0, recovery, cloner) }
            let levels = sounds.map(\.0).sorted()
            let lowest = try #require(sounds.map(\.1).min())
            if cloner.correctsSpectrograms {
                #expect(levels[2] - levels[0] < (recovery == .off ? 5 : 3.5) && lowest > -20)
            } else {
                #expect(levels[2] - levels[0] > 5 && lowest < -40)
            }
        }
    }

    /// The encoder hears how loud a voice is, so a likeness is that of speech as loud as the network spoke it.
    @Test func likenessIsOfWhatTheNetworkSpoke() throws {
        let faithful = try VoiceCloner(
            models: ModelDirectory(Golden.models), vocoder: .melGAN, correctsSpectrograms: false)
        let likenesses = try [Self.cloner.get(), faithful].map { cloner in
            let voice = try cloner.voice(from: VoiceFixture.recording())
            return try cloner.likeness(of: cloner.speak("小学同学谢老师去车站。", as: voice, options: .init(seed: 1)))
        }
        #expect(abs(likenesses[0] - likenesses[1]) < 0.03)
    }
}
