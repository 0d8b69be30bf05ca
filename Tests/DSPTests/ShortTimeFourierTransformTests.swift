import Foundation
import Tensor
import TestSupport
import Testing

@testable import DSP

/// A transform that the goldens cover, and how many of the samples they use.
struct TransformCase: CustomTestStringConvertible {
    var fftSize: Int
    var windowLength: Int
    var hopLength: Int
    var sampleCount: Int

    var name: String { "\(fftSize)-\(windowLength)-\(hopLength)" }
    var testDescription: String { name }
    var transform: ShortTimeFourierTransform {
        ShortTimeFourierTransform(fftSize: fftSize, windowLength: windowLength, hopLength: hopLength)
    }

    func samples() throws -> [Float] {
        Array(try Golden.tensor("dsp/signal.npy").elements.prefix(sampleCount))
    }

    static let all = [
        TransformCase(fftSize: 1024, windowLength: 1024, hopLength: 256, sampleCount: 3_000),
        TransformCase(fftSize: 400, windowLength: 400, hopLength: 160, sampleCount: 3_000),
        TransformCase(fftSize: 512, windowLength: 400, hopLength: 100, sampleCount: 1_500),
    ]
}

@Suite("Short-time Fourier transform")
struct ShortTimeFourierTransformTests {
    @Test("agrees with librosa.stft", arguments: TransformCase.all)
    func forward(test: TransformCase) throws {
        let spectrogram = try test.transform.spectrogram(of: test.samples())
        let expected = try Golden.tensor("dsp/stft-\(test.name).npy")
        #expect(spectrogram.values.shape == expected.shape)
        // Measured: 7.4e-8, 7.8e-8 and 7.7e-8 of the largest value, which is 122, 49 and 49.
        let largest = expected.elements.map(abs).max() ?? 0
        #expect(maximumDifference(spectrogram.values, expected) < 2.5e-7 * largest)
    }

    // The one stands in for the other where there is no KissFFT; on Linux both are there.
    #if os(Linux)
        @Test("the product with waves is the transform of KissFFT", arguments: [2, 16, 400, 1024])
        func matrix(size: Int) {
            let (frames, bins) = (5, size / 2 + 1)
            let samples = (0..<frames * size).map { sin(Float($0) * Float($0) * 0.37) }
            var (product, kiss) = (
                [Float](repeating: 0, count: 2 * bins * frames), [Float](repeating: 0, count: 2 * bins * frames)
            )
            MatrixFourierTransform(size: size, direction: .forward).forward(samples, frames: frames, into: &product)
            KissFourierTransform(size: size, direction: .forward).forward(samples, frames: frames, into: &kiss)
            #expect(maximumDifference(product, kiss) < 1e-6 * Float(size))
            var (back, kissBack) = (
                [Float](repeating: 0, count: size * frames), [Float](repeating: 0, count: size * frames)
            )
            MatrixFourierTransform(size: size, direction: .inverse).inverse(kiss, frames: frames, into: &back)
            KissFourierTransform(size: size, direction: .inverse).inverse(kiss, frames: frames, into: &kissBack)
            #expect(maximumDifference(back, kissBack) < 1e-5 * Float(size))
            #expect(maximumDifference(back, samples.map { $0 * Float(size) }) < 1e-5 * Float(size))
        }
    #endif

    @Test("a signal shorter than the padding is reflected repeatedly, as librosa does")
    func short() throws {
        let samples = Array(try Golden.tensor("dsp/signal.npy").elements.prefix(300))
        let spectrogram = try ShortTimeFourierTransform(fftSize: 1024, hopLength: 256).spectrogram(of: samples)
        let expected = try Golden.tensor("dsp/stft-short.npy")
        // Measured: 7.6e-6, of the order of the signal's 3e-8 times the 512 samples under the window.
        #expect(maximumDifference(spectrogram.values, expected) < 2.5e-5)
    }

    @Test("a single sample is repeated, and none is refused")
    func degenerate() throws {
        let transform = ShortTimeFourierTransform(fftSize: 8, hopLength: 2)
        let spectrogram = try transform.spectrogram(of: [1])
        // The window's sum is 4, all of it at frequency 0 and −2 beside it.
        #expect(spectrogram.values.shape == [1, 5, 2])
        #expect(maximumDifference(spectrogram.values.elements, [4, 0, -2, 0, 0, 0, 0, 0, 0, 0]) < 1e-6)
        #expect(throws: DSPError.emptySignal) { try transform.spectrogram(of: []) }
    }

    @Test("the inverse agrees with librosa.istft, with and without a length", arguments: TransformCase.all)
    func inverse(test: TransformCase) throws {
        let samples = try test.samples()
        // What the goldens invert: every second bin halved, which no signal has as its transform.
        var spectrogram = try test.transform.spectrogram(of: samples)
        let bins = spectrogram.bins
        spectrogram.values.withUnsafeMutableBufferPointer { values in
            for index in values.indices where (index / 2 % bins).isMultiple(of: 2) { values[index] *= 0.5 }
        }
        for (name, length) in [("all", nil), ("length", samples.count)] {
            let signal = test.transform.signal(of: spectrogram, length: length)
            let expected = try Golden.tensor("dsp/istft-\(test.name)-\(name).npy").elements
            #expect(signal.count == expected.count)
            // Measured: 2.4e-7.
            #expect(maximumDifference(signal, expected) < 8e-7)
        }
    }

    @Test("the inverse of the transform is the signal", arguments: TransformCase.all)
    func roundTrip(test: TransformCase) throws {
        let samples = try test.samples()
        let signal = test.transform.signal(of: try test.transform.spectrogram(of: samples), length: samples.count)
        // Measured: 2.7e-7.
        #expect(maximumDifference(signal, samples) < 8e-7)
    }

    @Test("a length beyond the frames is filled up with zeros, a length of zero gives nothing")
    func lengths() throws {
        let transform = ShortTimeFourierTransform(fftSize: 64, hopLength: 16)
        let spectrogram = try transform.spectrogram(of: [Float](repeating: 0.5, count: 160))
        let long = transform.signal(of: spectrogram, length: 400)
        #expect(long.count == 400 && long[300...].allSatisfy { $0 == 0 })
        #expect(maximumDifference(long.prefix(160), [Float](repeating: 0.5, count: 160)) < 1e-6)
        #expect(transform.signal(of: spectrogram, length: 0).isEmpty)
        #expect(transform.signal(of: ComplexSpectrogram(values: Tensor(zeros: [0, 33, 2]))).isEmpty)
    }

    @Test("magnitudes and powers are those of the complex numbers")
    func spectra() {
        let spectrogram = ComplexSpectrogram(values: Tensor([3, -4, 0, 2], shape: [1, 2, 2]))
        #expect(spectrogram.magnitudes() == Tensor([5, 2], shape: [1, 2]))
        #expect(spectrogram.powers() == Tensor([25, 4], shape: [1, 2]))
    }

    @Test("one transform may be used by many threads")
    func concurrency() async throws {
        let test = TransformCase.all[0]
        let (transform, samples) = (test.transform, try test.samples())
        let expected = try transform.spectrogram(of: samples)
        try await withThrowingTaskGroup(of: ComplexSpectrogram.self) { group in
            for _ in 0..<8 { group.addTask { try transform.spectrogram(of: samples) } }
            for try await spectrogram in group { #expect(spectrogram == expected) }
        }
    }
}
