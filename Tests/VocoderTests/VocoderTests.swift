import DSP
import Foundation
import TestSupport
import Testing

@testable import Vocoder

@Suite struct VocoderTests {
    @Test(.needsSharedGoldens, arguments: ["biaobei", "Aiyue"])
    func matchesTheReference(speaker: String) throws {
        let mel = MelSpectrogram(values: try SharedGoldens.reference("mel-\(speaker)-seed42"), contract: .tacotron2)
        let hifi = try HiFiGAN(contentsOf: Golden.models.appending(path: "generator_universal.pth.tar"))
        let h = maximumDifference(
            try hifi.waveform(from: mel).samples, try SharedGoldens.reference("hifigan-\(speaker)-seed42").elements)
        #expect(h < 2e-3)
        let melgan = try MelGAN(contentsOf: Golden.models.appending(path: "melgan.kuangdd.pt"))
        let m = maximumDifference(
            try melgan.waveform(from: mel).samples, try SharedGoldens.reference("wav-\(speaker)-seed42").elements)
        #expect(m < 2e-3)
        print(speaker, h, m)
    }
}
