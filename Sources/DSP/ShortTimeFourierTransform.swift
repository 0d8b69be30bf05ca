import Foundation
import Tensor

/// The short-time Fourier transform with a periodic Hann window, centred frames and reflect padding.
///
///     X[t, k] = Σₙ w[n] · x[t·hop + n − N/2] · e^(−2πi·k·n/N)      0 ≤ n < N, 0 ≤ k ≤ N/2
///     w[n] = ½ − ½·cos(2πn / windowLength), centred in N and zero outside
///
/// This is `librosa.stft` with its defaults. A value of this type is immutable and may be used from any thread.
/// Source: Griffin and Lim, "Signal estimation from modified short-time Fourier transform", 1984, for the inverse.
///
/// ```swift
/// let transform = ShortTimeFourierTransform(fftSize: 1024, hopLength: 256)
/// let spectrogram = try transform.spectrogram(of: waveform.samples)      // [frames, 513, 2]
/// let samples = transform.signal(of: spectrogram, length: waveform.samples.count)
/// ```
public struct ShortTimeFourierTransform: Sendable {
    /// N: the samples of one transform.
    public let fftSize: Int
    /// The samples under the window, at most ``fftSize``.
    public let windowLength: Int
    /// The samples from one frame to the next.
    public let hopLength: Int
    /// How many frames one thread transforms before it takes others.
    static let framesTogether = 64
    /// w, padded to `fftSize`.
    let window: [Float]
    /// Σ w² over all frames that reach a sample, by the sample's position within a hop; for samples that as many frames
    /// reach as can.
    let fullOverlap: [Float]

    /// Prepares the window.
    ///
    /// - Parameters:
    ///   - fftSize: N, positive and even.
    ///   - windowLength: 1…N; N if `nil`.
    ///   - hopLength: At least 1.
    public init(fftSize: Int, windowLength: Int? = nil, hopLength: Int) {
        let windowLength = windowLength ?? fftSize
        precondition(fftSize > 0 && fftSize % 2 == 0, "the FFT size must be positive and even, not \(fftSize)")
        precondition((1...fftSize).contains(windowLength), "a window of \(windowLength) in an FFT of \(fftSize)")
        precondition(hopLength > 0, "the hop length must be positive, not \(hopLength)")
        self.fftSize = fftSize
        self.windowLength = windowLength
        self.hopLength = hopLength
        var window = [Float](repeating: 0, count: fftSize)
        let start = (fftSize - windowLength) / 2
        for n in 0..<windowLength {
            window[start + n] = Float(0.5 - 0.5 * cos(2 * Double.pi * Double(n) / Double(windowLength)))
        }
        self.window = window
        fullOverlap = (0..<hopLength).map { offset in
            stride(from: offset, to: fftSize, by: hopLength).reduce(0) { $0 + window[$1] * window[$1] }
        }
    }

    /// The number of frequencies: N/2 + 1.
    public var bins: Int { fftSize / 2 + 1 }

    /// The number of frames for a signal: one for each hop, and one.
    public func frameCount(forSampleCount count: Int) -> Int {
        1 + count / hopLength
    }

    /// Transforms a signal.
    ///
    /// The signal is reflected at both ends; one that is shorter than N/2 is reflected repeatedly, as `numpy.pad` does.
    ///
    /// - Parameter samples: At least one.
    /// - Returns: [1 + n / hop, N/2 + 1] complex numbers.
    /// - Throws: ``DSPError/emptySignal``.
    public func spectrogram(of samples: [Float]) throws -> ComplexSpectrogram {
        let padded = try padded(samples)
        return spectrogram(ofPadded: padded, frames: 0..<frameCount(forSampleCount: samples.count))
    }

    /// The signal as the frames see it: reflected at both ends by half a frame.
    func padded(_ samples: [Float]) throws -> [Float] {
        guard !samples.isEmpty else { throw DSPError.emptySignal }
        return reflectPadded(samples, by: fftSize / 2)
    }

    /// A range of the frames of a padded signal: [frames, N/2 + 1] complex numbers.
    func spectrogram(ofPadded padded: [Float], frames: Range<Int>) -> ComplexSpectrogram {
        let pieces = (frames.count + Self.framesTogether - 1) / Self.framesTogether
        let values = Tensor(shape: [frames.count, bins, 2]) { target in
            padded.withUnsafeBufferPointer { signal in
                guard let signal = signal.baseAddress, let target = target.baseAddress else { return }
                Parallel.forEach(pieces) { piece, _ in
                    let first = piece * Self.framesTogether
                    transform(
                        signal + (frames.lowerBound + first) * hopLength,
                        frames: min(Self.framesTogether, frames.count - first), into: target + first * bins * 2)
                }
            }
        }
        return ComplexSpectrogram(values: values)
    }

    /// Some frames one after the other: a padded signal from where they begin → [frames, N/2 + 1] complex numbers.
    private func transform(_ signal: UnsafePointer<Float>, frames: Int, into target: UnsafeMutablePointer<Float>) {
        let plan = RealFourierTransform(size: fftSize, direction: .forward)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: frames * fftSize) { windowed in
            window.withUnsafeBufferPointer { window in
                guard let window = window.baseAddress, let windowed = windowed.baseAddress else { return }
                for t in 0..<frames {
                    multiply(signal + t * hopLength, window, into: windowed + t * fftSize, count: fftSize)
                }
                plan.forward(windowed, frames: frames, into: target)
            }
        }
    }
}

/// The signal with `padding` more samples at both ends, mirrored about the first and the last sample.
///
///     … x₂ x₁ | x₀ x₁ … xₙ₋₁ | xₙ₋₂ xₙ₋₃ …     period 2(n − 1); a single sample is repeated
func reflectPadded(_ samples: [Float], by padding: Int) -> [Float] {
    let count = samples.count
    let period = max(2 * (count - 1), 1)
    func mirrored(_ position: Int) -> Float {
        let wrapped = ((position % period) + period) % period
        return samples[wrapped < count ? wrapped : period - wrapped]
    }
    var padded: [Float] = []
    padded.reserveCapacity(count + 2 * padding)
    for position in -padding..<0 { padded.append(mirrored(position)) }
    padded.append(contentsOf: samples)
    for position in count..<count + padding { padded.append(mirrored(position)) }
    return padded
}
