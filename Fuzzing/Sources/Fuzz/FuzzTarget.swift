import Foundation

/// What reads files from strangers, by what it is called: each gets the bytes of one.
///
/// A value is as good an end as an error of the module's own type; anything else ends the process, which libFuzzer
/// reports.
enum FuzzTarget: String, CaseIterable {
    /// Every container of weights, by its first bytes, and the tensors in it.
    case checkpoint
    /// A ZIP archive whose checksums are right, so that what lies behind them is read too.
    case archive
    /// One pickle, as PyTorch's, NumPy's and the front end's readers take it.
    case pickle
    /// The pickle of the object in PyTorch's legacy format, and all that follows.
    case legacy
    /// The header of a safetensors file of 64 bytes of elements.
    case header
    /// A deflate stream in an archive, behind four bytes that are the size it claims.
    case deflated
    /// A checkpoint stored in an archive.
    case packed
    /// A voice profile.
    case profile
    /// What a WAV's comment says of its making.
    case provenance
    /// A recording, in every format that is read.
    case audio
    /// What Swift reads of a recording before a decoder does.
    case container
    /// A text with or without markup, to its symbols.
    case text
    /// SSML and marks in a text.
    case markup
    /// A NumPy array.
    case array
    /// A user's own readings.
    case dictionary

    /// The target that the environment names; ends the process with what there is if it names none.
    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let names = allCases.map(\.rawValue).joined(separator: ", ")
            FileHandle.standardError.write(Data("FUZZ_TARGET is \"\(name)\", but there are: \(names)\n".utf8))
            exit(64)
        }
        return target
    }()

    /// Reads the bytes.
    func read(_ data: Data) {
        switch self {
        case .checkpoint: CheckpointFuzzing.read(data)
        case .archive: CheckpointFuzzing.readArchive(data)
        case .pickle: CheckpointFuzzing.readPickle(data)
        case .legacy: CheckpointFuzzing.readLegacy(data)
        case .header: CheckpointFuzzing.readHeader(data)
        case .deflated: CheckpointFuzzing.readDeflated(data)
        case .packed: CheckpointFuzzing.readPacked(data)
        case .profile: VoiceFuzzing.readProfile(data)
        case .provenance: VoiceFuzzing.readProvenance(data)
        case .audio: AudioFuzzing.read(data)
        case .container: AudioFuzzing.readContainer(data)
        case .text: TextFuzzing.read(data)
        case .markup: TextFuzzing.readMarkup(data)
        case .array: CheckpointFuzzing.readArray(data)
        case .dictionary: TextFuzzing.readDictionary(data)
        }
    }
}

/// Runs `body`; ends the process if it throws anything but an error of type `Failure`.
func allowing<Failure: Error>(_ type: Failure.Type, _ body: () throws -> Void) {
    do { try body() } catch {
        precondition(error is Failure, "an error of another type: \(error)")
    }
}
