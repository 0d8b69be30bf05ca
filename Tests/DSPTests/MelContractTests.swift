import DSP
import Foundation
import Tensor
import TestSupport
import Testing

@Suite("Mel contract")
struct MelContractTests {
    static let named: [(String, MelContract)] = [
        ("ge2e", .ge2e), ("ge2e-aias", .ge2eAIAS), ("tacotron2", .tacotron2),
    ]

    @Test("contracts differ by any of their fields")
    func equality() {
        #expect(MelContract.ge2e != .ge2eAIAS)
        #expect(
            MelContract.tacotron2
                == MelContract(
                    sampleRate: 22_050, fftSize: 1024, hopLength: 256, bands: 80, frequencies: 0...8000,
                    spectrum: .magnitude, logarithmFloor: 1e-5))
        #expect(
            MelContract.tacotron2
                != MelContract(
                    sampleRate: 22_050, fftSize: 1024, hopLength: 256, bands: 80, frequencies: 0...8000,
                    spectrum: .magnitude, logarithmFloor: 1e-10))
    }

    @Test("the description names every field")
    func description() {
        #expect(
            MelContract.tacotron2.description
                == "22050 Hz, FFT 1024, window 1024, hop 256, 80 mel bands from 0.0 to 8000.0 Hz, ln(max(magnitude, 1e-05))"
        )
        #expect(
            MelContract.ge2e.description
                == "16000 Hz, FFT 400, window 400, hop 160, 40 mel bands from 0.0 to 8000.0 Hz, power")
    }

    @Test("the filters are librosa's", arguments: named)
    func filterBank(name: String, contract: MelContract) throws {
        let filters = contract.filterBank()
        #expect(filters.shape == [contract.bands, contract.fftSize / 2 + 1])
        // The golden lists band, bin and value of each element that is not zero.
        var expected = [Float](repeating: 0, count: filters.count)
        let golden = try Golden.tensor("dsp/mel-filters-\(name).npy")
        for index in 0..<golden.shape[0] {
            let entry = golden.row(index)
            expected[Int(entry[0]) * filters.shape[1] + Int(entry[1])] = entry[2]
        }
        // Measured: 1.9e-9, one unit in the last place of the largest, 0.026.
        #expect(maximumDifference(filters.elements, expected) < 4e-9)
    }

    @Test func silenceAndTimeFollowFromTheContract() {
        #expect(MelContract.tacotron2.silence == log(Float(1e-5)) && MelContract.ge2e.silence == 0)
        #expect(MelContract.ge2e.frameDuration == 0.01)
        #expect(MelContract.tacotron2.frames(in: 23.04) == 1985 && MelContract.ge2e.frames(in: 0.004) == 0)
    }

    @Test func aFrameHasThePowerOfItsBands() {
        let values = Tensor((0..<160).map { log(Float($0 + 1)) }, shape: [80, 2])
        let powers = MelSpectrogram(values: values, contract: .tacotron2).framePowers(bands: 1..<3)
        // Bands 1 and 2 are 3, 4 and 5, 6.
        #expect(abs(powers[0] - 34) < 1e-4 && abs(powers[1] - 52) < 1e-4)
    }
}
