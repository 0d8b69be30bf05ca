import AudioIO
import DSP
import Foundation
import Tensor

/// Turns a mel spectrogram into sound.
public protocol MelVocoder: Sendable {
    /// The spectrograms that it was made for; any other is refused.
    var contract: MelContract { get }

    /// Makes the sound of a spectrogram: `hopLength` samples for each frame.
    ///
    /// - Parameters:
    ///   - mel: A spectrogram of the vocoder's own contract. [80, frames]
    ///   - seed: For vocoders that draw the sound at random; others ignore it.
    /// - Returns: Mono sound at the contract's sample rate, within −1…1.
    /// - Throws: `DSPError` if the spectrogram was made under another contract, ``VocoderError`` if it has no frames,
    ///   is not finite or has values that no sound has, `CancellationError` if the task that asks for it is cancelled.
    func waveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform
}

extension MelVocoder {
    /// Makes the sound of a spectrogram with the seed 0.
    ///
    /// - Throws: As ``waveform(from:seed:)``.
    public func waveform(from mel: MelSpectrogram) throws -> Waveform { try waveform(from: mel, seed: 0) }
}

/// A vocoder that can make a stretch of the sound as soon as it knows the frames around it.
///
/// A stretch has the very samples that the whole would have there.
package protocol StretchVocoder: MelVocoder {
    /// The frames of silence that belong behind the last frame.
    var appendedFrames: Int { get }

    /// The mel frames that have a part in the samples of some frames, apart from what earlier samples carry on.
    func inputFrames(for frames: Range<Int>) -> Range<Int>

    /// Begins the sound of a spectrogram.
    func signal(seed: UInt64) -> any StretchSignal
}

/// A sound that is made stretch by stretch, in order, from the first frame on.
package protocol StretchSignal {
    /// The samples of the next frames. [frames · hopLength]
    ///
    /// - Parameters:
    ///   - mel: Holds ``StretchVocoder/inputFrames(for:)`` as far as they lie in the signal. [frames, bands]
    ///   - signal: All frames that there are, with the appended ones.
    ///   - frames: Which frames are wanted.
    /// - Throws: ``VocoderError`` if they are not finite, `CancellationError` if the task is cancelled.
    func samples(of mel: FrameBuffer, signal: Range<Int>, frames: Range<Int>) throws -> [Float]
}

extension StretchVocoder {
    /// What lies behind the last frame: the contract's silence, ln(1e-5), with as many digits as MelGAN was trained
    /// with.
    package var silence: Float { -11.5129 }

    /// The sound of a whole spectrogram.
    func wholeWaveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform {
        try validate(mel)
        let (all, bands) = (0..<mel.frames + appendedFrames, contract.bands)
        let values = mel.values.transposed()  // [frames, 80]
        let frames = FrameBuffer(frames: all, channels: bands)
        for frame in 0..<mel.frames { frames[frame].update(from: values.base + frame * bands, count: bands) }
        for frame in mel.frames..<all.upperBound { frames[frame].update(repeating: silence, count: bands) }
        // In stretches, so that memory does not grow with the length beyond what the samples themselves take.
        let signal = signal(seed: seed)
        var samples: [Float] = []
        samples.reserveCapacity(mel.frames * contract.hopLength)
        for start in stride(from: 0, to: mel.frames, by: 128) {
            samples += try signal.samples(of: frames, signal: all, frames: start..<min(start + 128, mel.frames))
        }
        return Waveform(samples: samples, sampleRate: contract.sampleRate)
    }
}

extension MelVocoder {
    /// The sound of a spectrogram, which whoever wrote the vocoder may have got wrong.
    ///
    /// - Throws: As ``waveform(from:seed:)``;
    ///   ``VocoderError/wrongSound(samples:sampleRate:expectedSamples:expectedRate:)`` or
    ///   ``VocoderError/notFinite(frame:)`` if it is not what the protocol says.
    package func checkedWaveform(from mel: MelSpectrogram, seed: UInt64) throws -> Waveform {
        let waveform = try waveform(from: mel, seed: seed)
        let expected = mel.frames * contract.hopLength
        guard waveform.samples.count == expected, waveform.sampleRate == contract.sampleRate else {
            throw VocoderError.wrongSound(
                samples: waveform.samples.count, sampleRate: waveform.sampleRate, expectedSamples: expected,
                expectedRate: contract.sampleRate)
        }
        let bad = waveform.samples.withUnsafeBufferPointer { samples in samples.firstIndex { !$0.isFinite } }
        if let bad { throw VocoderError.notFinite(frame: bad / contract.hopLength) }
        return waveform
    }

    /// Refuses a spectrogram that this vocoder would turn into noise.
    func validate(_ mel: MelSpectrogram) throws {
        try mel.require(contract)
        guard mel.frames > 0 else { throw VocoderError.emptySpectrogram }
        if let bad = mel.values.firstIndexNotFinite { throw VocoderError.notFinite(frame: bad % mel.frames) }
        let range = contract.plausibleRange
        let bad = mel.values.withUnsafeBufferPointer { values in values.firstIndex { !range.contains($0) } }
        guard let bad else { return }
        throw VocoderError.implausible(
            value: mel.values[bad / mel.frames, bad % mel.frames], frame: bad % mel.frames, range: range)
    }

    /// Refuses frames with values that no sound has.
    package func requirePlausible(_ mel: FrameBuffer) throws {
        let range = contract.plausibleRange
        for frame in mel.frames {
            for band in 0..<contract.bands where !range.contains(mel[frame][band]) {
                throw VocoderError.implausible(value: mel[frame][band], frame: frame, range: range)
            }
        }
    }
}

extension MelContract {
    /// Where the values of a spectrogram lie.
    ///
    /// The sum over a window of samples within −1…1 is at most its length, and what a band has is less. Networks that
    /// make spectrograms go below the floor of the logarithm, one sentence of two hundred by 4 to 6, and are as quiet
    /// there. What lies far below is in decibels, as is what lies below zero where there is no logarithm.
    var plausibleRange: ClosedRange<Float> {
        let most = Float(fftSize) * (spectrum == .power ? Float(fftSize) : 1)
        return logarithmFloor == nil ? 0...most : silence - 20...log(most)
    }
}
