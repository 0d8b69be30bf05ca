import ArgumentParser
import Foundation
import VoiceClone

/// Measures how alike, how reliable and how natural clones are, on voices that no fit has seen.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Clones voices that no fit has seen and measures how alike and how reliable they are.")

    @Option(help: "How many voices to draw that are in no bank.")
    var voices = 200
    @Option(help: "A folder of recordings, one for each speaker; those that no fit sees are cloned.")
    var recordings: String?
    @Option(help: "A recording of one voice, reported by itself.")
    var recording: String?
    @Option(help: "The adapter, a safetensors file; the package's own if left out.")
    var adapter: String?
    @Option(help: "The embedding convention: \(EmbeddingConvention.allCases.map(\.rawValue).joined(separator: ", ")).")
    var convention = EmbeddingConvention.standard
    @Option(help: "The vocoder: \(VocoderChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
    var vocoder = VocoderChoice.hifiGAN
    @Option(help: "How many sentences each clone says to see whether it stops where it should.")
    var sentences = 5
    @Option(help: "A folder for a WAV file of each clone, for a measure of naturalness.")
    var waves: String?
    @Option(help: "The folder of models.")
    var models: String?

    func run() throws {
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let adapter = try adapter.map { try SpeakerAdapter(contentsOf: URL(filePath: $0)) } ?? .bundled(convention)
        let evaluation = Evaluation(
            models: try TrialModels(directory, vocoder: vocoder), adapter: adapter, sentences: sentences,
            waves: try waves.map { try URL.folder($0) })
        if voices > 0 {
            try report("Voices in no bank", evaluation.synthetic(count: voices))
        }
        if let recordings {
            let files = try RecordingFolder.files(URL(filePath: recordings))
            try report("Real speakers in no fit", evaluation.real(files))
        }
        if let recording {
            try report("The recording", evaluation.clones(of: [Waveform(contentsOf: URL(filePath: recording))]))
        }
    }

    private func report(_ title: String, _ results: [CloneResult]) throws {
        print("\(title): \(results.count)")
        func line(_ name: String, _ values: [Float]) {
            let values = values.sorted()
            guard !values.isEmpty else { return }
            let mean = values.reduce(0, +) / Float(values.count)
            print("  \(name): mean \(mean), median \(values[values.count / 2]), 10th percentile \(values[values.count / 10])")
        }
        line("cosine with the reference", results.compactMap(\.likeness))
        line("floor, another voice's clone", results.compactMap(\.floor))
        line("ceiling, the voice itself", results.compactMap(\.ceiling))
        line("references nearer than its own, percent", results.compactMap { $0.nearer.map { 100 * $0 } })
        let outcomes = results.flatMap(\.outcomes)
        let early = outcomes.count { $0 == .stoppedEarly }
        let endless = outcomes.count { $0 == .didNotStop }
        print("  sentences \(outcomes.count): stopped early \(early), did not stop \(endless)")
    }
}

extension EmbeddingConvention: ExpressibleByArgument {}
extension VocoderChoice: ExpressibleByArgument {}
