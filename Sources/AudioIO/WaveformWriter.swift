import Foundation

/// Writes sound that comes piece by piece, such as a stream's chunks, to a file that takes its name when all is there.
///
/// Memory does not grow with the sound. Until ``finish()`` a file of that name stays as it was, and if the writer goes
/// away before, nothing is left of what it wrote. The bytes are those of ``Waveform/write(to:format:)`` for the whole;
/// a file of more than ``AudioLimits/maximumSamples`` can be written so, but not be read into one waveform.
///
/// ```swift
/// let writer = try WaveformWriter(to: URL(filePath: "book.flac"))
/// for try await chunk in try cloner.stream(book, as: voice, recovery: .init()) { try writer.write(chunk.waveform) }
/// try writer.finish()
/// ```
public final class WaveformWriter {
    /// How many samples lay outside −1…1 so far and were clipped; 0 for 32-bit floats.
    public private(set) var clippedSamples = 0
    /// How many samples were written.
    public private(set) var samples = 0

    private let format: AudioFileFormat
    private let path: String
    private let provenance: AudioProvenance?
    private let file: StagedFile
    private var sampleRate = 0
    private var isFinished = false
    /// Begun with the first piece.
    private var writer: SoundFileWriter?

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - url: A local file. Only regular files are replaced, never a folder or a device.
    ///   - format: The format; if `nil`, the extension decides: `.flac`, or `.wav` or none for WAV, with 16-bit
    ///     samples.
    ///   - provenance: What the file says about its making; if `nil`, what the first piece says. Give it where pieces
    ///     differ, as speech in several voices does.
    /// - Throws: ``AudioError``: `unwritable` or `unsupportedExtension`.
    public init(to url: URL, format: AudioFileFormat? = nil, provenance: AudioProvenance? = nil) throws {
        (self.format, path) = try AudioFileFormat.of(url, format)
        self.provenance = provenance
        file = try StagedFile(for: url)
    }

    /// Appends a piece, before ``finish()``; the first one says the sample rate.
    ///
    /// - Throws: ``AudioError``: `unsupportedSampleRate`, `unsupportedByFLAC`, `mixedSampleRates` if it has another
    ///   than the first piece, `nonFiniteSample`, `full` for more than the 4 GiB that a WAV file holds, or
    ///   `unwritable`, after which the file cannot be finished.
    public func write(_ piece: Waveform) throws {
        precondition(!isFinished, "\(path) is finished, nothing can be written behind its end")
        guard !piece.samples.isEmpty else { return }
        try piece.validate(name: path)
        let writer = try begun(with: piece)
        guard piece.sampleRate == sampleRate else {
            throw AudioError.mixedSampleRates(path: path, begun: sampleRate, piece: piece.sampleRate)
        }
        guard samples + piece.samples.count <= format.mostSamples else {
            throw AudioError.full(path: path, seconds: Double(format.mostSamples) / Double(sampleRate))
        }
        do {
            clippedSamples += try writer.write(piece.samples)
        } catch {
            throw file.shortWrite ?? error
        }
        samples += piece.samples.count
    }

    /// Completes the file and gives it its name; once, and nothing can be written afterwards.
    ///
    /// - Throws: ``AudioError``: `noSamples` if nothing was written, or `unwritable`.
    public func finish() throws {
        precondition(!isFinished, "\(path) is finished already")
        guard let writer else { throw AudioError.noSamples(path: path) }
        if let failure = file.shortWrite { throw failure }
        try writer.finish()
        try file.complete()
        try file.takePlace()
        isFinished = true
    }

    private func begun(with piece: Waveform) throws -> SoundFileWriter {
        if let writer { return writer }
        try format.require(sampleRate: piece.sampleRate, name: path)
        let writer = try SoundFileWriter(
            to: file, format: format, sampleRate: piece.sampleRate, provenance: provenance ?? piece.provenance,
            name: path)
        (self.writer, sampleRate) = (writer, piece.sampleRate)
        return writer
    }
}

extension AudioFileFormat {
    /// The samples that a file holds, with room for its header and for what it says of its making; FLAC holds more than
    /// anybody has.
    fileprivate var mostSamples: Int {
        guard case .wav = self else { return .max }
        return (Int(UInt32.max) - (1 << 16)) * 8 / bitsPerSample
    }
}
