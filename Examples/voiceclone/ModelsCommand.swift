import ArgumentParser
import VoiceClone

/// `voiceclone models`: what was found where.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "Says which models were found where, with layout, sizes and hashes.",
        discussion: "Ends with status 69 if one of them is missing or cannot be used.")

    @OptionGroup var shared: SharedOptions

    func run() throws {
        let directory = try shared.directory()
        Console.progress("Loading and hashing models")
        let files = directory.inventory().map(Answer.init)
        Console.endProgress()
        if shared.json {
            try Console.answer(json: Inventory(directory: directory.url.path, models: files))
        } else {
            try Console.answer(([directory.url.path] + files.map(\.text)).joined(separator: "\n"))
        }
        if files.contains(where: { $0.problem != nil }) { throw ExitCode(ExitStatus.modelsUnavailable.rawValue) }
    }

    private struct Inventory: Encodable {
        let directory: String
        let models: [Answer]
    }

    private struct Answer: Encodable {
        let role: ModelFile.Role
        let path: String
        private(set) var problem: String?
        private(set) var bytes: Int?
        private(set) var sha256: SHA256Digest?
        private(set) var format: String?
        private(set) var layout: String?
        private(set) var tensors: Int?
        private(set) var parameters: Int?
        private(set) var weights: SHA256Digest?

        init(_ file: ModelFile) {
            (role, path) = (file.role, file.url.path)
            switch file.contents {
            case .failure(let error): problem = "\(error)"
            case .success(let contents):
                (bytes, sha256, format) = (contents.bytes, contents.digest, contents.format.rawValue)
                (layout, tensors, parameters) = (contents.layout, contents.tensors, contents.parameters)
                weights = contents.weights
            }
        }

        /// A paragraph for people.
        var text: String {
            guard let bytes, let sha256, let format, let layout, let tensors, let parameters else {
                return "\(role.rawValue): \(problem ?? "unknown")"
            }
            let digest = weights.map { "\n  weights \($0)" } ?? ""
            return """
                \(role.rawValue): \(path)
                  \(layout); \(parameters) parameters in \(tensors) tensors; \(format), \(bytes) bytes
                  sha256  \(sha256)\(digest)
                """
        }
    }
}
