import AudioIO
import Foundation
import Tensor

/// Computes mel spectrograms of one contract.
///
///     M[b, t] = Σₖ H[b, k] · |X[t, k]|ᵖ      p = 1 for magnitude, 2 for power
///
/// and ln(max(M, floor)) if the contract has a floor. Make it once: the filters are computed when it is made.
///
/// ```swift
/// let extractor = MelExtractor(.tacotron2)
/// let mel = try extractor.melSpectrogram(of: waveform.resampled(to: 22_050))     // [80, frames]
/// ```
public struct MelExtractor: Sendable {
    /// What the spectrograms are made to.
    public let contract: MelContract
    /// The transform that the contract describes.
    public let transform: ShortTimeFourierTransform
    /// The mel filters, [bands, bins].
    public let filters: Tensor

    /// Prepares window and filters.
    public init(_ contract: MelContract) {
        self.contract = contract
        transform = ShortTimeFourierTransform(
            fftSize: contract.fftSize, windowLength: contract.windowLength, hopLength: contract.hopLength)
        filters = contract.filterBank()
    }

    /// The mel spectrogram of a waveform: one frame for each hop, and one.
    ///
    /// - Returns: [bands, 1 + n / hop].
    /// - Throws: ``DSPError/sampleRateMismatch(waveform:contract:)``, ``DSPError/emptySignal`` or
    ///   ``DSPError/nonFiniteSamples``.
    public func melSpectrogram(of waveform: Waveform) throws -> MelSpectrogram {
        guard waveform.sampleRate == contract.sampleRate else {
            throw DSPError.sampleRateMismatch(waveform: waveform.sampleRate, contract: contract)
        }
        let spectrogram = try transform.spectrogram(of: waveform.samples)
        let spectrum = contract.spectrum == .power ? spectrogram.powers() : spectrogram.magnitudes()  // [frames, bins]
        var mel = filters.matrixProduct(transposed: spectrum)  // [bands, frames]
        // A NaN anywhere in a frame reaches its bands, so looking here is enough; after the logarithm's floor it is not.
        guard mel.withUnsafeBufferPointer(allFinite) else { throw DSPError.nonFiniteSamples }
        if let floor = contract.logarithmFloor {
            mel.withUnsafeMutableBufferPointer { values in
                var index = 0
                while index < values.count {
                    values[index] = log(max(values[index], floor))
                    index += 1
                }
            }
        }
        return MelSpectrogram(values: mel, contract: contract)
    }
}
