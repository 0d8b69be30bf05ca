/// What can go wrong when audio is read, resampled or written.
///
/// `path` is the file, or the name that the caller gave to audio in memory. No message repeats a file's contents.
public enum AudioError: Error, Equatable, Sendable {
    /// There is no such file.
    case missingFile(path: String)
    /// The file cannot be opened or read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The file has no bytes at all.
    case emptyFile(path: String)
    /// The contents are not of a supported format; `appearance` says what they look like.
    case unknownFormat(path: String, appearance: String)
    /// The file ends before the audio that its headers announce; `detail` has both amounts.
    case truncated(path: String, detail: String)
    /// The format is known but its contents are broken; `reason` is the decoder's.
    case damaged(path: String, reason: String)
    /// The audio has no samples.
    case noSamples(path: String)
    /// A sample is NaN or infinite; `index` is the first one.
    case nonFiniteSample(path: String, index: Int)
    /// The sample rate is outside ``AudioLimits/sampleRates``.
    case unsupportedSampleRate(path: String, hertz: Int)
    /// A WAV file holds no more, so many seconds.
    case full(path: String, seconds: Double)
    /// A piece of a file has another sample rate than those before it.
    case mixedSampleRates(path: String, begun: Int, piece: Int)
    /// FLAC has no such sample rate: above 65 535 Hz it has multiples of 10 alone.
    case unsupportedByFLAC(path: String, hertz: Int)
    /// There are more than ``AudioLimits/maximumChannels`` channels, or none.
    case unsupportedChannelCount(path: String, channels: Int)
    /// The audio is longer than the limit, in seconds.
    case tooLong(path: String, limit: Double)
    /// No format that this package writes goes with the file's extension.
    case unsupportedExtension(path: String, fileExtension: String)
    /// The file cannot be written; `reason` is the system's.
    case unwritable(path: String, reason: String)
    /// libsoxr refused to resample; `reason` is its own.
    case resamplingFailed(reason: String)
}
