import AudioIO
import Foundation
import Tensor
import TestSupport
import Testing

@testable import DSP

@Suite("Mel spectrogram")
struct MelExtractorTests {
    @Test("agrees with librosa under every contract", arguments: MelContractTests.named)
    func librosa(name: String, contract: MelContract) throws {
        let samples = try Golden.tensor("dsp/mel-signal.npy").elements
        let expected = try Golden.tensor("dsp/mel-\(name).npy")
        // The goldens take the samples to be at the contract's rate.
        let mel = try MelExtractor(contract).melSpectrogram(
            of: Waveform(samples: samples, sampleRate: contract.sampleRate))
        #expect(mel.contract == contract)
        #expect(mel.frames == 1 + samples.count / contract.hopLength && mel.bands == contract.bands)
        #expect(mel.values.shape == expected.shape)
        // Measured: 2.4e-6 after the logarithm; 2.7e-7 and 3.0e-7 of the largest power, which is 42 and 300.
        let largest = expected.elements.map(abs).max() ?? 0
        let tolerance = contract.logarithmFloor == nil ? 8e-7 * largest : 8e-6
        #expect(maximumDifference(mel.values, expected) < tolerance)
    }

    @Test("silence gives the floor of the logarithm, or zero")
    func silence() throws {
        let silence = [Float](repeating: 0, count: 4_000)
        let logarithmic = try MelExtractor(.tacotron2).melSpectrogram(
            of: Waveform(samples: silence, sampleRate: 22_050))
        #expect(logarithmic.values.elements.allSatisfy { $0 == Foundation.log(Float(1e-5)) })
        let linear = try MelExtractor(.ge2e).melSpectrogram(of: Waveform(samples: silence, sampleRate: 16_000))
        #expect(linear.values.elements.allSatisfy { $0 == 0 })
    }

    @Test("a waveform of another rate is refused with both named")
    func sampleRate() {
        let waveform = Waveform(samples: [0, 0.1], sampleRate: 16_000)
        let error = DSPError.sampleRateMismatch(waveform: 16_000, contract: .tacotron2)
        #expect(throws: error) { try MelExtractor(.tacotron2).melSpectrogram(of: waveform) }
        #expect(error.description.contains("16000 Hz") && error.description.contains("22050 Hz"))
    }

    @Test("no samples, or samples that are no numbers, are refused", arguments: MelContractTests.named)
    func badSamples(name: String, contract: MelContract) {
        let extractor = MelExtractor(contract)
        for (samples, error) in [
            ([], .emptySignal), ([Float](repeating: 0.1, count: 700) + [.nan], .nonFiniteSamples),
            ([0, .infinity, 0], .nonFiniteSamples), ([.nan], .nonFiniteSamples),
        ] as [([Float], DSPError)] {
            #expect(throws: error) {
                try extractor.melSpectrogram(of: Waveform(samples: samples, sampleRate: contract.sampleRate))
            }
        }
    }

    @Test("a mel of another contract is refused with both named")
    func contract() throws {
        let mel = MelSpectrogram(values: Tensor(zeros: [40, 3]), contract: .ge2e)
        try mel.require(.ge2e)
        let error = DSPError.contractMismatch(expected: .ge2eAIAS, actual: .ge2e)
        #expect(throws: error) { try mel.require(.ge2eAIAS) }
        #expect(error.description.contains("FFT 400") && error.description.contains("FFT 1024"))
    }

    @Test("the duration counts hops")
    func duration() {
        let mel = MelSpectrogram(values: Tensor(zeros: [80, 331]), contract: .tacotron2)
        #expect(mel.duration == 331 * 256 / 22_050.0)
    }
}

@Suite struct MelExtractorBlockTests {
    // A sum of sines whose frequencies drift, so that no two frames are alike.
    @Test(arguments: [MelContract.tacotron2, .ge2e]) func blocksDoNotMatter(contract: MelContract) throws {
        let samples = (0..<20_000).map { n in sin(Float(n) * (0.01 + Float(n) / 400_000)) / 2 }
        let waveform = Waveform(samples: samples, sampleRate: contract.sampleRate)
        let whole = try MelExtractor(contract).melSpectrogram(of: waveform).values
        let blocks = try MelExtractor(contract, blockFrames: 7).melSpectrogram(of: waveform).values
        let peak = whole.elements.reduce(1) { max($0, abs($1)) }
        #expect(maximumDifference(whole, blocks) < 1e-5 * peak)
    }
}
