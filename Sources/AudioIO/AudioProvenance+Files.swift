import CSndFile
import Foundation

extension AudioProvenance {
    /// Reads what a file says about its making, without decoding its sound.
    ///
    /// - Parameter url: A local file: WAV, FLAC, Ogg Vorbis or MP3, whatever its name. It may come from a stranger.
    /// - Returns: `nil` if the file says nothing, as MP3 always does here.
    /// - Throws: ``AudioError`` if the file cannot be read or is no audio.
    public init?(contentsOf url: URL) throws {
        try self.init(source: ByteSource(file: url))
    }

    /// Reads what a file in memory says about its making; see ``init(contentsOf:)``.
    ///
    /// - Parameters:
    ///   - data: The bytes of the file.
    ///   - name: What error messages call the data.
    /// - Throws: ``AudioError``.
    public init?(data: Data, name: String = "the audio data") throws {
        try self.init(source: ByteSource(memory: data, name: name))
    }

    private init?(source: ByteSource) throws {
        if case .mp3 = try AudioContainer(of: source) { return nil }
        guard let provenance = try SoundFileReader(source).provenance else { return nil }
        self = provenance
    }

    /// The texts of an open file, or `nil` if it has none.
    init?(_ handle: OpaquePointer) {
        func text(_ type: Int) -> String? { sf_get_string(handle, Int32(type)).map { String(cString: $0) } }
        let software = text(Int(SF_STR_SOFTWARE)).map { software in
            // libsndfile puts its own name behind the program's.
            software.hasSuffix(")") ? software.components(separatedBy: " (libsndfile-")[0] : software
        }
        self.init(software: software, comment: text(Int(SF_STR_COMMENT)))
        guard self.software != nil || comment != nil else { return nil }
    }

    /// Hands the texts to a file that is being written; the code is libsndfile's error number, 0 for none.
    func write(to handle: OpaquePointer) -> Int32 {
        for (type, text) in [(Int(SF_STR_SOFTWARE), software), (Int(SF_STR_COMMENT), comment)] {
            guard let text else { continue }
            let code = sf_set_string(handle, Int32(type), text)
            guard code == 0 else { return code }
        }
        return 0
    }
}
