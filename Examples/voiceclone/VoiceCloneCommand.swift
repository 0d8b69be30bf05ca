import ArgumentParser
import Foundation
import Logging
import VoiceClone

/// `voiceclone`: what the library does, one call a command, for people and scripts.
@main
struct VoiceCloneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voiceclone",
        abstract: "Speaks Mandarin in the voice of a recording, on a plain CPU.",
        discussion: """
            Answers go to standard output, with --json as one object; everything for people goes to standard error.

            \(ExitStatus.documentation)
            """,
        subcommands: [
            VoiceCommand.self, SpeakCommand.self, VocodeCommand.self, ExplainCommand.self, SimilarityCommand.self,
            VoicesCommand.self,
            ModelsCommand.self,
        ])

    static func main() {
        // A reader that goes away (`voiceclone voices | head -1`) ends the program as it ends any other, without a
        // message, even if the parent ignores the signal.
        signal(SIGPIPE, SIG_DFL)
        // What the library would log as a warning, commands say in their own form.
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            Console.endProgress()
            if let status = ExitStatus(for: error) {
                Console.say("Error: \(error)")
                Foundation.exit(status.rawValue)
            }
            // Help is an answer; what is wrong with arguments repeats them.
            let status = exitCode(for: error)
            if status.isSuccess { exit(withError: error) }
            Console.say(fullMessage(for: error))
            Foundation.exit(status.rawValue)
        }
    }
}
