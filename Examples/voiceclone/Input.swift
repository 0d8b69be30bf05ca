import ArgumentParser
import Foundation
import VoiceClone

/// What commands read: files by their paths, and standard input as `-`.
enum Input {
    static let readTwice = "Standard input (-) can be read only once. Name a file instead."
    static let maximumTextSize = 1 << 20
    /// The largest recording taken from standard input, in bytes: an hour of 16-bit stereo at 44.1 kHz is 635 MB.
    static let maximumSoundSize = 1 << 30

    /// Refuses outputs that would replace what is read, or one another, and standard output, where answers go.
    static func requireApart(outputs: [String], inputs: [String]) throws {
        if outputs.contains("-") { throw ValidationError("- cannot be written to. Name a file.") }
        /// What cannot be followed is refused when it is read or written, with the reason.
        func file(_ path: String) -> String { (try? destination(of: URL(filePath: path)).path) ?? path }
        let read = Set(inputs.filter { $0 != "-" }.map(file))
        var written = Set<String>()
        for output in outputs {
            let file = file(output)
            guard !read.contains(file) else {
                throw ValidationError("\(output) is read too, and would be replaced. Name another output.")
            }
            guard written.insert(file).inserted else {
                throw ValidationError("\(output) is named for two outputs. Name another one.")
            }
        }
    }

    /// The format of a sound file that is to be written.
    static func soundFormat(of output: String) throws -> AudioFileFormat {
        guard let format = AudioFileFormat(fileExtension: URL(filePath: output).pathExtension) else {
            throw ValidationError("\(output) cannot be written: only .wav and .flac files can.")
        }
        return format
    }

    /// Text, without the line break at its end.
    static func text(_ path: String) throws -> String { try text(path, what: "text") }

    private static func text(_ path: String, what: String) throws -> String {
        let data: Data
        if path == "-" {
            data = try standardInput(maximumSize: maximumTextSize)
        } else {
            do {
                let file = try FileHandle(forReadingFrom: URL(filePath: path))
                defer { try? file.close() }
                data = try file.read(upToCount: maximumTextSize + 1) ?? Data()
            } catch {
                let reason =
                    FileManager.default.fileExists(atPath: path)
                    ? "it cannot be opened as a file" : "there is no such file"
                throw InputError.unreadable(what: what, path: path, reason: reason)
            }
        }
        guard data.count <= maximumTextSize else {
            throw InputError.unusableText(what: what, path: path, reason: "it is too long")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw InputError.unusableText(what: what, path: path, reason: "it is not UTF-8")
        }
        return String(text.reversed().drop(while: \.isNewline).reversed())
    }

    /// A user's own readings.
    static func dictionary(_ path: String) throws -> PronunciationDictionary {
        try PronunciationDictionary(tsv: text(path, what: "dictionary"))
    }

    /// A recording.
    static func recording(_ path: String) throws -> VoiceRecording {
        guard path == "-" else { return try VoiceRecording(contentsOf: URL(filePath: path)) }
        let name = "standard input"
        let data = try standardInput(maximumSize: maximumSoundSize)
        return VoiceRecording(name: name, waveform: try Waveform(data: data, name: name))
    }

    /// A profile, which a file that starts as a JSON object must be, or one made of a recording.
    static func profile(_ path: String, encoder: SpeakerEncoder) throws -> VoiceProfile {
        guard path != "-", isJSON(path) else {
            let recording = try recording(path)
            return try VoiceProfile(name: recording.name, recordings: [recording], encoder: encoder)
        }
        let profile = try VoiceProfile(contentsOf: URL(filePath: path))
        try profile.requireEncoder(encoder.weightsDigest)
        return profile
    }

    /// A built-in voice by its name, else a file's.
    static func voice(_ name: String, cloner: VoiceCloner) throws -> Voice {
        if SpeakerVector.trainedNames.contains(name) { return .builtIn(name) }
        guard name == "-" || FileManager.default.fileExists(atPath: name) else { throw InputError.unknownVoice(name) }
        return try cloner.voice(from: profile(name, encoder: cloner.speakerEncoder))
    }

    private static func isJSON(_ path: String) -> Bool {
        if path.lowercased().hasSuffix(".json") { return true }
        var status = stat()
        // Opening a pipe would wait for its writer; what is no file is refused later, with the reason.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let file = FileHandle(forReadingAtPath: path)
        else { return false }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 64)) ?? Data()
        return head.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    }

    private static func standardInput(maximumSize: Int) throws -> Data {
        var data = Data()
        do {
            // One byte more than is allowed shows that there is too much.
            while data.count <= maximumSize,
                let piece = try FileHandle.standardInput.read(upToCount: min(1 << 16, maximumSize + 1 - data.count)),
                !piece.isEmpty
            { data += piece }
        } catch {
            throw InputError.unreadableStandardInput
        }
        return data
    }
}
