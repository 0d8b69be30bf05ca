import Tensor

extension ShortTimeFourierTransform {
    /// The signal whose transform is closest to a spectrogram, in the least-squares sense.
    ///
    ///     x[n] = Σₜ w[n − t·hop] · IFFT(X[t])[n − t·hop] / Σₜ w²[n − t·hop]
    ///
    /// This is `librosa.istft`. Source: Griffin and Lim 1984, equation 6.
    ///
    /// - Parameters:
    ///   - spectrogram: [frames, N/2 + 1] complex numbers. The imaginary parts of the first and the last bin are
    ///     ignored.
    ///   - length: The number of samples to return, if it is known: frames beyond it are left out, and what no frame
    ///     reaches is 0. If `nil`, hop · (frames − 1).
    /// - Returns: The samples.
    public func signal(of spectrogram: ComplexSpectrogram, length: Int? = nil) -> [Float] {
        precondition(
            spectrogram.bins == bins, "a spectrogram of \(spectrogram.bins) bins where an FFT of \(fftSize) has \(bins)"
        )
        precondition((length ?? 0) >= 0, "a signal cannot have \(length ?? 0) samples")
        var frames = spectrogram.frames
        if let length { frames = min(frames, (length + fftSize + hopLength - 1) / hopLength) }
        let count = length ?? max(0, hopLength * (frames - 1))
        guard frames > 0, count > 0 else { return [Float](repeating: 0, count: count) }

        var overlapped = overlapAdded(spectrogram, frames: frames)
        normalize(&overlapped, frames: frames)
        // The frames are centred: the first half of the first one lies before the signal.
        let start = fftSize / 2
        let reached = Array(overlapped[start..<min(start + count, overlapped.count)])
        return reached + [Float](repeating: 0, count: count - reached.count)
    }

    /// Σₜ w · IFFT(X[t]), from the start of the first frame to the end of the last.
    private func overlapAdded(_ spectrogram: ComplexSpectrogram, frames: Int) -> [Float] {
        let plan = RealFourierTransform(size: fftSize, direction: .inverse)
        // The inverse is not divided by N; the window takes that over.
        let scaledWindow = window.map { $0 / Float(fftSize) }
        var sum = [Float](repeating: 0, count: (frames - 1) * hopLength + fftSize)
        sum.withUnsafeMutableBufferPointer { sum in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.framesTogether * fftSize) { block in
                spectrogram.values.withUnsafeBufferPointer { values in
                    guard let values = values.baseAddress, let block = block.baseAddress, let sum = sum.baseAddress
                    else { return }
                    for first in stride(from: 0, to: frames, by: Self.framesTogether) {
                        let count = min(Self.framesTogether, frames - first)
                        plan.inverse(values + first * bins * 2, frames: count, into: block)
                        for t in 0..<count {
                            multiplyAdd(
                                block + t * fftSize, scaledWindow, into: sum + (first + t) * hopLength, count: fftSize)
                        }
                    }
                }
            }
        }
        return sum
    }

    /// Divides by Σₜ w², except where that is 0: no frame says anything about such a sample.
    private func normalize(_ signal: inout [Float], frames: Int) {
        let overlappingFrames = (fftSize + hopLength - 1) / hopLength
        signal.withUnsafeMutableBufferPointer { signal in
            fullOverlap.withUnsafeBufferPointer { fullOverlap in
                var start = 0
                while start < signal.count {
                    // Samples start ..< start + hop are reached by frames `hop − overlappingFrames + 1` to `hop`.
                    let hop = start / hopLength
                    let isFull = hop >= overlappingFrames - 1 && hop < frames
                    var offset = 0
                    while offset < hopLength, start + offset < signal.count {
                        let weight =
                            isFull ? fullOverlap[offset] : overlap(hop: hop, offset: offset, frames: frames)
                        if weight > .leastNormalMagnitude { signal[start + offset] /= weight }
                        offset += 1
                    }
                    start += hopLength
                }
            }
        }
    }

    /// Σₜ w² at sample hop · hopLength + offset, for the edges, where fewer frames overlap.
    private func overlap(hop: Int, offset: Int, frames: Int) -> Float {
        var sum: Float = 0
        var position = offset + max(0, hop - frames + 1) * hopLength
        while position < fftSize, position <= offset + hop * hopLength {
            sum += window[position] * window[position]
            position += hopLength
        }
        return sum
    }
}
