import ArgumentParser
import Foundation
import VoiceClone

/// Measures how alike and how reliable clones are, on voices that no fit has seen.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Clones voices that no fit has seen, and measures how alike and how reliable they are.",
        discussion: "Without --adapters and --baselines, the package's own adapter is measured.")

    @Option(parsing: .upToNextOption, help: "Adapters, safetensors files.")
    var adapters: [String] = []
    @Option(
        parsing: .upToNextOption,
        help: "Simple maps, fitted to the bank: \(Baseline.allCases.map(\.rawValue).joined(separator: ", ")).")
    var baselines: [Baseline] = []
    @Option(help: "The folder of the bank, for the baselines.")
    var bank = "build/bank"
    @Option(help: "How many voices to draw that are in no bank.")
    var voices = 200
    @Option(help: "Embeddings of real speakers, from `recordings`; those that no fit sees are cloned.")
    var recordings: String?
    @Flag(help: "Clone the speakers that fits may see instead: to choose the objective by.")
    var fitted = false
    @Option(help: "A recording of one voice, reported by itself: each sentence, four seeds.")
    var recording: String?
    @Flag(help: "Measure the built-in speakers too.")
    var builtIn = false
    @Option(help: "The embedding convention: \(EmbeddingConvention.allCases.map(\.rawValue).joined(separator: ", ")).")
    var convention = EmbeddingConvention.standard
    @Option(help: "The vocoder: \(VocoderChoice.allCases.map(\.rawValue).joined(separator: ", ")).")
    var vocoder = VocoderChoice.hifiGAN
    @Option(
        help:
            "How many sentences each clone says to see whether it stops where it should, at most \(TrainingSentences.heldOut.count)."
    )
    var sentences = 5
    @Flag(help: "Have clones say sentences of five seconds, as long as recordings, and not of two.")
    var long = false
    @OptionGroup(title: "Objective")
    var objective: ObjectiveOptions
    @Option(help: "A folder for a WAV file of each clone, for Scripts/voices/naturalness.py.")
    var waves: String?
    @Option(help: "The folder of models.")
    var models: String?

    func validate() throws {
        guard (1...TrainingSentences.heldOut.count).contains(sentences) else {
            throw ValidationError("--sentences must be 1 to \(TrainingSentences.heldOut.count)")
        }
        guard voices >= 0 else { throw ValidationError("--voices cannot be negative") }
    }

    func run() throws {
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let evaluation = Evaluation(
            models: try TrialModels(directory, vocoder: vocoder), convention: convention,
            sentences: Array(said.prefix(sentences)),
            maximumFrames: long ? 2 * UtteranceTrial.maximumFrames : UtteranceTrial.maximumFrames,
            waves: try waves.map { try URL.folder($0) })
        let candidates = try candidates()
        if builtIn { report("built-in speakers", try evaluation.builtIn()) }
        if voices > 0 {
            let references = try evaluation.synthetic(count: voices)
            for candidate in candidates {
                report(
                    "\(candidate.name), voices in no bank",
                    try evaluation.clones(of: references, by: candidate, name: "synthetic"))
            }
        }
        if let recordings {
            let (references, all) = try realSpeakers(RealVoices(contentsOf: URL(filePath: recordings)))
            for candidate in candidates {
                report(
                    "\(candidate.name), \(fitted ? "real speakers that fits may see" : "real speakers in no fit")",
                    try evaluation.clones(of: references, among: all, by: candidate, name: "real"))
            }
        }
        if let recording {
            let embedding = try evaluation.models.encoder.embed(
                Waveform(contentsOf: URL(filePath: recording)), convention: convention)
            for candidate in candidates {
                let likenesses = try evaluation.likenesses(embedding, by: candidate, seeds: 4)
                print("\(candidate.name), the recording: \(4 * sentences) sentences, heard \(likenesses.count)")
                report("cosine with the reference", likenesses)
            }
        }
    }

    private var said: [String] { long ? TrainingSentences.heldOutLong : TrainingSentences.heldOut }

    private func candidates() throws -> [Candidate] {
        func candidate(_ name: String, _ adapter: SpeakerAdapter) -> Candidate {
            Candidate(name: name) { [objective = objective.objective] in
                try adapter.speakerVector(for: $0, objective: objective)
            }
        }
        let files = try adapters.map { path in
            let url = URL(filePath: path)
            let adapter = try SpeakerAdapter(contentsOf: url)
            guard adapter.convention == convention else {
                throw ValidationError("\(path) is for embeddings of --convention \(adapter.convention.rawValue)")
            }
            return candidate(url.deletingPathExtension().lastPathComponent, adapter)
        }
        let table = try baselines.isEmpty ? nil : BankTable(VoiceBank(URL(filePath: bank)), heldOut: 0)
        let simple = baselines.compactMap { baseline in table.map { baseline.candidate($0, convention) } }
        guard files.isEmpty, simple.isEmpty else { return files + simple }
        return [candidate("bundled", try .bundled(convention))]
    }

    /// The speakers that no fit has seen, and all speakers.
    ///
    /// The ceiling is the cosine of two halves of a recording.
    private func realSpeakers(_ real: RealVoices) throws -> ([Reference], [SpeakerEmbedding]) {
        let all = try real.all(convention)
        let ceilings = try real.all(convention, .firstHalf).rowProducts(real.all(convention, .secondHalf))
        let embeddings = try ceilings.indices.map { try SpeakerEmbedding(values: all.row($0), convention: convention) }
        let cloned = ceilings.indices.filter { RealVoices.isHeldOut($0) != fitted }
        return (cloned.map { Reference(embedding: embeddings[$0], ceiling: ceilings[$0]) }, embeddings)
    }

    private func report(_ title: String, _ results: [CloneResult]) {
        print("\(title): \(results.count), heard \(results.count { $0.embedding != nil })")
        report("cosine with the reference", results.compactMap(\.likeness))
        report("floor, another voice's clone", results.compactMap(\.floor))
        report("ceiling, the voice itself", results.compactMap(\.ceiling))
        report("references nearer than its own, percent", results.compactMap { $0.nearer.map { 100 * $0 } })
        let outcomes = results.flatMap(\.outcomes)
        let early = outcomes.count { $0 == .stoppedEarly }
        let endless = outcomes.count { $0 == .didNotStop }
        let failed = 100 * Double(early + endless) / Double(max(outcomes.count, 1))
        print("  sentences \(outcomes.count): stopped early \(early), did not stop \(endless), together \(failed) %")
    }

    private func report(_ name: String, _ values: [Float]) {
        let values = values.sorted()
        guard !values.isEmpty else { return }
        let mean = values.reduce(0, +) / Float(values.count)
        print(
            "  \(name): mean \(mean), median \(values[values.count / 2]), 10th percentile \(values[values.count / 10])")
    }
}

extension Baseline: ExpressibleByArgument {}
extension EmbeddingConvention: ExpressibleByArgument {}
extension VocoderChoice: ExpressibleByArgument {}
