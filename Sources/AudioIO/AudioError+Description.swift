import Foundation

extension AudioError: LocalizedError, CustomStringConvertible {
    /// What was wrong, where, and what to do.
    public var description: String {
        switch self {
        case .missingFile(let path):
            "\(path): there is no such file. Check the path."
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason). Check that it is a file and that you may read it."
        case .emptyFile(let path):
            "\(path) is empty: it has no bytes at all. Record or copy it again."
        case .unknownFormat(let path, let appearance):
            "\(path) is not audio that can be read: it looks like \(appearance). Use WAV, FLAC, Ogg Vorbis or MP3."
        case .truncated(let path, let detail):
            "\(path) is cut short: \(detail). Copy or download it again."
        case .damaged(let path, let reason):
            "\(path) is damaged: \(reason). Export the audio again."
        case .noSamples(let path):
            "\(path) holds no samples. Use a recording of a few seconds."
        case .nonFiniteSample(let path, let index):
            "\(path): sample \(index) is NaN or infinite. Export the audio again, or repair the samples."
        case .unsupportedSampleRate(let path, let hertz):
            "\(path) has a sample rate of \(hertz) Hz, supported are \(AudioLimits.sampleRates.lowerBound) to "
                + "\(AudioLimits.sampleRates.upperBound) Hz. Resample it to one of these."
        case .full(let path, let seconds):
            "\(path) is full: a WAV file holds 4 GiB, which are \(Int(seconds)) seconds. Write FLAC, or several files."
        case .mixedSampleRates(let path, let begun, let piece):
            "\(path) was begun at \(begun) Hz, and a piece has \(piece) Hz. Resample the piece."
        case .unsupportedByFLAC(let path, let hertz):
            "\(path) cannot be written: FLAC has no sample rate of \(hertz) Hz, above 65535 Hz only multiples of 10. "
                + "Write WAV, or resample the audio."
        case .unsupportedChannelCount(let path, let channels):
            "\(path) has \(channels) channels, supported are 1 to \(AudioLimits.maximumChannels). Mix it down to mono."
        case .tooLong(let path, let limit):
            "\(path) is longer than \(limit) seconds. Cut it, or raise the limit if one was set: at most "
                + "\(AudioLimits.maximumSamples) samples are held."
        case .unsupportedExtension(let path, let fileExtension):
            "\(path): .\(fileExtension) files cannot be written. Use .wav or .flac, or name a format."
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason). Check the folder and its permissions."
        case .resamplingFailed(let reason):
            "The audio cannot be resampled: \(reason)."
        }
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
}
