import Tensor

extension MelContract {
    /// Triangular filters, evenly spaced on the mel scale and of equal area, that turn a spectrum into mel bands.
    ///
    ///     H[b, k] = 2 / (f[b+2] − f[b]) · max(0, min((fₖ − f[b]) / (f[b+1] − f[b]), (f[b+2] − fₖ) / (f[b+2] − f[b+1])))
    ///
    /// where fₖ = k · sampleRate / N is a bin's frequency and f[0] … f[bands + 1] are evenly spaced mels. This is
    /// `librosa.filters.mel` with its defaults. Source: Slaney, "Auditory Toolbox", 1998.
    ///
    /// - Returns: [bands, N/2 + 1].
    public func filterBank() -> Tensor {
        let lowest = MelScale.mel(hertz: lowestFrequency)
        let highest = MelScale.mel(hertz: highestFrequency)
        let step = (highest - lowest) / Double(bands + 1)
        let corners = (0..<bands + 2).map { MelScale.hertz(mel: lowest + Double($0) * step) }
        let bins = fftSize / 2 + 1
        let binWidth = Double(sampleRate) / Double(fftSize)

        var filters = [Float](repeating: 0, count: bands * bins)
        for band in 0..<bands {
            let (left, centre, right) = (corners[band], corners[band + 1], corners[band + 2])
            // Only the bins under the triangle, and one more at each side for the rounding of the corners.
            let first = max(0, Int(left / binWidth) - 1)
            let last = min(bins - 1, Int(right / binWidth) + 1)
            for bin in first...last {
                let frequency = Double(bin) * binWidth
                let height = min((frequency - left) / (centre - left), (right - frequency) / (right - centre))
                filters[band * bins + bin] = Float(max(0, height) * 2 / (right - left))
            }
        }
        return Tensor(filters, shape: [bands, bins])
    }
}
