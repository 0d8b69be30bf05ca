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

    @Test func theSeedDecidesTheResult() throws {
        let vocoder: any MelVocoder = GriffinLim(iterations: 2)
        let first = try vocoder.waveform(from: mel, seed: 1)
        #expect(try vocoder.waveform(from: mel, seed: 1) == first)
        #expect(try vocoder.waveform(from: mel, seed: 2) != first)
        #expect(try vocoder.waveform(from: mel) == vocoder.waveform(from: mel, seed: 0))
    }
}
