/// What an audio file says about how it was made: two texts beside the sound.
///
/// A ``Waveform`` carries it from where the sound is made to every file that is written from it, and reading a file
/// gives it back:
///
/// ```swift
/// speech.provenance = AudioProvenance(software: "MyApp", comment: "Synthetic speech")
/// try speech.write(to: url)
/// try AudioProvenance(contentsOf: url)?.comment         // "Synthetic speech"
/// ```
///
/// WAV keeps the texts in its LIST-INFO chunk (`ISFT`, `ICMT`), FLAC and Ogg Vorbis in their comments (`software`,
/// `comment`), where any player or tagging program shows them. The tags of MP3 files are not read.
public struct AudioProvenance: Sendable, Equatable {
    /// The longest comment, in bytes of UTF-8: libsndfile reads no texts of 2048 bytes or more from WAV.
    public static let maximumCommentLength = 2_000
    /// The longest name of a program, in bytes of UTF-8: libsndfile has 127 for it and for its own name behind it.
    public static let maximumSoftwareLength = 96

    /// The program that made the sound, without the ` (libsndfile-1.2.0)` that libsndfile adds in the file.
    public let software: String?
    /// Anything else that a reader of the file should know.
    public let comment: String?

    /// Makes a provenance.
    ///
    /// Files come from strangers and texts are shown on terminals, so control characters become spaces, and a text is
    /// cut between two characters if it is too long. An empty text is none.
    ///
    /// - Parameters:
    ///   - software: The program that made the sound.
    ///   - comment: Anything else.
    public init(software: String? = nil, comment: String? = nil) {
        func tidied(_ text: String?, maximumLength: Int) -> String? {
            text.map { $0.tidied(maximumLength: maximumLength) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        self.software = tidied(software, maximumLength: Self.maximumSoftwareLength)
        self.comment = tidied(comment, maximumLength: Self.maximumCommentLength)
    }
}
