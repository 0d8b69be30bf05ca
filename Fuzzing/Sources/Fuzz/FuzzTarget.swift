import Foundation
import VoiceClone

/// What reads files from strangers: each gets the bytes of one, and an error is as good an end as a value.
enum FuzzTarget: String, CaseIterable {
    /// Every container of weights, by its first bytes, and the tensors in it.
    case checkpoint
    /// A voice profile.
    case profile
    /// A recording, in every format that is read.
    case audio
    /// A text with or without markup, to its symbols.
    case text
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

    private static let frontend = Result { try TextFrontend() }
    /// Where the bytes lie that are read as a file: in memory where the system has such a folder.
    private static let file = {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        return URL(filePath: folder).appending(path: "fuzz-\(getpid())")
    }()
    // Written anew for every input, and used by one thread alone.
    private nonisolated(unsafe) static let handle = open(file.path, O_RDWR | O_CREAT | O_TRUNC, 0o600)

    /// Reads the bytes.
    func read(_ data: Data) {
        switch self {
        case .checkpoint: try? readCheckpoint(data)
        case .profile:
            write(data)
            _ = try? VoiceProfile(contentsOf: Self.file)
        case .audio: _ = try? Waveform(data: data, name: "fuzz", maximumDuration: 10)
        case .text:
            guard let frontend = try? Self.frontend.get() else {
                preconditionFailure("the front end's resources are missing")
            }
            _ = try? frontend.symbols(for: String(decoding: data, as: UTF8.self))
        case .array:
            write(data)
            _ = try? Tensor(numPy: Self.file)
        case .dictionary: _ = try? PronunciationDictionary(tsv: String(decoding: data, as: UTF8.self))
        }
    }

    private func write(_ data: Data) {
        let written = data.withUnsafeBytes { pwrite(Self.handle, $0.baseAddress, $0.count, 0) }
        precondition(
            written == data.count && ftruncate(Self.handle, off_t(data.count)) == 0,
            "\(Self.file.path) cannot be written")
    }

    private func readCheckpoint(_ data: Data) throws {
        write(data)
        let checkpoint = try Checkpoint(contentsOf: Self.file)
        for name in checkpoint.names.prefix(16) { _ = try? checkpoint.tensor(name) }
    }
}
