import AudioIO
import TestSupport
import Testing

@Suite("Resampling")
struct WaveformResamplingTests {
    @Test("agrees with librosa's soxr_hq", arguments: [(22_050, 16_000), (16_000, 22_050), (44_100, 22_050)])
    func librosa(source: Int, target: Int) throws {
        let input = try Golden.tensor("audio/resample-\(source)-input.npy").elements
        let expected = try Golden.tensor("audio/resample-\(source)-\(target).npy").elements
        let resampled = try Waveform(samples: input, sampleRate: source).resampled(to: target)
        #expect(resampled.sampleRate == target)
        #expect(resampled.samples.count == expected.count)
        // Measured: 0. The sums may be ordered otherwise on other processors.
        #expect(maximumDifference(resampled.samples, expected) < 3e-7)
    }

    @Test("the length is the ceiling of the exact length", arguments: [1, 2, 3, 100, 441, 22_050, 22_051])
    func length(count: Int) throws {
        let waveform = Waveform(samples: [Float](repeating: 0.1, count: count), sampleRate: 22_050)
        let resampled = try waveform.resampled(to: 16_000)
        #expect(resampled.samples.count == (count * 16_000 + 22_049) / 22_050)
    }

    @Test("the same rate changes nothing")
    func sameRate() throws {
        let waveform = Waveform(samples: [0.1, 0.2], sampleRate: 22_050)
        #expect(try waveform.resampled(to: 22_050) == waveform)
    }

    @Test("what cannot be resampled is refused")
    func refusals() {
        let waveform = Waveform(samples: [0.1, 0.2], sampleRate: 22_050)
        #expect(
            audioError { try waveform.resampled(to: 1) }
                == .unsupportedSampleRate(path: "the waveform to make", hertz: 1))
        for (samples, expected) in [
            ([], .noSamples(path: "the waveform to resample")),
            ([0, .nan], .nonFiniteSample(path: "the waveform to resample", index: 1)),
        ] as [([Float], AudioError)] {
            #expect(
                audioError { try Waveform(samples: samples, sampleRate: 22_050).resampled(to: 16_000) } == expected)
        }
    }
}
