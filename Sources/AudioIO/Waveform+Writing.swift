import Foundation

extension Waveform {
    /// Writes the audio and its provenance to a file, as a whole or not at all.
    ///
    /// The bytes go to a temporary file in the same folder, which then takes the name; if that fails, an existing file
    /// stays as it was. Integer formats round to the nearest value, ties to even, and clip to −1…1.
    ///
    /// - Parameters:
    ///   - url: A local file. Only regular files are replaced, never a folder or a device.
    ///   - format: The format; if `nil`, the extension decides: `.flac`, or `.wav` or none for WAV, with 16-bit
    ///     samples.
    /// - Returns: How many samples lay outside −1…1 and were clipped; 0 for 32-bit floats.
    /// - Throws: ``AudioError``: `unwritable`, `unsupportedExtension`, `noSamples`, `nonFiniteSample`,
    ///   `unsupportedSampleRate`, `unsupportedByFLAC`, or `tooLong` for more than ``AudioLimits/maximumSamples``.
    @discardableResult
    public func write(to url: URL, format: AudioFileFormat? = nil) throws -> Int {
        let (format, path) = try AudioFileFormat.of(url, format)
        let (data, clipped) = try encoded(as: format, name: path)
        try writeAtomically(data, to: url)
        return clipped
    }

    /// The bytes of a file, for example to send them, and how many samples lay outside −1…1 and were clipped.
    ///
    /// - Parameters:
    ///   - format: The format. Integers round to the nearest value, ties to even.
    ///   - name: What error messages call the audio.
    /// - Throws: ``AudioError``: `noSamples`, `nonFiniteSample`, `unsupportedSampleRate`, `unsupportedByFLAC`,
    ///   `tooLong` for more than ``AudioLimits/maximumSamples``, or `unwritable` if libsndfile fails.
    public func encoded(
        as format: AudioFileFormat, name: String = "the audio"
    ) throws -> (data: Data, clippedSamples: Int) {
        try validate(name: name)
        guard samples.count <= AudioLimits.maximumSamples else {
            throw AudioError.tooLong(path: name, limit: AudioLimits.longestDuration(sampleRate: sampleRate))
        }
        try format.require(sampleRate: sampleRate, name: name)
        let memory = MemorySink()
        let writer = try SoundFileWriter(
            to: memory, format: format, sampleRate: sampleRate, provenance: provenance, name: name)
        let clipped = try writer.write(samples)
        try writer.finish()
        return (Data(memory.bytes), clipped)
    }
}

extension AudioFileFormat {
    /// The format that was asked for, or else the one of the file's name; and the name itself.
    ///
    /// - Throws: ``AudioError/unsupportedExtension(path:fileExtension:)``.
    static func of(_ url: URL, _ format: AudioFileFormat?) throws -> (format: AudioFileFormat, path: String) {
        let path = url.isFileURL ? url.path : url.absoluteString
        guard let format = format ?? AudioFileFormat(fileExtension: url.pathExtension) else {
            throw AudioError.unsupportedExtension(path: path, fileExtension: url.pathExtension)
        }
        return (format, path)
    }

    /// Refuses a rate that the format does not have.
    ///
    /// - Throws: ``AudioError/unsupportedByFLAC(path:hertz:)``.
    func require(sampleRate: Int, name: String) throws {
        if case .flac = self, sampleRate > 65_535, sampleRate % 10 != 0 {
            throw AudioError.unsupportedByFLAC(path: name, hertz: sampleRate)
        }
    }
}
