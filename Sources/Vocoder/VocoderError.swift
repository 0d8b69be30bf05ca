import AudioIO
import Foundation

/// What can go wrong between a mel spectrogram and its sound.
public enum VocoderError: Error, Equatable, Sendable {
    /// The spectrogram has no frames.
    case emptySpectrogram
    /// The spectrogram or the sound is not finite at this frame.
    case notFinite(frame: Int)
    /// The spectrogram has a value that no sound has under its contract.
    case implausible(value: Float, frame: Int, range: ClosedRange<Float>)
    /// A vocoder made another number of samples than the spectrogram's frames have, or at another rate.
    case wrongSound(samples: Int, sampleRate: Int, expectedSamples: Int, expectedRate: Int)
    /// The checkpoint makes another number of samples from a frame, or takes another number of bands.
    case incompatibleCheckpoint(what: String, expected: Int, found: Int)
    /// A layer's kernel has a number of taps that would not multiply the number of frames, or is more than any network
    /// has, or reaches further beyond an end than there are frames to mirror.
    case unsupportedKernel(layer: String, taps: Int)
    /// A WaveNet checkpoint has a part that this package does not know.
    case unsupportedPart(String)
    /// Nothing says how the dilations of a WaveNet's layers repeat.
    case unknownDilations(layers: Int)
    /// What a checkpoint's metadata, or the caller, says of the network cannot be.
    case malformedMetadata(name: String, value: String)
}

extension VocoderError: LocalizedError, CustomStringConvertible {
    /// What was wrong and what to do.
    public var description: String {
        switch self {
        case .emptySpectrogram:
            "The spectrogram has no frames. Give it at least one."
        case .notFinite(let frame):
            "Frame \(frame) is not made of finite numbers: the spectrogram or the weights are damaged, or the vocoder is at fault. Make or fetch them again."
        case .implausible(let value, let frame, let range):
            "Frame \(frame) has the value \(value), but under its contract values lie within \(range). Was it scaled, or computed otherwise?"
        case .wrongSound(let samples, let sampleRate, let expectedSamples, let expectedRate):
            "The vocoder made \(samples) samples at \(sampleRate) Hz of a spectrogram that has \(expectedSamples) at \(expectedRate) Hz. Its waveform(from:seed:) must make hopLength samples of each frame."
        case .unsupportedKernel(let layer, let taps):
            "A kernel of \(taps) taps at \(layer) does not fit this generator. Use a checkpoint of the published layout."
        case .unsupportedPart(let part):
            "This WaveNet has \(part), which this package does not know. Use a checkpoint of the published layout."
        case .unknownDilations(let layers):
            "The checkpoint does not say how the dilations of its \(layers) layers repeat. Give layersPerStack: 24 layers in 4 stacks have 6 each."
        case .malformedMetadata(let name, let value):
            "\(name) cannot be \"\(value.tidied(maximumLength: 40))\" for this network. Give the value that it was trained with."
        case .incompatibleCheckpoint(let what, let expected, let found):
            "This vocoder has \(found) \(what), this package needs \(expected). Use a checkpoint of the published layout."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
