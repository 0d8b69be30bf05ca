import ArgumentParser
import Foundation
import VoiceClone

/// Makes a bank or enlarges it.
struct MakeBank: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank",
        abstract: "Draws speaker vectors, speaks with each, and keeps how it sounds to the encoder.")

    @Option(help: "The folder of the bank.")
    var bank = "build/bank"
    @Option(
        help:
            "How many voices of this name the bank is to have, rounded up to whole shards of \(VoiceBank.voicesPerShard)."
    )
    var voices = 8192
    @Option(help: "Draw around these vectors, a NumPy array [count, 32], not uniformly.")
    var around: String?
    @Option(help: "How far from them: the standard deviation of each number.")
    var spread: Float = 0.1
    @Option(help: "Names the voices drawn around vectors.")
    var name = "around"
    @Flag(help: "Draw between the voices that the network was trained with, not uniformly.")
    var trained = false
    @Option(
        help: "The vocoder: \(VocoderChoice.allCases.map(\.rawValue).joined(separator: ", ")); MelGAN is the fastest.")
    var vocoder = VocoderChoice.melGAN
    @Option(help: "A folder for a WAV file of each voice, for Scripts/voices/naturalness.py.")
    var waves: String?
    @Option(help: "The folder of models.")
    var models: String?

    func validate() throws {
        guard voices > 0 else { throw ValidationError("--voices must be at least 1") }
        guard name != UniformSampler.name, name != TrainedSampler().name, !name.isEmpty, !name.contains("/") else {
            throw ValidationError("--name \(name) cannot be given to voices around vectors")
        }
    }

    func run() throws {
        let directory = try models.map { ModelDirectory(URL(filePath: $0)) } ?? .locate()
        let trial = try TrialModels(directory, vocoder: vocoder)
        let bank = try VoiceBank(URL(filePath: bank))
        if let around {
            let centers = try Tensor(numPy: URL(filePath: around))
            guard centers.shape.count == 2, centers.shape[0] > 0, centers.shape[1] == SpeakerVector.dimension else {
                throw ValidationError(
                    "\(around) has the shape \(centers.shape), not [count, \(SpeakerVector.dimension)]")
            }
            let sampler = NeighbourhoodSampler(
                name: name, centers: (0..<centers.shape[0]).map { centers.row($0) }, spread: spread)
            try fill(bank, sampler, trial)
        } else if trained {
            try fill(bank, TrainedSampler(), trial)
        } else {
            try fill(bank, UniformSampler(), trial)
        }
    }

    private func fill(_ bank: VoiceBank, _ sampler: some VectorSampler, _ trial: TrialModels) throws {
        let shards = 0..<(voices + VoiceBank.voicesPerShard - 1) / VoiceBank.voicesPerShard
        let missing = shards.filter { !FileManager.default.fileExists(atPath: bank.url(sampler.name, shard: $0).path) }
        let waves = try waves.map { try URL.folder($0) }
        let progress = ProgressBar("bank", total: shards.count, done: shards.count - missing.count)
        for shard in missing {
            try bank.makeShard(sampler, shard: shard, models: trial, waves: waves)
            progress.advance()
        }
    }
}
