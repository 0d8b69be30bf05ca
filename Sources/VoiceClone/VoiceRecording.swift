import Foundation

/// A recording that a voice is made from, and what messages and profiles call it.
public struct VoiceRecording: Sendable {
    /// The name, for example a file's: without control characters, at most 200 bytes of UTF-8.
    public let name: String
    /// The sound.
    public let waveform: Waveform

    /// Gives a recording its name; control characters in it become spaces, and what is too long is cut.
    public init(name: String, waveform: Waveform) {
        self.name = name.tidied(maximumLength: VoiceProfile.maximumNameLength)
        self.waveform = waveform
    }

    /// Reads a recording and calls it by the last part of its path, so that no profile tells where somebody keeps
    /// files.
    ///
    /// - Throws: `AudioError`.
    public init(contentsOf url: URL) throws {
        self.init(name: url.lastPathComponent, waveform: try Waveform(contentsOf: url))
    }
}
