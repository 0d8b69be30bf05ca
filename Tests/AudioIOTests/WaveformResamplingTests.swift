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

    @Test("pieces make the whole", arguments: [(22_050, 8_000), (22_050, 48_000), (22_050, 16_000), (16_000, 16_000)])
    func pieces(source: Int, target: Int) throws {
        let input = try Golden.tensor("audio/resample-22050-input.npy").elements
        let whole = try Waveform(samples: input, sampleRate: source).resampled(to: target).samples
        for size in [1_000, 2_048, 100_000] {
            let resampler = try Resampler(from: source, to: target)
            var made: [Float] = []
            for start in stride(from: 0, to: input.count, by: size) {
                made += try resampler.resample(Array(input[start..<min(start + size, input.count)]))
                made += try resampler.resample([])
            }
            made += try resampler.finish()
            #expect(made == whole, "pieces of \(size)")
        }
    }

    @Test("pieces that cannot be resampled are refused")
    func refusedPieces() throws {
        #expect(
            audioError { try Resampler(from: 22_050, to: 0) }
                == .unsupportedSampleRate(path: "the sound to make", hertz: 0))
        let resampler = try Resampler(from: 22_050, to: 8_000)
        _ = try resampler.resample([0, 0])
        #expect(
            audioError { try resampler.resample([0, .infinity]) }
                == .nonFiniteSample(path: "the sound to resample", index: 3))
        #expect(try resampler.finish().count == 1)
        // Then a new sound begins.
        let again = try [resampler, Resampler(from: 22_050, to: 8_000)].map {
            try $0.resample([Float](repeating: 0.5, count: 3_000)) + $0.finish()
        }
        #expect(again[0] == again[1] && again[0].count == 1_089)
        #expect(try Resampler(from: 22_050, to: 8_000).finish().isEmpty)
    }
}
