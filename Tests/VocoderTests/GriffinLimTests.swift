import AudioIO
import DSP
import Foundation
import Tensor
import TestSupport
import Testing

@testable import Vocoder

@Suite struct GriffinLimTests {
    private let golden: LayerGolden
    private let mel: MelSpectrogram

    init() throws {
        golden = try LayerGolden("vocoder", in: "networks.safetensors")
        mel = MelSpectrogram(values: try golden("mel"), contract: .tacotron2)
    }

    // Against numpy's pseudo-inverse. Magnitudes reach 6 here.
    @Test func magnitudesMatchNumPy() throws {
        #expect(maximumDifference(GriffinLim().magnitudes(of: mel.values), try golden("magnitudes")) < 1e-5)
    }

    // Against librosa.griffinlim in double precision, with momentum 0.99 from phases of zero, after three rounds.
    // Samples reach 1.3. Bins of almost no magnitude have no certain phase: librosa in single precision differs by
    // 6e-4.
    @Test func roundsMatchLibrosa() throws {
        let magnitudes = try golden("magnitudes")
        let ones = Tensor((0..<magnitudes.count).flatMap { _ in [Float(1), 0] }, shape: magnitudes.shape + [2])
        let samples = try GriffinLim(iterations: 3).reconstruct(magnitudes, phases: ones)
        #expect(maximumDifference(samples, try golden("griffinlim").elements) < 2e-3)
    }

    /// The mean difference between the spectrogram asked for and that of the sound.
    private func distance(_ vocoder: GriffinLim) throws -> Float {
        let made = try MelExtractor(.tacotron2).melSpectrogram(of: vocoder.waveform(from: mel)).values
            .prefixColumns(mel.frames)
        return zip(made.elements, mel.values.elements).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(made.count)
    }

    @Test func moreRoundsComeCloser() throws {
        #expect(GriffinLim().iterations == 60)
        let (few, many) = (try distance(GriffinLim(iterations: 1)), try distance(GriffinLim(iterations: 60)))
        #expect(many < 0.75 * few)
    }

    // Decibels where a power should be.
    @Test func whatNoPowerIsRefused() throws {
        let decibels = MelSpectrogram(
            values: Tensor([Float](repeating: -3, count: 200), shape: [40, 5]), contract: .ge2e)
        #expect(throws: VocoderError.implausible(value: -3, frame: 0, range: 0...160_000)) {
            try GriffinLim(contract: .ge2e).waveform(from: decibels)
        }
    }

    @Test func whatIsTooLoudIsMadeQuieter() throws {
        let samples = try GriffinLim(iterations: 3).waveform(from: mel).samples
        let peak = try #require(samples.map(abs).max())
        #expect(peak > 0.5)
        let values = Tensor(mel.values.elements.map { $0 + 1 }, shape: mel.values.shape)
        let loud = try GriffinLim(iterations: 3).waveform(from: MelSpectrogram(values: values, contract: .tacotron2))
        #expect(loud.samples.map(abs).max() == 1)
        #expect(maximumDifference(loud.samples, samples.map { $0 / peak }) < 1e-3)
    }

    // Measured: 0.14 of the powers; roots that are forgotten or taken twice give more than 0.5.
    @Test func powersAreInvertedToo() throws {
        let contract = MelContract.ge2e
        var tones = [Float](repeating: 0, count: 16_000)
        for harmonic in 1...8 {
            let step = Float(harmonic) * 150 * 2 * .pi / 16_000
            for index in tones.indices { tones[index] += 0.05 * sin(Float(index) * step) }
        }
        let extractor = MelExtractor(contract)
        let powers = try extractor.melSpectrogram(of: Waveform(samples: tones, sampleRate: 16_000)).values
        let sound = try GriffinLim(contract: contract).waveform(
            from: MelSpectrogram(values: powers, contract: contract))
        let made = try extractor.melSpectrogram(of: sound).values.prefixColumns(powers.shape[1])
        let error = zip(made.elements, powers.elements).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }
        #expect(error < 0.3 * powers.elements.reduce(0, +))
    }

    @Test func theSeedDecidesTheResult() throws {
        let vocoder: any MelVocoder = GriffinLim(iterations: 2)
        let first = try vocoder.waveform(from: mel, seed: 1)
        #expect(try vocoder.waveform(from: mel, seed: 1) == first)
        #expect(try vocoder.waveform(from: mel, seed: 2) != first)
        #expect(try vocoder.waveform(from: mel) == vocoder.waveform(from: mel, seed: 0))
    }
}
