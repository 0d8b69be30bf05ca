import Foundation

extension Waveform {
    /// Reads an audio file: WAV, FLAC, Ogg Vorbis or MP3, whatever its name.
    ///
    /// Channels are averaged to one, the sample rate stays. An encoder's delay and padding are removed from MP3.
    /// A file that is shorter than its headers say is refused; so is one that ends inside an MP3 frame or an Ogg page.
    ///
    /// Some files do not state their length: WAV and FLAC that were written to a pipe, and MP3 without an Info or Xing
    /// tag. They are read to their end, and a cut is noticed only where it falls inside an MP3 frame or, for FLAC,
    /// leaves the last block undecodable.
    ///
    /// - Parameters:
    ///   - url: A local file. It may come from a stranger: see ``AudioLimits``.
    ///   - maximumDuration: The longest audio to accept, in seconds, above 0.
    /// - Throws: ``AudioError``.
    public init(contentsOf url: URL, maximumDuration: Double = AudioLimits.maximumDuration) throws {
        self = try Waveform(source: ByteSource(file: url), maximumDuration: maximumDuration)
    }

    /// Reads an audio file that lies in memory; see ``init(contentsOf:maximumDuration:)``.
    ///
    /// - Parameters:
    ///   - data: The bytes of the file.
    ///   - name: What error messages call the data.
    ///   - maximumDuration: The longest audio to accept, in seconds, above 0.
    /// - Throws: ``AudioError``.
    public init(
        data: Data, name: String = "the audio data", maximumDuration: Double = AudioLimits.maximumDuration
    ) throws {
        self = try Waveform(source: ByteSource(memory: data, name: name), maximumDuration: maximumDuration)
    }

    private init(source: ByteSource, maximumDuration: Double) throws {
        precondition(maximumDuration > 0, "the limit on the duration must be positive, it is \(maximumDuration)")
        switch try AudioContainer(of: source) {
        case .mp3(let firstFrame):
            self = try MP3Reader(source, firstFrame: firstFrame).waveform(maximumDuration: maximumDuration)
        case .wav:
            try checkRIFFLength(of: source)
            self = try SoundFileReader(source).waveform(maximumDuration: maximumDuration)
        case .ogg:
            try checkOggPages(of: source)
            self = try SoundFileReader(source).waveform(maximumDuration: maximumDuration)
        case .flac:
            self = try SoundFileReader(source).waveform(maximumDuration: maximumDuration)
        }
    }
}
