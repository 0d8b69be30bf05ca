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

    /// A long recording is transformed in blocks: complex spectrograms take 10 to 26 times the memory of the mel.
    private let blockFrames: Int

    /// Prepares window and filters.
    public init(_ contract: MelContract) {
        self.init(contract, blockFrames: 1024)
    }

    init(_ contract: MelContract, blockFrames: Int) {
        self.contract = contract
        self.blockFrames = blockFrames
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
        let padded = try transform.padded(waveform.samples)
        let frames = transform.frameCount(forSampleCount: waveform.samples.count)
        var mel = Tensor(zeros: [contract.bands, frames])
        for start in stride(from: 0, to: frames, by: blockFrames) {
            let block = transform.spectrogram(
                ofPadded: padded, frames: start..<min(start + blockFrames, frames))
            let spectrum = contract.spectrum == .power ? block.powers() : block.magnitudes()  // [block, bins]
            mel.replaceColumns(from: start, with: filters.matrixProduct(transposed: spectrum))  // [bands, block]
        }
        // A NaN in a frame reaches its bands, so looking here is enough; after the floor of the logarithm it is not.
        guard mel.firstIndexNotFinite == nil else { throw DSPError.nonFiniteSamples }
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
