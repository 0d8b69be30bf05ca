import ArgumentParser

/// `voiceclone voice`: what is done with profiles.
struct VoiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voice", abstract: "Makes voice profiles.", subcommands: [VoiceCreateCommand.self])
}
