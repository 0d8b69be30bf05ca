import ArgumentParser
import Foundation
import VoiceClone

/// Embeds recordings of real voices under both conventions, so that a fit can weigh how well it does on them.
struct EmbedRecordings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recordings", abstract: "Embeds a folder of recordings, one for each speaker.")

    @Argument(help: "The folder: WAV, FLAC, OGG or MP3 files.")
    var recordings: String
    @Option(help: "Where the embeddings are written.")
    var output = "build/recordings.safetensors"
    @Option(help: "The folder of models.")
    var models: String?

    func run() throws {
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let encoder = try SpeakerEncoder(contentsOf: directory.speakerEncoder)
        let files = try RecordingFolder.files(URL(filePath: recordings))
        let progress = ProgressBar("recordings", total: files.count)
        var rows = [[Float]](repeating: [], count: EmbeddingConvention.allCases.count)
        for (index, file) in files.enumerated() {
            let waveform = try Waveform(contentsOf: file)
            for (row, convention) in EmbeddingConvention.allCases.enumerated() {
                rows[row] += try encoder.embed(waveform, convention: convention).values
            }
            progress.show(done: index + 1, fresh: index + 1)
        }
        var tensors: [String: Tensor] = [:]
        for (row, convention) in zip(rows, EmbeddingConvention.allCases) {
            tensors[convention.rawValue] = Tensor(row, shape: [files.count, SpeakerEmbedding.dimension])
        }
        try Checkpoint.write(tensors, to: URL(filePath: output))
    }
}

/// A folder of recordings, one for each speaker, in the order of their names.
enum RecordingFolder {
    static let extensions: Set = ["wav", "flac", "ogg", "mp3"]

    static func files(_ folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { extensions.contains($0.pathExtension.lowercased()) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
