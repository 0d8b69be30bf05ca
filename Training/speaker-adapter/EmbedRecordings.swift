import ArgumentParser
import Foundation
import VoiceClone

/// Embeds recordings of real voices under both conventions, so that a fit can weigh how well it does on them.
struct EmbedRecordings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recordings", abstract: "Embeds a folder of recordings, one for each speaker.")

    @Argument(help: "The folder: WAV, FLAC, OGG or MP3 files of three seconds and more.")
    var recordings: String
    @Option(help: "Where the embeddings are written.")
    var output = "build/recordings.safetensors"
    @Option(help: "The folder of models.")
    var models: String?

    private static let extensions: Set = ["wav", "flac", "ogg", "mp3"]

    func run() throws {
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let encoder = try SpeakerEncoder(contentsOf: directory.speakerEncoder)
        let files = try FileManager.default.contentsOfDirectory(
            at: URL(filePath: recordings), includingPropertiesForKeys: nil
        ).filter { Self.extensions.contains($0.pathExtension.lowercased()) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        guard !files.isEmpty else { throw ValidationError("\(recordings) holds no WAV, FLAC, OGG or MP3 files") }
        _ = try URL.folder(URL(filePath: output).deletingLastPathComponent().path)
        let progress = ProgressBar("recordings", total: files.count)
        let results = ResultTable<[String: [Float]]>(count: files.count)
        Parallel.forEach(files.count) { index, _ in
            results.set(
                index,
                Result { try Self.embeddings(of: Waveform(contentsOf: files[index]), encoder) }
                    .mapError { ValidationError("\(files[index].path): \($0.localizedDescription)") })
            progress.advance()
        }
        let rows = try results.values()
        var tensors: [String: Tensor] = [:]
        for name in rows.first?.keys.sorted() ?? [] {
            tensors[name] = Tensor(rows.flatMap { $0[name] ?? [] }, shape: [files.count, SpeakerEmbedding.dimension])
        }
        try Checkpoint.write(tensors, to: URL(filePath: output))
    }

    /// The embeddings of a recording and of its halves, by what ``RealVoices`` calls them.
    private static func embeddings(of recording: Waveform, _ encoder: SpeakerEncoder) throws -> [String: [Float]] {
        let middle = recording.samples.count / 2
        let parts = [
            (RealVoices.Part.whole, recording.samples[...]), (.firstHalf, recording.samples[..<middle]),
            (.secondHalf, recording.samples[middle...]),
        ]
        var embeddings: [String: [Float]] = [:]
        for (part, samples) in parts {
            let waveform = Waveform(samples: Array(samples), sampleRate: recording.sampleRate)
            for convention in EmbeddingConvention.allCases {
                embeddings[RealVoices.name(part, convention)] = try encoder.embed(waveform, convention: convention)
                    .values
            }
        }
        return embeddings
    }
}
