import CSoXR

/// Brings sound that comes piece by piece, such as a stream's chunks, to another sample rate.
///
/// The pieces that it makes, one behind the other, are the samples of ``Waveform/resampled(to:)`` for the whole; pieces
/// that are resampled by themselves would click where they meet.
///
/// ```swift
/// let resampler = try Resampler(from: 22_050, to: 8_000)
/// for try await chunk in try cloner.stream(text, as: voice) {
///     line.send(try resampler.resample(chunk.waveform.samples))
/// }
/// line.send(try resampler.finish())
/// ```
public final class Resampler {
    private let (source, target): (Int, Int)
    /// `nil` where the two rates are the same.
    private var converter: soxr_t?
    private var (taken, made) = (0, 0)

    /// Begins a sound.
    ///
    /// - Parameters:
    ///   - source: The sample rate of what comes in, in hertz.
    ///   - target: That of what comes out; both within ``AudioLimits/sampleRates``.
    /// - Throws: ``AudioError/unsupportedSampleRate(path:hertz:)`` or ``AudioError/resamplingFailed(reason:)``.
    public init(from source: Int, to target: Int) throws {
        for (name, rate) in [("the sound to resample", source), ("the sound to make", target)] {
            guard AudioLimits.sampleRates.contains(rate) else {
                throw AudioError.unsupportedSampleRate(path: name, hertz: rate)
            }
        }
        (self.source, self.target) = (source, target)
        guard source != target else { return }
        var format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
        var quality = soxr_quality_spec(UInt(SOXR_HQ), 0)
        var runtime = soxr_runtime_spec(1)
        var failure: soxr_error_t?
        converter = soxr_create(Double(source), Double(target), 1, &failure, &format, &quality, &runtime)
        if let failure { throw AudioError.resamplingFailed(reason: String(cString: failure)) }
    }

    deinit {
        if let converter { soxr_delete(converter) }
    }

    /// Takes the next samples, and gives as many as are certain by now: up to a twelfth of a second waits for what
    /// comes behind it.
    ///
    /// - Throws: ``AudioError/nonFiniteSample(path:index:)``, counted from the beginning of the sound, of which nothing
    ///   is taken then, or ``AudioError/resamplingFailed(reason:)``.
    public func resample(_ samples: [Float]) throws -> [Float] {
        if let bad = samples.firstIndex(where: { !$0.isFinite }) {
            throw AudioError.nonFiniteSample(path: "the sound to resample", index: taken + bad)
        }
        taken += samples.count
        guard let converter else { return samples }
        var result: [Float] = []
        var place = 0
        while place < samples.count {
            let (used, part) = try samples.withUnsafeBufferPointer { samples in
                try process(converter, samples.baseAddress.map { $0 + place }, samples.count - place)
            }
            result += part
            place += used
        }
        made += result.count
        return result
    }

    /// The samples that are left, after the last were taken.
    ///
    /// What is taken afterwards is a sound of its own.
    ///
    /// - Throws: ``AudioError/resamplingFailed(reason:)``.
    public func finish() throws -> [Float] {
        defer { (taken, made) = (0, 0) }
        guard let converter else { return [] }
        // As many as librosa makes; libsoxr rounds.
        let left = max(0, (taken * target + source - 1) / source - made)
        var result: [Float] = []
        while result.count < left {
            let part = try process(converter, nil, 0).made
            if part.isEmpty { break }
            result += part
        }
        if let failure = soxr_clear(converter) { throw AudioError.resamplingFailed(reason: String(cString: failure)) }
        return Array(result.prefix(left)) + [Float](repeating: 0, count: max(0, left - result.count))
    }

    /// Some samples in, none for the end, and some out.
    private func process(
        _ converter: soxr_t, _ samples: UnsafePointer<Float>?, _ count: Int
    ) throws -> (used: Int, made: [Float]) {
        var failure: soxr_error_t?
        var used = 0
        let made = [Float](unsafeUninitializedCapacity: Self.mostAtOnce) { target, initialized in
            failure = soxr_process(
                converter, samples, count, &used, target.baseAddress, Self.mostAtOnce, &initialized)
        }
        if let failure { throw AudioError.resamplingFailed(reason: String(cString: failure)) }
        return (used, made)
    }

    private static let mostAtOnce = 16_384
}
