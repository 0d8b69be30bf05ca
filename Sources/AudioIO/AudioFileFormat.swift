/// A file format that can be written, and how it stores a sample.
///
/// ```swift
/// try waveform.write(to: url, format: .flac(.int24))
/// ```
public enum AudioFileFormat: Sendable, Hashable {
    /// RIFF/WAVE, at most 4 GiB.
    case wav(WAVEncoding)
    /// FLAC: lossless compression.
    case flac(FLACEncoding)

    /// How a WAV file stores a sample.
    public enum WAVEncoding: Sendable, Hashable, CaseIterable {
        /// 16-bit integers.
        case int16
        /// 24-bit integers.
        case int24
        /// 32-bit floats, which keep every sample as it is.
        case float32
    }

    /// How a FLAC file stores a sample.
    public enum FLACEncoding: Sendable, Hashable, CaseIterable {
        /// 16-bit integers.
        case int16
        /// 24-bit integers.
        case int24
    }

    /// The format that goes with a file's extension, with 16-bit samples; WAV if there is no extension.
    ///
    /// - Returns: `nil` for an extension of anything else, for example `mp3`.
    public init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "", "wav", "wave": self = .wav(.int16)
        case "flac": self = .flac(.int16)
        default: return nil
        }
    }

    /// The bits of one sample.
    public var bitsPerSample: Int {
        switch self {
        case .wav(.int16), .flac(.int16): 16
        case .wav(.int24), .flac(.int24): 24
        case .wav(.float32): 32
        }
    }
}
