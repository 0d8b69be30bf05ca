import ArgumentParser

/// Makes the speaker adapters that the package ships.
@main
struct SpeakerAdapterTraining: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the map from speaker embeddings to speaker vectors.",
        subcommands: [MakeBank.self, EmbedRecordings.self, Evaluate.self, FitAdapter.self, ProposeVectors.self])
}
